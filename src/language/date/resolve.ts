import { addDays, type Day, daysBetween, daysFrom, makeDay, mondayOf, partsOf, weekdayOf } from '../day.ts';
import { festivalDays, fromLunar } from './lunar.ts';
import { resolveInMonth } from './month.ts';
import { resolvePeriod } from './period.ts';
import type { DatePart, DateToken, YearWord } from './token.ts';

/** Which of the days a date may mean: of what is planned the nearest to come, of what is told the nearest gone by. */
export type Direction = 'future' | 'past';

export interface Resolved {
  /** In the order said, none twice. */
  days: Day[];
  /** Sentences about dates that cannot be (2月30日, a weekday that is another day's). */
  warnings: string[];
}

const LONGEST_RANGE = 92;
const MOST_DAYS = 400;
const WEEKDAYS = '一二三四五六日';

/** What the dates mean on `today`; `base`: what 'daysAfter' counts from. A token linked to the one before takes month, year or week from it. */
export function resolveDates(tokens: readonly DateToken[], today: Day, direction: Direction, base = today): Resolved {
  const days = new Set<Day>();
  const warnings: string[] = [];
  let before: { part: DatePart; day: Day } | undefined;
  const isBounded = weekdaysWithin(tokens).length > 0;
  for (const [index, token] of tokens.entries()) {
    if (isBounded && token.part.kind === 'weekday' && token.part.isEvery) continue;
    const linked = token.link && index > 0 ? before : undefined;
    if (token.link === 'restates' && linked) {
      const warning = restate(token.part, linked, today, direction, days);
      if (warning) warnings.push(warning);
      continue;
    }
    const found = resolveOne(token.part, { today, base, direction, before: linked, isEnd: token.link === 'range' });
    if (found.length === 0) {
      const warning = impossible(token.part, today);
      if (warning) warnings.push(warning);
      before = undefined;
      continue;
    }
    const [first = '', last = first] = [found[0], found.at(-1)];
    const isRange = token.link === 'range' && linked && daysBetween(linked.day, last) > 0;
    const meant = isRange && daysBetween(linked.day, last) <= LONGEST_RANGE ? daysFrom(linked.day, last) : found;
    for (const day of meant) if (days.size < MOST_DAYS) days.add(day);
    before = { part: withContext(token.part, linked?.part), day: first };
  }
  return { days: inOrder([...days], tokens), warnings };
}

/** What comes again, in order; of a range (7月1日到8月31日每周六) only the weekdays said. */
function inOrder(days: Day[], tokens: readonly DateToken[]): Day[] {
  const weekdays = weekdaysWithin(tokens);
  const isEvery = tokens.some(({ part }) => part.kind === 'everyMonth' || (part.kind === 'weekday' && part.isEvery));
  const meant = weekdays.length > 0 ? days.filter((day) => weekdays.includes(weekdayOf(day))) : days;
  return isEvery ? meant.toSorted() : meant;
}

/** The weekdays that come again within a range of days. */
function weekdaysWithin(tokens: readonly DateToken[]): number[] {
  if (!tokens.some(({ link }) => link === 'range')) return [];
  return tokens.flatMap(({ part }) => (part.kind === 'weekday' && part.isEvery ? [part.weekday] : []));
}

interface Place {
  today: Day;
  base: Day;
  direction: Direction;
  before: { part: DatePart; day: Day } | undefined;
  /** The token ends a range that begins with `before`. */
  isEnd: boolean;
}

function resolveOne(part: DatePart, place: Place): Day[] {
  const { today, direction, before } = place;
  const { year } = partsOf(today);
  switch (part.kind) {
    case 'monthDay':
      return list(resolveMonthDay(part, place));
    case 'monthless':
      return list(resolveMonthless(part, place));
    case 'weekday':
      return part.during
        ? daysFrom(...resolvePeriod(part.during, today, direction)).filter((day) => weekdayOf(day) === part.weekday)
        : list(resolveWeekday(part, place));
    case 'daysOn':
      return [addDays(today, part.days)];
    case 'daysAfter':
      return [addDays(place.base, part.days)];
    case 'weekend':
      return weekend(part.weeksOn ?? 0, today, direction);
    case 'week': {
      const monday = addDays(mondayOf(today), part.weeksOn * 7);
      return daysFrom(monday, addDays(monday, 6));
    }
    case 'weekdays': {
      const first = addDays(today, (part.weekday - weekdayOf(today) + 7) % 7);
      return Array.from({ length: part.count }, (_, week) => addDays(first, week * 7));
    }
    case 'monthEnd':
    case 'nthWeekday':
    case 'everyMonth':
    case 'stretch':
      return resolveInMonth(part, today, direction);
    case 'lunar': {
      const years = part.year ? [yearOf(part.year, year)] : [year - 2, year - 1, year, year + 1];
      const candidates = years.flatMap((value) => list(fromLunar(value, part.month, part.date)));
      return list(part.year ? candidates[0] : nearest(candidates, today, direction));
    }
    case 'festival': {
      const said = part.year && yearOf(part.year, year);
      const candidates = festivalDays(part.name, said ?? year - 1, said ?? year + 2).map((day) =>
        addDays(day, part.daysOn ?? 0),
      );
      return list(said === undefined ? nearest(candidates, before?.day ?? today, direction) : candidates[0]);
    }
  }
}

