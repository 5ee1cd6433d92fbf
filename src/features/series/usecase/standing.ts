import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { findByIds, type Occurrence } from '../../activity/usecase/find.ts';
import { findPostDays, findSeries, type Post, type Series } from '../../activity/usecase/series/find.ts';
import { lockSeries } from '../../activity/usecase/series/state.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { displayName } from '../../person/usecase.ts';
import type { Participant, Promotion } from '../../registration/types.ts';
import { type ByStanding, registerByStanding, withdrawByStanding } from '../../registration/usecase/by-standing.ts';
import { endStanding, insertStanding, reopenStanding, selectStanding } from '../store/standing.ts';
import type { Standing } from '../types.ts';

const FARTHEST = '9999-12-31';

/** What came of one who wants to come every time. */
export type Settled = { name: string; isSelf: boolean } & (
  | ({ kind: 'made'; standing: Standing } & ByStanding)
  | { kind: 'known'; standing: Standing }
);

/** Registers people for every day of an activity that repeats, from a day on. */
export async function settle(
  context: CommandContext,
  { series, post, from = context.today }: { series: Series; post: Post | null; from?: Day | undefined },
  participants: readonly Participant[],
): Promise<Settled[]> {
  await lockSeries(context.db, series.id);
  const settled: Settled[] = [];
  for (const { personId, name, isSelf } of participants) {
    const [known] = await selectStanding(context.db, { activityId: series.id, personId });
    if (known) {
      settled.push({ kind: 'known', name, isSelf, standing: known });
      continue;
    }
    const { messageId, sender, now } = context;
    const order = { activityId: series.id, postId: post?.id ?? null, personId, registrarId: sender.id };
    const standing = await insertStanding(context.db, { ...order, fromDay: from, messageId }, now);
    await audit(context, 'register_standing', standing);
    const days = await findPostDays(context, { activityIds: [series.id], from, until: FARTHEST });
    const result = await registerByStanding(context, { ...order, id: standing.id }, days);
    settled.push({ kind: 'made', name, isSelf, standing, ...result });
  }
  return settled;
}

export interface Ended {
  standing: Standing;
  /** Days given back. */
  days: Occurrence[];
  promoted: Promotion[];
}

/** Ends standing registrations, and with each the days to come it has made. */
export async function endAll(context: CommandContext, all: readonly Standing[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const standing of all) {
    await lockSeries(context.db, standing.activityId);
    await endStanding(context.db, standing.id, context.now);
    await audit(context, 'end_standing', standing);
    const { cancelled, promoted } = await withdrawByStanding(context, standing.id);
    const days = await findByIds(
      context,
      cancelled.map(({ occurrenceId }) => occurrenceId),
    );
    ended.push({ standing, days, promoted });
  }
  return ended;
}

/** Takes an end back: stands again, with the days given back where there is room still. */
export async function takeUpAgain(
  context: CommandContext,
  { standing: id, occurrences }: { standing: number; occurrences: number[] },
): Promise<{ standing: Standing; result: ByStanding } | undefined> {
  const standing = await reopenStanding(context.db, id);
  if (!standing) return undefined;
  await audit(context, 'reopen_standing', standing);
  const days = await findByIds(context, occurrences);
  const result = await registerByStanding(context, { ...standing, personId: standing.person.id }, days);
  return { standing, result };
}

/** Those of these people, or of what the sender registered for others, in one activity. */
export async function standingOf(
  { db }: CommandContext,
  { series, personIds }: { series: Series; personIds: readonly number[] },
): Promise<Standing[]> {
  const all = await selectStanding(db, { activityId: series.id });
  return all.filter(({ person }) => personIds.includes(person.id));
}

export async function standingById({ db }: CommandContext, ids: readonly number[]): Promise<Standing[]> {
  const all = await selectStanding(db, {});
  return all.filter(({ id }) => ids.includes(id));
}

/** @throws AppError `forbidden` where it is none of the sender's business */
export async function checkMayEnd(
  context: CommandContext,
  { person, registrarId, activityId }: Standing,
): Promise<void> {
  const { id } = context.sender;
  const series = await findSeries(context, activityId);
  if ([person.id, registrarId, series?.organiserId].includes(id) || context.can('manage')) return;
  throw userError(
    'forbidden',
    `${displayName(person)} 的长期报名只有本人、替 TA 报名的人、活动发起人或管理员能取消。请 TA 自己发一句取消。`,
  );
}

function audit(context: CommandContext, action: string, { id, activityId, postId, person }: Standing): Promise<void> {
  const detail = { standing: id, person: person.id, ...(postId === null ? {} : { post: postId }) };
  return recordAudit(context, { action, subject: `activity:${activityId}`, detail });
}
