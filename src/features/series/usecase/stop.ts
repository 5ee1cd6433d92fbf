import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import { findByIds, type Occurrence } from '../../activity/usecase/find.ts';
import { findPostDays, findSeries, type Series, type SeriesRule } from '../../activity/usecase/series/find.ts';
import { checkMayOrganise, lockSeries, setSeriesState } from '../../activity/usecase/series/state.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { callOff, callOn } from '../../organising/usecase/calloff.ts';
import { makeSeriesAhead } from './ahead.ts';

const FARTHEST = '9999-12-31';

export interface Stopped {
  series: Series;
  /** Days to come that are called off. */
  off: Occurrence[];
  /** How many of those registered are told. */
  told: number;
  /** The last day it was held until now; null: none was set. */
  until: Day | null;
}

/**
 * Ends an activity that repeats, from a day on or at once: its days to come are called off and those registered told.
 * @throws AppError `forbidden`, `conflict`
 */
export async function stop(
  context: CommandContext,
  series: Series,
  { from, reason }: { from: Day | undefined; reason: string | null },
): Promise<Stopped> {
  await checkMayOrganise(context, series);
  const { db, today } = context;
  await lockSeries(db, series.id);
  const rule = ruleOf(series);
  const first = from ?? today;
  if (rule.until !== undefined && rule.until < first) {
    throw userError('conflict', `「${series.title}」本来就只办到 ${formatDay(rule.until, today)}，没有再改。`);
  }
  const days = await findPostDays(context, { activityIds: [series.id], from: first, until: FARTHEST });
  const off = days.filter(({ state, startsAt }) => state === 'open' && startsAt > context.now);
  const ids = off.map(({ id }) => id);
  const ended = { ...rule, ended: ids };
  await setSeriesState(
    context,
    series,
    from === undefined || from <= today
      ? { state: 'cancelled', rule: ended }
      : { state: 'open', rule: { ...ended, until: addDays(from, -1) } },
  );
  await audit(context, 'stop_series', series, { from: first, until: rule.until ?? null });
  const { told } = off.length > 0 ? await callOff(context, off, reason) : { told: 0 };
  return { series, off, told, until: rule.until ?? null };
}

/** Takes it up again: what was called off when it ended and lies ahead, and what its rule gives. */
export async function resume(context: CommandContext, series: Series): Promise<Occurrence[]> {
  await checkMayOrganise(context, series);
  const { ended = [], until, ...rule } = ruleOf(series);
  const isOver = until !== undefined && until < context.today;
  return reopen(context, series, { rule: { ...rule, ...(isOver ? {} : { until }) }, ended });
}

/** `撤销` of an end. @returns the days held again. */
export async function unstop(
  context: CommandContext,
  { series: id, occurrences, until }: { series: number; occurrences: number[]; until: Day | null },
): Promise<Occurrence[]> {
  const series = await findSeries(context, id);
  if (!series) return [];
  const { ended: _, until: __, ...rule } = ruleOf(series);
  return reopen(context, series, { rule: { ...rule, ...(until === null ? {} : { until }) }, ended: occurrences });
}

async function reopen(
  context: CommandContext,
  series: Series,
  { rule, ended }: { rule: SeriesRule; ended: readonly number[] },
): Promise<Occurrence[]> {
  await lockSeries(context.db, series.id);
  await setSeriesState(context, series, { state: 'open', rule });
  await audit(context, 'resume_series', series, { until: rule.until ?? null });
  const known = ended.length > 0 ? await findByIds(context, [...ended]) : [];
  const ahead = known.filter(({ state, startsAt }) => state === 'cancelled' && startsAt > context.now);
  const again =
    ahead.length > 0
      ? await callOn(
          context,
          ahead.map(({ id }) => id),
        )
      : [];
  return [...again, ...(await makeSeriesAhead(context, series.id))];
}

function ruleOf({ rule, title }: Series): SeriesRule {
  if (rule) return rule;
  throw userError('conflict', `「${title}」不是会重复的活动，请写上日期：取消活动 6月4日${title}`);
}

function audit(
  context: CommandContext,
  action: string,
  { id }: Series,
  detail: Record<string, string | null>,
): Promise<void> {
  return recordAudit(context, { action, subject: `activity:${id}`, detail });
}
