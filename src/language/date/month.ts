import { addDays, type Day, daysFrom, lastDayOfMonth, makeDay, partsOf, weekdayOf } from '../day.ts';
import type { Direction } from './resolve.ts';
import type { DatePart } from './token.ts';

/** A date that is counted out within a month. */
export type MonthPart = DatePart & { kind: 'monthEnd' | 'nthWeekday' | 'everyMonth' | 'stretch' };

/** Its days in the month said; where none is said, or no year, in the nearest that is not over (or has begun). */
export function resolveInMonth(part: MonthPart, today: Day, direction: Direction): Day[] {
  const found = monthsOf(part, today)
    .map((first) => daysIn(part, first))
    .filter((days) => days.length > 0);
  if (found.length <= 1) return found[0] ?? [];
  const isNear = (days: readonly Day[]) =>
    direction === 'future' ? (days.at(-1) ?? '') >= today : (days[0] ?? '') <= today;
  return (direction === 'future' ? found.find(isNear) : found.findLast(isNear)) ?? [];
}

/** The first days of the months that may be meant, in order. */
function monthsOf(part: MonthPart, today: Day): Day[] {
  const { year, month } = partsOf(today);
  if (part.kind !== 'everyMonth') {
    const said = part.month;
    if (said !== undefined) return [-1, 0, 1].map((on) => firstOf(year + on, said));
    if (part.monthsOn !== undefined || part.kind === 'monthEnd') return [firstOf(year, month + (part.monthsOn ?? 0))];
  }
  return [-2, -1, 0, 1, 2].map((on) => firstOf(year, month + on));
}

function daysIn(part: MonthPart, first: Day): Day[] {
  const { year, month } = partsOf(first);
  const end = lastDayOfMonth(year, month);
  switch (part.kind) {
    case 'monthEnd':
      return [end];
    case 'everyMonth':
      return [makeDay(year, month, part.date) ?? end];
    case 'stretch':
      return daysFrom(makeDay(year, month, part.first) ?? end, makeDay(year, month, part.last) ?? end);
    case 'nthWeekday': {
      if (part.nth < 0) return [addDays(end, -((weekdayOf(end) - part.weekday + 7) % 7))];
      const day = addDays(first, ((part.weekday - weekdayOf(first) + 7) % 7) + 7 * (part.nth - 1));
      return day <= end ? [day] : [];
    }
  }
}

function firstOf(year: number, month: number): Day {
  const at = new Date(Date.UTC(year, month - 1, 1));
  return makeDay(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) ?? '';
}
