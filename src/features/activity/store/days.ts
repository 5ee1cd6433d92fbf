import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';
import type { NewActivity, NewOccurrence, Occurrence, Signups } from '../types.ts';

export const DAY_SELECT = {
  id: true,
  day: true,
  startTime: true,
  endTime: true,
  startsAt: true,
  deadlineAt: true,
  capacity: true,
  placesLeft: true,
  state: true,
  post: { select: { id: true, serial: true, name: true } },
  activity: {
    select: { id: true, title: true, kind: true, place: true, chatId: true, organiserId: true, cancelReason: true },
  },
} as const;

/** More than anybody has open at once; a bound on what one message may read. */
const MOST_READ = 500;

export async function insertActivity(db: Db, activity: NewActivity, now: Date): Promise<Occurrence[]> {
  const { occurrences, ...data } = activity;
  const made = await db.activity.create({
    data: {
      ...data,
      createdAt: now,
      occurrences: { create: occurrences.map((occurrence) => ({ ...occurrence, placesLeft: occurrence.capacity })) },
    },
    select: { occurrences: { select: DAY_SELECT, orderBy: { startsAt: 'asc' } } },
  });
  return made.occurrences;
}

/**
 * Not started, not called off; of one chat (and those published one to one) or, without `chatId`, of all.
 * Written out, as are the other statements every registration needs: Prisma would read the activities apart.
 */
export async function selectOpen(
  db: Db,
  { now, chatId }: { now: Date; chatId: string | undefined },
): Promise<Occurrence[]> {
  const inThisChat = chatId === undefined ? Prisma.empty : Prisma.sql`AND (a.chat_id = ${chatId} OR a.chat_id IS NULL)`;
  const rows = await db.$queryRaw<OpenRow[]>(Prisma.sql`
    SELECT o.id, o.day, o.start_time AS "startTime", o.end_time AS "endTime", o.starts_at AS "startsAt",
      o.deadline_at AS "deadlineAt", o.capacity, o.places_left AS "placesLeft", a.id AS "activityId", a.title, a.kind,
      a.place, a.chat_id AS "chatId", a.organiser_id AS "organiserId", a.cancel_reason AS "cancelReason",
      p.id AS "postId", p.serial, p.name
    FROM occurrence o JOIN activity a ON a.id = o.activity_id LEFT JOIN post p ON p.id = o.post_id
    WHERE o.state = 'open' AND o.starts_at > ${now} ${inThisChat}
    ORDER BY o.starts_at, o.id LIMIT ${MOST_READ}`);
  return rows.map(({ activityId, title, kind, place, chatId, organiserId, cancelReason, ...row }) => {
    const { postId, serial, name, ...day } = row;
    const activity = { id: activityId, title, kind, place, chatId, organiserId, cancelReason };
    return {
      ...day,
      state: 'open',
      activity,
      post: postId === null ? null : { id: postId, serial: serial ?? 1, name },
    };
  });
}

type OpenRow = Omit<Occurrence, 'state' | 'activity' | 'post'> &
  Omit<Occurrence['activity'], 'id'> & {
    activityId: number;
    postId: number | null;
    serial: number | null;
    name: string | null;
  };

/** Over or called off, newest first, none that started before `since`. */
export function selectBygone(
  db: Db,
  { now, since, chatId }: { now: Date; since: Date; chatId: string | undefined },
): Promise<Occurrence[]> {
  return db.occurrence.findMany({
    where: { startsAt: { gt: since }, OR: [{ state: 'cancelled' }, { startsAt: { lte: now } }], ...inChat(chatId) },
    select: DAY_SELECT,
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: MOST_READ,
  });
}

export function selectByIds(db: Db, ids: number[]): Promise<Occurrence[]> {
  return db.occurrence.findMany({ where: { id: { in: ids } }, select: DAY_SELECT, orderBy: { startsAt: 'asc' } });
}

export function selectOfActivity(db: Db, activityId: number): Promise<Occurrence[]> {
  return db.occurrence.findMany({ where: { activityId }, select: DAY_SELECT, orderBy: { startsAt: 'asc' } });
}

export interface Taken {
  /** After taking. */
  placesLeft: number | null;
  capacity: number | null;
}

/**
 * Takes `count` places in one statement, or none: undefined where fewer are left or the day was called off.
 * Without a limit nothing is counted, but the row is locked all the same, so that a limit set at the same
 * time sees who is in.
 */
export async function takePlaces(db: Db, id: number, count: number): Promise<Taken | undefined> {
  const rows = await db.$queryRaw<Taken[]>(Prisma.sql`
    UPDATE occurrence SET places_left = places_left - ${count}
    WHERE id = ${id} AND state = 'open' AND (places_left IS NULL OR places_left >= ${count})
    RETURNING places_left AS "placesLeft", capacity`);
  return rows[0];
}

