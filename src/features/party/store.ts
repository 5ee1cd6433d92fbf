import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import { factsSchema } from './schema.ts';
import type { Member, PartyGroup, PartyStatus, Standing } from './types.ts';

const MEMBER = { id: true, name: true, userid: true } as const;
const STANDING = { ...MEMBER, partyStatus: true, partyGroup: { select: { id: true, name: true } } } as const;
const IN_THE_PARTY = { in: ['member' as const, 'probationary' as const] };
/** What is kept of a group besides its name: a setting of its own each. */
const FACTS = 'party_group:';

export function selectMembers(db: Db, partyGroupId?: number): Promise<Member[]> {
  const where = { partyStatus: IN_THE_PARTY, ...(partyGroupId === undefined ? {} : { partyGroupId }) };
  return db.person.findMany({ where, select: MEMBER, orderBy: { id: 'asc' } });
}

export function selectCommittee(db: Db): Promise<Member[]> {
  const where = { role: { in: ['committee' as const, 'secretary' as const] } };
  return db.person.findMany({ where, select: MEMBER, orderBy: { id: 'asc' } });
}

/** Everyone who is in the party, wants to be, or is in a group. */
export function selectStandings(db: Db): Promise<Standing[]> {
  return standingsWhere(db, { OR: [{ partyStatus: { not: 'none' } }, { partyGroupId: { not: null } }] });
}

export function selectStandingsOf(db: Db, ids: readonly number[]): Promise<Standing[]> {
  return standingsWhere(db, { id: { in: [...ids] } });
}

async function standingsWhere(db: Db, where: Prisma.PersonWhereInput): Promise<Standing[]> {
  const rows = await db.person.findMany({ where, select: STANDING, orderBy: { id: 'asc' } });
  return rows.map(({ partyStatus, partyGroup, ...row }) => ({
    ...row,
    status: partyStatus,
    groupId: partyGroup?.id ?? null,
    group: partyGroup?.name ?? null,
  }));
}

/** Puts a person where `to` says unless something else has happened since `from`; false where it has. */
export async function updateStanding(
  db: Db,
  { id, from, to }: Record<'from' | 'to', { status: PartyStatus; groupId: number | null }> & { id: number },
): Promise<boolean> {
  const { count } = await db.person.updateMany({
    where: { id, partyStatus: from.status, partyGroupId: from.groupId },
    data: { partyStatus: to.status, partyGroupId: to.groupId },
  });
  return count > 0;
}

export async function selectGroups(db: Db): Promise<PartyGroup[]> {
  const rows = await db.unit.findMany({ where: { kind: 'party_group' }, orderBy: { id: 'asc' } });
  const kept = await db.setting.findMany({ where: { key: { in: rows.map(({ id }) => `${FACTS}${id}`) } } });
  const facts = new Map(kept.map(({ key, value }) => [key, factsSchema.parse(value)]));
  return rows.map(({ id, name }) => ({ id, name, since: null, leadId: null, ...facts.get(`${FACTS}${id}`) }));
}

/** Makes a unit of this name a party group, one that was only a group chat's name so far too. */
export async function saveGroup(db: Db, name: string): Promise<number> {
  const unit = { name, kind: 'party_group' as const };
  const { id } = await db.unit.upsert({ where: { name }, create: unit, update: unit, select: { id: true } });
  return id;
}

export async function saveFacts(db: Db, id: number, { since, leadId }: Omit<PartyGroup, 'id' | 'name'>): Promise<void> {
  const key = `${FACTS}${id}`;
  const value = { since, leadId };
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Deletes the group unless something belongs to it; true where it did. */
export async function deleteUnusedGroup(db: Db, id: number): Promise<boolean> {
  const none = { none: {} };
  const ofPeople = { people: none, members: none, activities: none, services: none, donations: none };
  const where = { id, ...ofPeople, chats: none, meetings: none, tasks: none };
  const { count } = await db.unit.deleteMany({ where });
  if (count > 0) await db.setting.deleteMany({ where: { key: `${FACTS}${id}` } });
  return count > 0;
}
