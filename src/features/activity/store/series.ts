import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';
import type { Day } from '../../../language/day.ts';
import { seriesRuleSchema } from '../schema.ts';
import type { NewOccurrence, NewSeries, Occurrence, Post, Series, SeriesRule } from '../types.ts';
import { DAY_SELECT } from './days.ts';

const SELECT = {
  id: true,
  title: true,
  kind: true,
  place: true,
  chatId: true,
  organiserId: true,
  cancelReason: true,
  recurrence: true,
  isOnHolidays: true,
  state: true,
  posts: {
    where: { endedAt: null },
    orderBy: { serial: 'asc' },
    select: { id: true, serial: true, name: true, startTime: true, endTime: true, capacity: true },
  },
} as const;

type Row = Omit<Series, 'rule'> & { recurrence: unknown };

export async function insertSeries(db: Db, { rule, posts, ...data }: NewSeries, now: Date): Promise<Series> {
  const row = await db.activity.create({
    data: { ...data, ...(rule ? { recurrence: plain(rule) } : {}), createdAt: now, posts: { create: posts } },
    select: SELECT,
  });
  return toSeries(row);
}

export async function selectSeries(db: Db, id: number): Promise<Series | undefined> {
  const row = await db.activity.findUnique({ where: { id }, select: SELECT });
  return row && row.posts.length > 0 ? toSeries(row) : undefined;
}

/** Those that repeat, the newest first; of one chat (and those published one to one) or, without `chatId`, of all. */
export async function selectRepeating(
  db: Db,
  { chatId, state }: { chatId?: string | undefined; state?: Series['state'] } = {},
): Promise<Series[]> {
  const rows = await db.activity.findMany({
    where: {
      posts: { some: { endedAt: null } },
      ...(state ? { state } : {}),
      ...(chatId === undefined ? {} : { OR: [{ chatId }, { chatId: null }] }),
    },
    orderBy: { id: 'desc' },
    select: SELECT,
  });
  return rows.map(toSeries).filter(({ rule }) => rule !== null);
}

export async function updateSeries(
  db: Db,
  id: number,
  { state, rule }: { state: Series['state']; rule: SeriesRule },
): Promise<void> {
  await db.activity.update({ where: { id }, data: { state, recurrence: plain(rule) }, select: { id: true } });
}

/** From here to the end of the transaction nobody else makes days of it or changes who comes to all of them. */
export async function lockSeries(db: Db, id: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`UPDATE activity SET title = title WHERE id = ${id}`);
}

/** The hours and the number of people of posts, for days that are not made yet. */
export async function updatePosts(
  db: Db,
  ids: readonly number[],
  data: Partial<Pick<Post, 'startTime' | 'endTime' | 'capacity'>>,
): Promise<void> {
  await db.post.updateMany({ where: { id: { in: [...ids] } }, data });
}

/** To another day; what the rule gave it for stays its key, so that it is not made anew. */
export async function updateDay(
  db: Db,
  id: number,
  data: Pick<NewOccurrence, 'day' | 'startTime' | 'endTime' | 'startsAt' | 'deadlineAt'>,
): Promise<void> {
  await db.occurrence.update({ where: { id }, data, select: { id: true } });
}

/** Keys of the days made by a rule from `from` on. */
export async function selectSeriesKeys(db: Db, activityId: number, from: Day): Promise<Set<string>> {
  const rows = await db.occurrence.findMany({
    where: { activityId, seriesKey: { not: null }, day: { gte: from } },
    select: { seriesKey: true },
  });
  return new Set(rows.flatMap(({ seriesKey }) => seriesKey ?? []));
}

/** Makes a day at a post; undefined where another process has just made the same. */
export async function insertPostDay(
  db: Db,
  data: NewOccurrence & { activityId: number; postId: number; seriesKey: string | null },
): Promise<number | undefined> {
  const { activityId, postId, seriesKey, day, startTime, endTime, startsAt, deadlineAt, capacity } = data;
  const [made] = await db.$queryRaw<{ id: number | bigint }[]>(Prisma.sql`
    INSERT INTO occurrence (activity_id, post_id, series_key, day, start_time, end_time, starts_at, deadline_at,
      capacity, places_left)
    VALUES (${activityId}, ${postId}, ${seriesKey}, ${day}, ${startTime}, ${endTime}, ${startsAt}, ${deadlineAt},
      ${capacity}, ${capacity})
    ON CONFLICT (series_key) DO NOTHING RETURNING id`);
  return made && Number(made.id);
}

/** All posts of these activities on these days, in the order of the posts. */
export function selectPostDays(
  db: Db,
  { activityIds, from, until }: { activityIds?: number[] | undefined; from: Day; until: Day },
): Promise<Occurrence[]> {
  return db.occurrence.findMany({
    where: {
      postId: { not: null },
      day: { gte: from, lte: until },
      ...(activityIds ? { activityId: { in: activityIds } } : {}),
    },
    orderBy: [{ day: 'asc' }, { startsAt: 'asc' }, { activityId: 'asc' }, { id: 'asc' }],
    select: DAY_SELECT,
  });
}

function toSeries({ recurrence, ...row }: Row): Series {
  const parsed = seriesRuleSchema.safeParse(recurrence);
  return { ...row, rule: parsed.success ? parsed.data : null };
}

/** Without what is not set. */
function plain(rule: SeriesRule): Prisma.InputJsonObject {
  return seriesRuleSchema.parse(JSON.parse(JSON.stringify(rule)));
}
