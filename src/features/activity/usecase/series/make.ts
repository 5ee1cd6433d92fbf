import { toLocal } from '../../../../clock.ts';
import type { Db } from '../../../../database.ts';
import { addDays, type Day } from '../../../../language/day.ts';
import { loadSetDays } from '../../../holiday/usecase/setting.ts';
import { selectByIds } from '../../store/days.ts';
import { insertPostDay, selectSeriesKeys } from '../../store/series.ts';
import type { NewOccurrence, Occurrence, Series } from '../../types.ts';
import { DAYS_AHEAD, planDays, postDay, seriesKeyOf } from './plan.ts';

type PlannedDay = NewOccurrence & { activityId: number; postId: number; seriesKey: string };

/** What the rule gives in the coming weeks and is not there yet. */
export async function missingDays(
  db: Db,
  series: Series,
  { now, zone }: { now: Date; zone: string },
): Promise<PlannedDay[]> {
  const { rule, posts, state } = series;
  if (!rule || state !== 'open') return [];
  const today = toLocal(now, zone).day;
  const set = await loadSetDays(db, today, addDays(today, DAYS_AHEAD));
  const known = await selectSeriesKeys(db, series.id, today);
  return planDays({ ...series, rule }, { today, set })
    .days.flatMap((day) =>
      posts.map((post) => ({
        ...postDay(day, post, rule, zone),
        ...{ activityId: series.id, postId: post.id, seriesKey: seriesKeyOf(post, day) },
      })),
    )
    .filter(({ seriesKey, startsAt }) => !known.has(seriesKey) && startsAt > now);
}

/**
 * Makes the days of a rule that lie ahead and are not there yet, each once however many processes do so.
 * @returns those made by this call.
 */
export async function makeAhead(db: Db, series: Series, at: { now: Date; zone: string }): Promise<Occurrence[]> {
  const ids: number[] = [];
  for (const planned of await missingDays(db, series, at)) {
    const id = await insertPostDay(db, planned);
    if (id !== undefined) ids.push(id);
  }
  return ids.length > 0 ? selectByIds(db, ids) : [];
}

/** Makes the days an activity with posts was published for. */
export async function makeDays(
  db: Db,
  series: Series,
  days: readonly Day[],
  { zone, deadlineAt }: { zone: string; deadlineAt: Date | null },
): Promise<Occurrence[]> {
  const ids: number[] = [];
  for (const day of days) {
    for (const post of series.posts) {
      const data = {
        ...postDay(day, post, null, zone),
        deadlineAt,
        activityId: series.id,
        postId: post.id,
        seriesKey: null,
      };
      const id = await insertPostDay(db, data);
      if (id !== undefined) ids.push(id);
    }
  }
  return selectByIds(db, ids);
}
