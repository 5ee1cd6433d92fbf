import { addDays, type Day, daysBetween, firstDayOfMonth, lastDayOfMonth, partsOf } from '../../../language/day.ts';
import type { Every, Period, Span } from '../types.ts';

const MONTHS: Record<Every, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };
const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'];

export function periodOf(every: Every, day: Day): Period {
  const { year, month } = partsOf(day);
  const first = month - ((month - 1) % MONTHS[every]);
  return { every, from: firstDayOfMonth(year, first), to: lastDayOfMonth(year, first + MONTHS[every] - 1) };
}

/** Every one of which a day lies in the span. */
export function periodsIn(every: Every, { from, to }: Span): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(every, from); period.from <= to; period = periodOf(every, addDays(period.to, 1))) {
    periods.push(period);
  }
  return periods;
}

/** What began later than halfway through a period is not asked for in it. */
export function countsFrom(since: Day, { from, to }: Span): boolean {
  const left = daysBetween(since > from ? since : from, to) + 1;
  return left * 2 >= daysBetween(from, to) + 1;
}

/** 3月, 第一季度, 上半年, 2025年; with the year where it is not that of `today`. */
export function namePeriod({ every, from }: Period, today: Day): string {
  const { year, month } = partsOf(from);
  if (every === 'year') return `${year}年`;
  const prefix = year === partsOf(today).year ? '' : `${year}年`;
  if (every === 'month') return `${prefix}${month}月`;
  if (every === 'half_year') return `${prefix}${month === 1 ? '上' : '下'}半年`;
  return `${prefix}${QUARTERS[(month - 1) / 3]}`;
}
