/** As kept in the database's enum of the same name. */
export type Role = 'member' | 'lead' | 'committee' | 'secretary' | 'administrator';

export interface Sender {
  id: number;
  userid: string;
  name: string | null;
  role: Role;
  unitId: number | null;
}

/**
 * What a command needs. `register`, `publish`, `log`: every member. `meet`: meetings and their changes.
 * `summarise`: drafts and the rows behind figures. `manage`: other people's activities, calendar, roles, chats.
 */
export type Right = 'everyone' | 'register' | 'publish' | 'log' | 'meet' | 'summarise' | 'manage';

const LEAST_ROLE: Record<Right, Role> = {
  everyone: 'member',
  register: 'member',
  publish: 'member',
  log: 'member',
  meet: 'committee',
  summarise: 'committee',
  manage: 'administrator',
};

const RANK: Record<Role, number> = { member: 0, lead: 1, committee: 2, secretary: 3, administrator: 4 };

export const ROLE_NAMES: Record<Role, string> = {
  member: '志愿者',
  lead: '站长',
  committee: '支委',
  secretary: '书记',
  administrator: '管理员',
};

/** Whether `role` is enough for `right`. */
export function mayDo(role: Role, right: Right): boolean {
  return RANK[role] >= RANK[LEAST_ROLE[right]];
}

export function higherRole(one: Role, other: Role): Role {
  return RANK[other] > RANK[one] ? other : one;
}

export function leastRoleFor(right: Right): Role {
  return LEAST_ROLE[right];
}
