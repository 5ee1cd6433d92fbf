import type { Db } from '../../database.ts';
import { userError } from '../../errors.ts';
import { Prisma } from '../../generated/sqlite/client.ts';
import type { Registration } from './types.ts';

const SELECT = {
  id: true,
  occurrenceId: true,
  state: true,
  companions: true,
  waitingSerial: true,
  chatId: true,
  registrarId: true,
  person: { select: { id: true, name: true, userid: true } },
} as const;

const MOST_READ = 500;

/** While a registration stands, nobody can have a second of the same key. */
export function activeKeyOf(occurrenceId: number, personId: number): string {
  return `${occurrenceId}:${personId}`;
}

export async function selectActive(db: Db, occurrenceId: number, personIds: number[]): Promise<Registration[]> {
  const keys = personIds.map((personId) => activeKeyOf(occurrenceId, personId));
  const rows = await db.registration.findMany({ where: { activeKey: { in: keys } }, select: SELECT });
  return rows.flatMap(standing);
}

/** As selectActive, without a look at the people: the common case is that nobody is registered yet. */
export async function selectActiveIds(db: Db, occurrenceId: number, personIds: number[]): Promise<number[]> {
  const keys = personIds.map((personId) => activeKeyOf(occurrenceId, personId));
  const rows = await db.$queryRaw<{ id: number }[]>(Prisma.sql`
    SELECT id FROM registration WHERE active_key IN (${Prisma.join(keys)})`);
  return rows.map(({ id }) => id);
}

export interface NewRegistration {
  occurrenceId: number;
  personId: number;
  registrarId: number;
  companions: number;
  state: 'confirmed' | 'waiting';
  waitingSerial: number | null;
  chatId: string | null;
  messageId: number | null;
  /** The standing registration that makes it. */
  standingId?: number;
  createdAt: Date;
}

/** @throws AppError `conflict` where the person got registered by another message at the same moment. */
export async function insertRegistration(db: Db, data: NewRegistration): Promise<number> {
  const activeKey = activeKeyOf(data.occurrenceId, data.personId);
  const { occurrenceId, personId, registrarId, companions, state, waitingSerial, chatId, messageId, createdAt } = data;
  const { standingId = null } = data;
  const [made] = await db.$queryRaw<{ id: number | bigint }[]>(Prisma.sql`
    INSERT INTO registration (occurrence_id, person_id, registrar_id, companions, state, waiting_serial, active_key,
      chat_id, message_id, standing_id, created_at)
    VALUES (${occurrenceId}, ${personId}, ${registrarId}, ${companions}, ${state}, ${waitingSerial},
      ${activeKey}, ${chatId}, ${messageId}, ${standingId}, ${createdAt})
    ON CONFLICT (active_key) DO NOTHING RETURNING id`);
  if (!made) throw userError('conflict', '刚刚已经报上了，没有重复报。发「我的报名」可以看到。');
  return Number(made.id);
}

/** False where it is no longer as `was`: somebody changed it at the same moment. */
export async function updateCompanions(db: Db, was: Registration, companions: number): Promise<boolean> {
  const { id, state } = was;
  const { count } = await db.registration.updateMany({
    where: { id, state, companions: was.companions },
    data: { companions },
  });
  return count > 0;
}

/** False where it is no longer as `was`. */
export async function endRegistration(db: Db, was: Registration, now: Date): Promise<boolean> {
  const { id, state, companions } = was;
  const { count } = await db.registration.updateMany({
    where: { id, state, companions },
    data: { state: 'cancelled', activeKey: null, cancelledAt: now },
  });
  return count > 0;
}

/** False where it is no longer waiting. */
export async function confirmRegistration(db: Db, was: Registration): Promise<boolean> {
  const { count } = await db.registration.updateMany({
    where: { id: was.id, state: 'waiting', companions: was.companions },
    data: { state: 'confirmed' },
  });
  return count > 0;
}

/** Frees the key of one that is about to change hands. False where it is no longer `was`: confirmed, alone. */
export async function releaseKey(
  db: Db,
  was: { id: number; occurrenceId: number },
  personId: number,
): Promise<boolean> {
  const { count } = await db.registration.updateMany({
    where: { id: was.id, state: 'confirmed', companions: 0, activeKey: activeKeyOf(was.occurrenceId, personId) },
    data: { activeKey: null },
  });
  return count > 0;
}

