import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';

export interface DayRow {
  id: number;
  day: Day;
  startTime: string | null;
  endTime: string | null;
  capacity: number | null;
  state: 'open' | 'cancelled';
  activity: {
    id: number;
    title: string;
    place: string | null;
    state: 'open' | 'cancelled';
    createdAt: Date;
    unit: { name: string } | null;
  };
}

export interface NewDay {
  activityId: number;
  day: Day;
  startTime: string | null;
  endTime: string | null;
  startsAt: Date;
  capacity: number | null;
}

export interface NewHead {
  title: string;
  place: string | null;
  unitId: number | null;
  organiserId: number | null;
  messageId: number | null;
}

const FIELDS = {
  ...{ id: true, day: true, startTime: true, endTime: true, capacity: true, state: true },
  activity: {
    select: {
      ...{ id: true, title: true, place: true, state: true, createdAt: true },
      unit: { select: { name: true } },
    },
  },
} as const;

/** Held or to be held, of the days from `from` to `to`, in order of time. */
export async function selectDaysBetween(db: Db, from: Day, to: Day): Promise<DayRow[]> {
  const where = { day: { gte: from, lte: to }, state: 'open' as const, activity: { state: 'open' as const } };
  return db.occurrence.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }], select: FIELDS });
}

/** Also those called off. */
export async function selectDayRows(db: Db, ids: number[]): Promise<DayRow[]> {
  return db.occurrence.findMany({ where: { id: { in: ids } }, select: FIELDS });
}

/** Returns the ids, in the order given. */
export async function insertHeads(db: Db, heads: NewHead[], createdAt: Date): Promise<number[]> {
  const data = heads.map((head) => ({ ...head, createdAt }));
  return (await db.activity.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id);
}

/** Returns the ids, in the order given. */
export async function insertDays(db: Db, days: NewDay[]): Promise<number[]> {
  const data = days.map((day) => ({ ...day, placesLeft: day.capacity }));
  return (await db.occurrence.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id);
}

/** Calls off those nobody has registered for. @returns which. */
export async function callOffUnused(db: Db, ids: number[]): Promise<number[]> {
  const where = { id: { in: ids }, state: 'open' as const, registrations: { none: {} } };
  const rows = await db.occurrence.updateManyAndReturn({ where, data: { state: 'cancelled' }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function reopen(db: Db, ids: number[]): Promise<void> {
  await db.occurrence.updateMany({ where: { id: { in: ids } }, data: { state: 'open' } });
}

/** Those of the days somebody has registered for. */
export async function selectWithRegistrations(db: Db, ids: number[]): Promise<Set<number>> {
  const where = { id: { in: ids }, registrations: { some: {} } };
  return new Set((await db.occurrence.findMany({ where, select: { id: true } })).map(({ id }) => id));
}