function resolveMonthDay(part: DatePart & { kind: 'monthDay' }, { today, direction, before, isEnd }: Place) {
  const { year } = partsOf(today);
  if (part.year) return makeDay(yearOf(part.year, year), part.month, part.date);
  if (before && (isEnd || (before.part.kind === 'monthDay' && before.part.year))) {
    const sameYear = makeDay(partsOf(before.day).year, part.month, part.date);
    return !sameYear || sameYear >= before.day
      ? sameYear
      : makeDay(partsOf(before.day).year + 1, part.month, part.date);
  }
  const candidates = [-1, 0, 1].flatMap((on) => list(makeDay(year + on, part.month, part.date)));
  return nearest(candidates, today, direction);
}

function resolveMonthless(part: DatePart & { kind: 'monthless' }, { today, direction, before, isEnd }: Place) {
  const { year, month } = partsOf(today);
  if (part.monthsOn !== undefined) return makeInMonth(year, month + part.monthsOn, part.date);
  if (before && (isEnd || hasMonth(before.part))) {
    const first = partsOf(before.day);
    const same = makeInMonth(first.year, first.month, part.date);
    return isEnd && same && same < before.day ? makeInMonth(first.year, first.month + 1, part.date) : same;
  }
  const candidates = [-2, -1, 0, 1, 2].flatMap((on) => list(makeInMonth(year, month + on, part.date)));
  return nearest(candidates, today, direction);
}

function resolveWeekday(part: DatePart & { kind: 'weekday' }, { today, direction, before, isEnd }: Place): Day {
  const weeksOn = part.weeksOn ?? (before?.part.kind === 'weekday' ? before.part.weeksOn : undefined);
  if (isEnd && before && part.weeksOn === undefined) {
    return addDays(before.day, (part.weekday - weekdayOf(before.day) + 7) % 7);
  }
  if (weeksOn !== undefined) return addDays(mondayOf(today), weeksOn * 7 + part.weekday - 1);
  const ahead = (part.weekday - weekdayOf(today) + 7) % 7;
  return addDays(today, direction === 'future' || ahead === 0 ? ahead : ahead - 7);
}

/** Of what is told, a weekend that has not come yet is the one before. */
function weekend(weeksOn: number, today: Day, direction: Direction): Day[] {
  const saturday = addDays(mondayOf(today), weeksOn * 7 + 5);
  const first = direction === 'past' && weeksOn === 0 && saturday > today ? addDays(saturday, -7) : saturday;
  return [first, addDays(first, 1)];
}

/** Adds the day where the words before it meant no single one (周六 6月7日); tells when they disagree. */
function restate(
  part: DatePart,
  before: { part: DatePart; day: Day },
  today: Day,
  direction: Direction,
  days: Set<Day>,
): string | undefined {
  if (part.kind === 'weekday' || part.kind === 'weekdays') {
    if (weekdayOf(before.day) === part.weekday) return undefined;
    return `${told(before.day)}是周${WEEKDAYS[weekdayOf(before.day) - 1]}，不是周${WEEKDAYS[part.weekday - 1]}`;
  }
  const [meant] = resolveOne(part, { today, base: today, direction, before: undefined, isEnd: false });
  if (meant === undefined || meant === before.day) return undefined;
  days.delete(before.day);
  days.add(meant);
  if (before.part.kind !== 'weekday' || weekdayOf(meant) === before.part.weekday) return undefined;
  return `${told(meant)}是周${WEEKDAYS[weekdayOf(meant) - 1]}，不是周${WEEKDAYS[before.part.weekday - 1]}`;
}

function impossible(part: DatePart, today: Day): string | undefined {
  if (part.kind === 'monthDay') return `${part.month}月${part.date}日没有这一天`;
  if (part.kind !== 'monthless') return undefined;
  return part.monthsOn === undefined ? undefined : `${told(today).split('月')[0]}月没有${part.date}日`;
}

/** A later item of a list hands on the month or week it took itself. */
function withContext(part: DatePart, before: DatePart | undefined): DatePart {
  if (part.kind === 'weekday' && part.weeksOn === undefined && before?.kind === 'weekday') {
    return before.weeksOn === undefined ? part : { ...part, weeksOn: before.weeksOn };
  }
  if (part.kind === 'monthless' && before && hasMonth(before)) return before;
  return part;
}

function hasMonth(part: DatePart): boolean {
  return part.kind === 'monthDay' || (part.kind === 'monthless' && part.monthsOn !== undefined);
}

function nearest(days: readonly Day[], today: Day, direction: Direction): Day | undefined {
  return direction === 'future' ? days.find((day) => day >= today) : days.findLast((day) => day <= today);
}

function makeInMonth(year: number, month: number, date: number): Day | undefined {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return makeDay(first.getUTCFullYear(), first.getUTCMonth() + 1, date);
}

function yearOf(word: YearWord, thisYear: number): number {
  return 'year' in word ? word.year : thisYear + word.yearsOn;
}

function told(day: Day): string {
  const { month, date } = partsOf(day);
  return `${month}月${date}日`;
}

function list(day: Day | undefined): Day[] {
  return day === undefined ? [] : [day];
}