/** From here to the end of the transaction nobody else registers for these days or gives places back. */
export async function lockDays(db: Db, ids: number[]): Promise<void> {
  for (const id of ids.toSorted((a, b) => a - b)) {
    await db.$executeRaw(Prisma.sql`UPDATE occurrence SET places_left = places_left WHERE id = ${id}`);
  }
}

/** Gives places back. @returns how many are left now; null: no limit. */
export async function givePlaces(db: Db, id: number, count: number): Promise<number | null> {
  const { placesLeft } = await db.occurrence.update({
    where: { id },
    data: { placesLeft: { increment: count } },
    select: { placesLeft: true },
  });
  return placesLeft;
}

/** The next number of the waiting list; undefined where the day was called off. */
export async function nextInLine(
  db: Db,
  id: number,
): Promise<{ waitingSerial: number; placesLeft: number | null } | undefined> {
  const rows = await db.occurrence.updateManyAndReturn({
    where: { id, state: 'open' },
    data: { waitingSerial: { increment: 1 } },
    select: { waitingSerial: true, placesLeft: true },
  });
  return rows[0];
}

/** Sets the limit and works out what is left from who is in; null: no limit. */
export async function updateCapacity(db: Db, id: number, capacity: number | null): Promise<number | null> {
  // The first update locks the row: nobody gets in between the count and what is made of it.
  await db.occurrence.update({ where: { id }, data: { capacity }, select: { id: true } });
  if (capacity === null) {
    await db.occurrence.update({ where: { id }, data: { placesLeft: null }, select: { id: true } });
    return null;
  }
  const placesLeft = capacity - (await countTaken(db, id));
  await db.occurrence.update({ where: { id }, data: { placesLeft }, select: { id: true } });
  return placesLeft;
}

/** Places taken by confirmed registrations, companions included. */
export async function countTaken(db: Db, id: number): Promise<number> {
  const { _count, _sum } = await db.registration.aggregate({
    where: { occurrenceId: id, state: 'confirmed' },
    _count: true,
    _sum: { companions: true },
  });
  return _count + (_sum.companions ?? 0);
}

/** Of each day on which anybody is in or waits; written out, as it goes with every registration. */
export async function countSignups(db: Db, ids: readonly number[]): Promise<Map<number, Signups>> {
  const counted = new Map<number, Signups>();
  if (ids.length === 0) return counted;
  const rows = await db.$queryRaw<{ id: number; state: string; count: number | bigint; places: number | bigint }[]>(
    Prisma.sql`
    SELECT occurrence_id AS id, state, COUNT(*) AS count, COUNT(*) + SUM(companions) AS places FROM registration
    WHERE occurrence_id IN (${Prisma.join([...ids])}) AND active_key IS NOT NULL GROUP BY occurrence_id, state`,
  );
  for (const { id, state, count, places } of rows) {
    const known = counted.get(id) ?? { people: 0, waiting: 0 };
    if (state === 'waiting') counted.set(id, { ...known, waiting: Number(count) });
    else counted.set(id, { ...known, people: Number(places) });
  }
  return counted;
}

export async function updateTimes(
  db: Db,
  id: number,
  times: Partial<Pick<NewOccurrence, 'startTime' | 'endTime' | 'startsAt' | 'deadlineAt'>>,
): Promise<void> {
  await db.occurrence.update({ where: { id }, data: times, select: { id: true } });
}

export async function updatePlace(db: Db, activityId: number, place: string | null): Promise<void> {
  await db.activity.update({ where: { id: activityId }, data: { place }, select: { id: true } });
}

/** Calls days off or back on; the activity follows its days, but one with posts goes on until it is ended. */
export async function updateState(
  db: Db,
  ids: number[],
  change: { state: 'open' | 'cancelled'; reason: string | null },
): Promise<void> {
  await db.occurrence.updateMany({ where: { id: { in: ids } }, data: { state: change.state } });
  const changed = { occurrences: { some: { id: { in: ids } } } };
  await db.activity.updateMany({ where: changed, data: { cancelReason: change.reason } });
  await db.activity.updateMany({
    where: { AND: [changed, { posts: { none: {} } }, { occurrences: { none: { state: 'open' } } }] },
    data: { state: 'cancelled' },
  });
  await db.activity.updateMany({
    where: { AND: [changed, { posts: { none: {} } }, { occurrences: { some: { state: 'open' } } }] },
    data: { state: 'open' },
  });
}

/** Whether anybody is registered or waiting on one of these days. */
export async function hasParticipants(db: Db, ids: number[]): Promise<boolean> {
  const found = await db.registration.findFirst({
    where: { occurrenceId: { in: ids }, activeKey: { not: null } },
    select: { id: true },
  });
  return found !== null;
}

function inChat(chatId: string | undefined) {
  return chatId === undefined ? {} : { activity: { OR: [{ chatId }, { chatId: null }] } };
}
