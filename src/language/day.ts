/** A calendar day, `YYYY-MM-DD`; no time zone, no instant. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
/** The days that can be written; nobody means one beyond. */
const [FIRST_DAY, LAST_DAY] = [Date.UTC(100, 0, 1), Date.UTC(9999, 11, 31)];
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** The day, or undefined where the calendar has no such day (2月30日). */
export function makeDay(year: number, month: number, date: number): Day | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (year > 9999 || at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date)
    return undefined;
  return dayOf(year, month, date);
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** No further than the first and the last day that can be written. */
export function addDays(day: Day, count: number): Day {
  return fromUtc(toUtc(day) + count * MS_PER_DAY);
}

/** `later` minus `earlier`, in days. */
export function daysBetween(earlier: Day, later: Day): number {
  return Math.round((toUtc(later) - toUtc(earlier)) / MS_PER_DAY);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(toUtc(day)).getUTCDay() || 7;
}

/** Monday of the week `day` is in. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** `month` may lie outside 1 … 12: it counts on into the years before and after. */
export function firstDayOfMonth(year: number, month: number): Day {
  return fromUtc(Date.UTC(year, month - 1, 1));
}

/** `month` as in firstDayOfMonth(). */
export function lastDayOfMonth(year: number, month: number): Day {
  return fromUtc(Date.UTC(year, month, 0));
}

/** Both ends included. */
export function daysFrom(first: Day, last: Day): Day[] {
  const count = daysBetween(first, last) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, on) => addDays(first, on));
}

/** 周三 */
export function formatWeekday(day: Day): string {
  return `周${WEEKDAYS[weekdayOf(day) - 1]}`;
}

/** `6月4日(周三)`, with the year where it is not that of `today`. */
export function formatDay(day: Day, today: Day): string {
  const { year, month, date } = partsOf(day);
  const prefix = year === partsOf(today).year ? '' : `${year}年`;
  return `${prefix}${month}月${date}日(${formatWeekday(day)})`;
}

/** Whether `text` names the day as people and this program write it: 6月4日. */
export function isDayIn(text: string, day: Day): boolean {
  const { month, date } = partsOf(day);
  return new RegExp(`(?<!\\d)${month}月${date}日`).test(text);
}

function toUtc(day: Day): number {
  const { year, month, date } = partsOf(day);
  return Date.UTC(year, month - 1, date);
}

function fromUtc(ms: number): Day {
  const at = new Date(Math.min(Math.max(ms, FIRST_DAY), LAST_DAY));
  return dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

function dayOf(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
