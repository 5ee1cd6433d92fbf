import { createHash } from 'node:crypto';

export interface Person {
  userid: string;
  name: string;
  duty: string;
  /** The departments of the corporation. */
  departments: readonly number[];
}

export interface Group {
  id: string;
  name: string;
}

export interface Department {
  id: number;
  name: string;
  parentId: number;
}

/** The root of them all. */
export const ROOT = 1;

/** Invented, as are the people and the groups. */
export const DEPARTMENTS: readonly Department[] = [
  { id: ROOT, name: '区志愿者协会', parentId: 0 },
  { id: 2, name: '城东志愿服务站', parentId: ROOT },
  { id: 3, name: '城西志愿服务站', parentId: ROOT },
];

export const PEOPLE: readonly Person[] = [
  { userid: 'wangfang', name: '王芳', duty: '志愿者', departments: [2] },
  { userid: 'liqiang', name: '李强', duty: '志愿者', departments: [2] },
  { userid: 'chenjing', name: '陈静', duty: '支委', departments: [ROOT, 3] },
  { userid: 'zhaomin', name: '赵敏', duty: '书记', departments: [ROOT] },
  { userid: 'sunhao', name: '孙浩', duty: '站长', departments: [2] },
  { userid: 'zhouli', name: '周丽', duty: '志愿者', departments: [3] },
  { userid: 'wulei', name: '吴磊', duty: '志愿者', departments: [3] },
  { userid: 'hexiulan', name: '何秀兰', duty: '老党员', departments: [3] },
];

const NAMED_GROUPS: readonly Group[] = [
  { id: 'group-1', name: '区志愿者协会支部群' },
  { id: 'group-2', name: '城东志愿服务站群' },
];

/** The two named groups, then those that only have a robot. */
export function groupsWith(robotGroups: readonly string[]): Group[] {
  const others = robotGroups.filter((id) => !NAMED_GROUPS.some((group) => group.id === id));
  return [...NAMED_GROUPS, ...others.map((id) => ({ id, name: id }))];
}

export function nameOf(userid: string): string {
  const plain = plainUserid(userid);
  return PEOPLE.find((person) => person.userid === plain)?.name ?? userid;
}

/** `<@wangfang>` as the client shows it. */
export function showMentions(text: string): string {
  return text.replace(/<@([\w.@-]{1,64})>/g, (_, userid: string) => `@${nameOf(userid)}`);
}

/** What stands for a person where WeCom hides the userid; capitals count in it. */
export function openUseridOf(userid: string): string {
  return `woPg${createHash('sha256').update(userid).digest('base64url').slice(0, 28)}`;
}

/** Whom an encrypted userid stands for; any other stays as it is. */
export function plainUserid(userid: string): string {
  return PEOPLE.find((person) => openUseridOf(person.userid) === userid)?.userid ?? userid;
}
