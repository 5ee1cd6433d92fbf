import { escapeMarkdown } from '../../../bot/markdown.ts';
import { type Day, lastDayOfMonth, partsOf } from '../../../language/day.ts';
import type { Attendance, Checked, Every, LedgerHolding, Line, PeriodState, Requirement, Span } from '../types.ts';
import { rateOf } from './attendance.ts';
import { KIND_NAMES } from './kinds.ts';
import { namePeriod, periodOf } from './period.ts';

const EVERY: Record<Every, string> = { month: '每月', quarter: '每季度', half_year: '每半年', year: '每年' };

/** 每季度一次, 每月 2 次, 不作要求 */
export function describeRequirement(requirement: Requirement | null): string {
  if (!requirement) return '不作要求';
  const { every, times } = requirement;
  return `${EVERY[every]}${times === 1 ? '一' : ` ${times} `}次`;
}

/** 党小组会·第一党小组 */
export function nameLine({ kind, unit }: Pick<Line, 'kind' | 'unit'>): string {
  return `${KIND_NAMES[kind]}${unit ? `·${escapeMarkdown(unit.name)}` : ''}`;
}

/** 2026年, 2026年上半年, or the days as written. */
export function nameSpan({ from, to }: Span, today: Day): string {
  for (const every of ['year', 'half_year', 'quarter', 'month'] as const) {
    const period = periodOf(every, from);
    if (period.from !== from || period.to !== to) continue;
    const name = namePeriod(period, today);
    return name.includes('年') && every !== 'half_year' ? name : `${partsOf(from).year}年${name.replace(/^\d+年/, '')}`;
  }
  const isWhole = from.endsWith('-01') && lastDayOfMonth(partsOf(to).year, partsOf(to).month) === to;
  const say = (day: Day) => {
    const { year, month, date } = partsOf(day);
    return `${year}年${month}月${isWhole ? '' : `${date}日`}`;
  };
  return `${say(from)}至${say(to)}`;
}

/** What the line comes to: asked for by today, held in those periods, and what is missing. */
export interface Sum {
  due: number;
  held: number;
  /** Periods that are over with too few. */
  missed: Checked[];
  /** The first period that is running and lacks something. */
  next: Checked | undefined;
  state: PeriodState;
}

export function sumOf({ checked, holdings }: Line, today: Day): Sum {
  const begun = checked.filter(({ period }) => period.from <= today);
  const missed = checked.filter(({ state }) => state === 'overdue');
  const running = begun.filter(({ period }) => period.to >= today);
  const next = running.find(({ state }) => state === 'open');
  const isPlanned = running.some(({ state }) => state === 'planned');
  return {
    due: begun.reduce((sum, { times }) => sum + times, 0),
    // A year asked for by a quarter of it may have been met outside the quarter.
    held: Math.max(
      holdings.filter(({ state }) => state === 'held').length,
      checked.reduce((sum, { held }) => sum + held, 0),
    ),
    missed,
    next,
    state: missed.length > 0 ? 'overdue' : next ? 'open' : isPlanned ? 'planned' : 'met',
  };
}

/** 3月、第一季度（缺 2 次） */
export function nameMissed(missed: readonly Checked[], today: Day): string {
  return missed
    .map(({ period, lacking, times }) => `${namePeriod(period, today)}${times > 1 ? `（缺 ${lacking} 次）` : ''}`)
    .join('、');
}

/** 出勤率 86%（6 次里 5 次记了考勤）; 考勤未记录 */
export function describeRate(holdings: readonly LedgerHolding[]): string {
  const { percent, recorded, held } = rateOf(holdings);
  if (held === 0) return '';
  if (percent === null) return '考勤未记录';
  return `出勤率 ${percent}%${recorded < held ? `（${held} 次里 ${recorded} 次记了考勤）` : ''}`;
}

/** 应到 12，实到 10（83%），迟到 1，请假 1，缺席 1 */
export function describeAttendance(attendance: Attendance | null): string {
  if (!attendance) return '未记考勤';
  const { expected, present, late, leave, absent, guests } = attendance;
  const percent = expected ? `（${Math.round((present / expected) * 100)}%）` : '';
  const parts = [
    ...(expected === null ? [] : [`应到 ${expected}`]),
    `实到 ${present}${percent}`,
    ...(late > 0 ? [`迟到 ${late}`] : []),
    ...(leave > 0 ? [`请假 ${leave}`] : []),
    ...(absent ? [`缺席 ${absent}`] : []),
    ...(guests > 0 ? [`列席 ${guests}`] : []),
  ];
  return parts.join('，');
}

/** As drafts name their sources: 会议12 */
export function nameRecord({ id }: Pick<LedgerHolding, 'id'>): string {
  return `会议${id}`;
}

export function describeState({ state, attendance }: Pick<LedgerHolding, 'state' | 'attendance'>): string {
  if (state === 'planned') return '已排定，还没到时间';
  return state === 'called_off' ? '取消了，不算' : describeAttendance(attendance);
}
