import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import type { Changes, Snapshot } from '../../activity/usecase/change.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { findPostDays, type Post, type Series } from '../../activity/usecase/series/find.ts';
import { DAYS_AHEAD } from '../../activity/usecase/series/plan.ts';
import { checkMayOrganise, lockSeries, updatePosts } from '../../activity/usecase/series/state.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { change } from '../../organising/usecase/change.ts';
import { makeSeriesAhead } from './ahead.ts';

const FARTHEST = '9999-12-31';

export interface Altered {
  occurrences: Occurrence[];
  told: number;
  before: Snapshot[];
  posts: Pick<Post, 'id' | 'startTime' | 'endTime' | 'capacity'>[];
}

/** Changes every day from one on: those made already, whose people are told, and those to come. */
export async function alter(
  context: CommandContext,
  { series, post, from = context.today }: { series: Series; post: Post | null; from?: Day | undefined },
  changes: Changes,
): Promise<Altered> {
  await checkMayOrganise(context, series);
  checkReach(context, from);
  await lockSeries(context.db, series.id);
  // What its rule gives until now is made as it was; days that follow come of the new posts.
  await makeSeriesAhead(context, series.id);
  const posts = post ? [post] : series.posts;
  const all = await findPostDays(context, { activityIds: [series.id], from, until: FARTHEST });
  const coming = all.filter(
    ({ state, startsAt, post: at }) =>
      state === 'open' && startsAt > context.now && posts.some(({ id }) => id === at?.id),
  );
  const done = await change(context, coming, changes);
  const [startTime = null, endTime = null] = changes.time ?? [];
  await updatePosts(
    context.db,
    posts.map(({ id }) => id),
    {
      ...(changes.time ? { startTime, endTime } : {}),
      ...(changes.capacity === undefined ? {} : { capacity: changes.capacity }),
    },
  );
  await recordAudit(context, { action: 'change_series', subject: `activity:${series.id}`, detail: { from } });
  return {
    ...done,
    posts: posts.map(({ id, startTime, endTime, capacity }) => ({ id, startTime, endTime, capacity })),
  };
}

function checkReach({ today }: CommandContext, from: Day): void {
  const last = addDays(today, DAYS_AHEAD);
  if (from <= last) return;
  throw userError(
    'invalid_input',
    `最多提前五周改，请到 ${formatDay(addDays(from, -DAYS_AHEAD), today)} 以后再发一次。`,
  );
}
