/** A calendar day, `YYYY-MM-DD`; no time zone, no instant. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** The day, or undefined where the calendar has no such day (2月30日). */
export function makeDay(year: number, month: number, date: number): Day | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return undefined;
  return fromUtc(at);
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

export function addDays(day: Day, count: number): Day {
  return fromUtc(new Date(toUtc(day) + count * MS_PER_DAY));
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

export function lastDayOfMonth(year: number, month: number): Day {
  return fromUtc(new Date(Date.UTC(year, month, 0)));
}

/** Both ends included. */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
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
  return Date.parse(`${day}T00:00:00Z`);
}

function fromUtc(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
