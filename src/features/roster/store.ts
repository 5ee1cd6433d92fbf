import type { Db } from '../../database.ts';
import type { PartyStatus } from '../party/types.ts';

export interface RosterRow {
  id: number;
  createdAt: Date;
  name: string | null;
  userid: string | null;
  wecomId: string | null;
  partyStatus: PartyStatus;
  unit: { name: string } | null;
  partyGroup: { name: string } | null;
}

/** What is written of a person. */
export interface NewPerson {
  name: string;
  userid: string | null;
  wecomId: string | null;
  unitId: number | null;
  partyStatus: PartyStatus;
  partyGroupId: number | null;
}

const FIELDS = {
  ...{ id: true, createdAt: true, name: true, userid: true, wecomId: true, partyStatus: true },
  unit: { select: { name: true } },
  partyGroup: { select: { name: true } },
} as const;
const NONE = { none: {} };
/** Nothing of a person's is anywhere. */
const UNUSED = {
  ...{ messages: NONE, questions: NONE, registrations: NONE, registered: NONE, organised: NONE, services: NONE },
  ...{ reports: NONE, donations: NONE, works: NONE, leaves: NONE, acceptances: NONE, polls: NONE, ballots: NONE },
  ...{ agendaItems: NONE, attendances: NONE, checkInCodes: NONE, minutes: NONE, tasks: NONE, tasksGiven: NONE },
  ...{ standing: NONE, standingSet: NONE, swapsAsked: NONE, swapsAnswered: NONE, optOuts: NONE },
};

/** Everybody who has a name. */
export async function selectRoster(db: Db): Promise<RosterRow[]> {
  return db.person.findMany({ where: { name: { not: null } }, select: FIELDS, orderBy: { id: 'asc' } });
}

export async function selectPeople(db: Db, ids: number[]): Promise<RosterRow[]> {
  return db.person.findMany({ where: { id: { in: ids } }, select: FIELDS });
}

/** Those of the userids that somebody has already. */
export async function selectTaken(db: Db, userids: string[]): Promise<RosterRow[]> {
  return db.person.findMany({ where: { userid: { in: userids } }, select: FIELDS });
}

/** Returns the ids, in the order given. */
export async function insertPeople(db: Db, people: NewPerson[], createdAt: Date): Promise<number[]> {
  const data = people.map((person) => ({ ...person, createdAt }));
  return (await db.person.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id);
}

export async function updatePerson(db: Db, id: number, data: NewPerson | RestoredPerson): Promise<void> {
  await db.person.update({ where: { id }, data, select: { id: true } });
}

export interface RestoredPerson extends Omit<NewPerson, 'name'> {
  name: string | null;
}

/** What of the person a restoring needs. */
export async function selectForRestore(db: Db, ids: number[]): Promise<Map<number, RestoredPerson>> {
  const rows = await db.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, userid: true, wecomId: true, unitId: true, partyStatus: true, partyGroupId: true },
  });
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Deletes those of whom there is nothing else. @returns those who stay. */
export async function deleteUnused(db: Db, ids: number[]): Promise<number[]> {
  await db.person.deleteMany({ where: { id: { in: ids }, ...UNUSED } });
  return (await db.person.findMany({ where: { id: { in: ids } }, select: { id: true } })).map(({ id }) => id);
}

export type UnitKind = 'station' | 'branch' | 'party_group';

export interface UnitRow {
  id: number;
  name: string;
  kind: UnitKind;
}

export async function selectUnits(db: Db): Promise<UnitRow[]> {
  return db.unit.findMany({ orderBy: { id: 'asc' } });
}

/** Returns the ids, in the order given. */
export async function insertUnits(db: Db, units: Omit<UnitRow, 'id'>[]): Promise<number[]> {
  return (await db.unit.createManyAndReturn({ data: units, select: { id: true } })).map(({ id }) => id);
}

export async function updateUnitKind(db: Db, id: number, kind: UnitKind): Promise<void> {
  await db.unit.updateMany({ where: { id }, data: { kind } });
}

/** Deletes those nothing belongs to. @returns those that stay. */
export async function deleteUnusedUnits(db: Db, ids: number[]): Promise<number[]> {
  const unused = {
    ...{ people: NONE, members: NONE, activities: NONE, services: NONE, works: NONE, donations: NONE },
    ...{ chats: NONE, meetings: NONE, tasks: NONE },
  };
  await db.unit.deleteMany({ where: { id: { in: ids }, ...unused } });
  return (await db.unit.findMany({ where: { id: { in: ids } }, select: { id: true } })).map(({ id }) => id);
}
