import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { LunarDay, SolarTerm } from 'tyme4ts';
import { addDays, type Day, makeDay, partsOf, weekdayOf } from '../../../language/day.ts';
import type { DayKind, SetDays } from '../types.ts';

// The library's data and not its functions: those read a day in the host's time zone.
const HOLIDAYS: Readonly<Record<string, string>> = published.holidays;
const MAKE_UP_DAYS: Readonly<Record<string, string>> = published.workdays;

const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };
const LONGEST_SEARCH = 400;

/** First and last year whose arrangement of holidays and make-up workdays the calendar library knows. */
export const COVERED_YEARS = coveredYears();

/** What kind of day it is: an administrator's word first, then the published arrangement, then the law, then the week. */
export function dayKind(set: SetDays, day: Day): DayKind {
  return kindBySetting(set, day) ?? kindByLibrary(day) ?? kindByLaw(day) ?? kindByWeek(day);
}

/** The first workday after `day`; a make-up workday is one. */
export function nextWorkday(set: SetDays, day: Day): Day {
  for (let later = addDays(day, 1), left = LONGEST_SEARCH; left > 0; later = addDays(later, 1), left -= 1) {
    if (dayKind(set, later).isWorkday) return later;
  }
  return addDays(day, 1);
}

/**
 * The statutory holidays of a year, without the days moved around them.
 * Source: 全国年节及纪念日放假办法, as amended from 2025 on (国务院令第795号).
 */
export function statutoryHolidays(year: number): ReadonlyMap<Day, string> {
  const known = statutoryByYear.get(year);
  if (known) return known;
  const newYear = lunar(year, 1, 1);
  const entries: [Day | undefined, string][] = [
    [makeDay(year, 1, 1), '元旦'],
    ...[-1, 0, 1, 2].map((offset): [Day, string] => [addDays(newYear, offset), '春节']),
    [toDay(SolarTerm.fromName(year, '清明').getSolarDay()), '清明节'],
    [makeDay(year, 5, 1), '劳动节'],
    [makeDay(year, 5, 2), '劳动节'],
    [lunar(year, 5, 5), '端午节'],
    [lunar(year, 8, 15), '中秋节'],
    ...[1, 2, 3].map((date): [Day | undefined, string] => [makeDay(year, 10, date), '国庆节']),
  ];
  const days = new Map<Day, string>();
  for (const [day, name] of entries) if (day) days.set(day, name);
  statutoryByYear.set(year, days);
  return days;
}

const statutoryByYear = new Map<number, ReadonlyMap<Day, string>>();

function kindBySetting(set: SetDays, day: Day): DayKind | undefined {
  const entry = set.get(day);
  if (!entry) return undefined;
  const isHoliday = entry.kind === 'holiday';
  return { isWorkday: !isHoliday, isHoliday, ...(entry.name ? { name: entry.name } : {}), why: 'set' };
}

function kindByLibrary(day: Day): DayKind | undefined {
  const holiday = HOLIDAYS[day];
  if (holiday !== undefined) return { isWorkday: false, isHoliday: true, name: nameIn(holiday), why: 'published' };
  const makeUp = MAKE_UP_DAYS[day];
  if (makeUp !== undefined) return { isWorkday: true, isHoliday: false, name: nameIn(makeUp), why: 'published' };
  return undefined;
}

function kindByLaw(day: Day): DayKind | undefined {
  const { year } = partsOf(day);
  if (year >= COVERED_YEARS.first && year <= COVERED_YEARS.last) return undefined;
  const name = statutoryHolidays(year).get(day);
  return name === undefined ? undefined : { isWorkday: false, isHoliday: true, name, why: 'statutory' };
}

function kindByWeek(day: Day): DayKind {
  return { isWorkday: weekdayOf(day) <= 5, isHoliday: false, why: 'week' };
}

/** An entry reads `Dragon Boat Festival,端午,1`. */
function nameIn(entry: string): string {
  const name = entry.split(',')[1] ?? entry;
  return FULL_NAMES[name] ?? name;
}

/** A year counts once its last arrangement, that of 国庆, is known. */
function coveredYears(): { first: number; last: number } {
  const years = Object.keys(HOLIDAYS)
    .filter((day) => day.endsWith('-10-01'))
    .map((day) => partsOf(day).year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

function lunar(year: number, month: number, date: number): Day {
  return toDay(LunarDay.fromYmd(year, month, date).getSolarDay());
}

function toDay(solar: { getYear(): number; getMonth(): number; getDay(): number }): Day {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(solar.getYear(), 4)}-${pad(solar.getMonth(), 2)}-${pad(solar.getDay(), 2)}`;
}
