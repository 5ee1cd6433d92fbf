import type { Db } from '../../database.ts';
import type { Day } from '../../language/day.ts';
import type { SetDay } from './types.ts';

/** What administrators set from `first` to `last`, both included. */
export async function findSetDays(db: Db, first: Day, last: Day): Promise<Map<Day, SetDay>> {
  const rows = await db.calendarDay.findMany({
    where: { day: { gte: first, lte: last } },
    orderBy: { day: 'asc' },
    select: { day: true, kind: true, name: true },
  });
  return new Map(rows.map(({ day, kind, name }) => [day, { kind, name }]));
}

export async function saveSetDays(
  db: Db,
  days: readonly (SetDay & { day: Day })[],
  trace: { messageId: number; now: Date },
): Promise<void> {
  const createdAt = trace.now;
  const { messageId } = trace;
  for (const { day, kind, name } of days) {
    const data = { kind, name, messageId, createdAt };
    await db.calendarDay.upsert({ where: { day }, create: { day, ...data }, update: data, select: { day: true } });
  }
}

export async function deleteSetDays(db: Db, days: readonly Day[]): Promise<void> {
  await db.calendarDay.deleteMany({ where: { day: { in: [...days] } } });
}

export async function hasSetDay(db: Db, first: Day, last: Day): Promise<boolean> {
  return (
    (await db.calendarDay.findFirst({ where: { day: { gte: first, lte: last } }, select: { day: true } })) !== null
  );
}