/** Gives one whose key is free to a person; a standing registration has no more to do with it. */
export async function updatePerson(db: Db, was: { id: number; occurrenceId: number }, personId: number): Promise<void> {
  await db.registration.update({
    where: { id: was.id },
    data: { personId, standingId: null, activeKey: activeKeyOf(was.occurrenceId, personId) },
    select: { id: true },
  });
}

/** The first in line who, with companions, needs no more than `places` (null: no limit). */
export async function selectNextWaiting(
  db: Db,
  occurrenceId: number,
  places: number | null,
): Promise<Registration | undefined> {
  const row = await db.registration.findFirst({
    where: { occurrenceId, state: 'waiting', ...(places === null ? {} : { companions: { lt: places } }) },
    orderBy: { waitingSerial: 'asc' },
    select: SELECT,
  });
  return row ? standing(row)[0] : undefined;
}

/** Place in line of the one with this serial. */
export function countInLine(db: Db, occurrenceId: number, waitingSerial: number): Promise<number> {
  return db.registration.count({ where: { occurrenceId, state: 'waiting', waitingSerial: { lte: waitingSerial } } });
}

/** What stands of these people, or was registered by `registrarId`, on days that start after `since`. */
export async function selectStanding(
  db: Db,
  who: { personIds: number[]; registrarId?: number; since: Date },
): Promise<Registration[]> {
  const { personIds, registrarId, since } = who;
  const rows = await db.registration.findMany({
    where: {
      activeKey: { not: null },
      occurrence: { startsAt: { gt: since } },
      OR: [{ personId: { in: personIds } }, ...(registrarId === undefined ? [] : [{ registrarId }])],
    },
    orderBy: [{ occurrence: { startsAt: 'asc' } }, { id: 'asc' }],
    take: MOST_READ,
    select: SELECT,
  });
  return rows.flatMap(standing);
}

/** What stands of those that a standing registration made, on days that start after `since`. */
export async function selectByStanding(db: Db, standingId: number, since: Date): Promise<Registration[]> {
  const rows = await db.registration.findMany({
    where: { standingId, activeKey: { not: null }, occurrence: { startsAt: { gt: since } } },
    orderBy: { occurrenceId: 'asc' },
    select: SELECT,
  });
  return rows.flatMap(standing);
}

/** Of these registrations those that stand. */
export async function selectByIds(db: Db, ids: number[]): Promise<Registration[]> {
  if (ids.length === 0) return [];
  const rows = await db.registration.findMany({
    where: { id: { in: ids }, activeKey: { not: null } },
    orderBy: { id: 'asc' },
    select: SELECT,
  });
  return rows.flatMap(standing);
}

/** Confirmed in the order they came, or waiting in the order of the line. */
export async function selectList(
  db: Db,
  { occurrenceId, state, limit }: { occurrenceId: number; state: 'confirmed' | 'waiting'; limit: number },
): Promise<Registration[]> {
  const rows = await db.registration.findMany({
    where: { occurrenceId, state },
    orderBy: state === 'waiting' ? { waitingSerial: 'asc' } : { id: 'asc' },
    take: limit,
    select: SELECT,
  });
  return rows.flatMap(standing);
}

export async function countList(
  db: Db,
  occurrenceId: number,
  state: 'confirmed' | 'waiting',
): Promise<{ registrations: number; people: number }> {
  const { _count, _sum } = await db.registration.aggregate({
    where: { occurrenceId, state },
    _count: true,
    _sum: { companions: true },
  });
  return { registrations: _count, people: _count + (_sum.companions ?? 0) };
}

/** Userids to tell about a change: the participant's, or where they have none, of whoever registered them. */
export async function selectUserids(db: Db, occurrenceIds: number[]): Promise<string[]> {
  const rows = await db.registration.findMany({
    where: { occurrenceId: { in: occurrenceIds }, activeKey: { not: null } },
    orderBy: { id: 'asc' },
    select: { person: { select: { userid: true } }, registrar: { select: { userid: true } } },
  });
  return [...new Set(rows.flatMap(({ person, registrar }) => person.userid ?? registrar.userid ?? []))];
}

export async function selectUserid(db: Db, personId: number): Promise<string | undefined> {
  const person = await db.person.findUnique({ where: { id: personId }, select: { userid: true } });
  return person?.userid ?? undefined;
}

type Row = Omit<Registration, 'state'> & { state: 'confirmed' | 'waiting' | 'cancelled' };

function standing({ state, ...row }: Row): Registration[] {
  return state === 'cancelled' ? [] : [{ ...row, state }];
}
