import { findKeyword } from '../about/keyword.ts';
import type { Scope } from '../about/scope.ts';
import { peopleIn } from '../about/who.ts';
import { type Direction, resolveDates } from '../date/resolve.ts';
import { type DatePart, type DateToken, isEventName, isGone } from '../date/token.ts';
import type { Day } from '../day.ts';
import type { Facts } from '../facts.ts';
import type { Candidate } from '../intent/rule.ts';
import type { Fields, ReadingContext, Recurrence, Span } from '../reading.ts';
import type { Stretch } from '../sheet.ts';

/** A reading in the making: its fields, and for each where it was read (offsets of the normalised text). */
export interface Draft {
  fields: Fields;
  spans: Span[];
}

export interface BuildInput {
  facts: Facts;
  context: ReadingContext;
  candidate: Candidate;
}

export type Builder = (input: BuildInput) => Draft;

export function startDraft({ candidate }: BuildInput): Draft {
  return { fields: {}, spans: [{ field: 'intent', start: candidate.start, end: candidate.end }] };
}

/** Sets a field unless there is nothing to set, and notes where it was read. */
export function put<K extends keyof Fields>(
  draft: Draft,
  field: K,
  value: Fields[K] | undefined,
  ...where: readonly (Stretch | undefined)[]
): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  draft.fields[field] = value;
  for (const stretch of where) {
    if (stretch && stretch.end > stretch.start) draft.spans.push({ field, start: stretch.start, end: stretch.end });
  }
}

/** The days an order is about, each with the week or month that was named before it. */
export function meantDates(facts: Facts, scope: Scope): DateToken[] {
  const meant = facts.dates.filter((token) => scope.isMeant(token.start) && !isTakenBack(token, facts));
  // Beside a day that is named otherwise a festival is only the name of the event.
  const hasPlain = meant.some(({ part }) => !isEventName(part));
  const days = new Set(meant.filter((token) => !(hasPlain && isEventName(token.part)) && !isOnlyWeek(token, meant)));
  return [...days].map((token) => {
    const inContext = withContext(token, facts);
    const before = facts.dates[facts.dates.indexOf(token) - 1];
    if (!token.link || (before && days.has(before))) return inContext;
    const { link: _, ...alone } = inContext;
    return alone;
  });
}

/** 下周三…哦不对，下周四; 不是8号，是9号: another day is named instead. */
function isTakenBack({ start, end }: DateToken, facts: Facts): boolean {
  const next = facts.dates.find((other) => other.start >= end);
  if (!next) return false;
  const between = facts.text.slice(end, next.start);
  return (
    TAKES_BACK.test(between) || (/不是$/.test(facts.text.slice(0, start)) && /^[,，。;；\s]*(?:而?是|改)/.test(between))
  );
}

const TAKES_BACK =
  /^.{0,6}(?:(?:[哦噢啊呃]|说|打|写|记)[,，]?(?:不是|不对|不|错)了?|口误|更正|不对)[,，。:：;；…!！\s]*(?:应该|改成|改为|是)*\s?$/;

/** A day gone by is meant only where it names the activity: 昨天的排练, not 昨天夜里摔了一跤, nor beside a day to come. */
export function comingDates(facts: Facts, scope: Scope): DateToken[] {
  const tokens = meantDates(facts, scope);
  const hasComing = tokens.some((token) => !isGone(token));
  return tokens.filter((token) => !isGone(token) || !(hasComing || isTold(token, facts)));
}

function isTold({ end }: DateToken, facts: Facts): boolean {
  return /^(?!的)[^\s,，。;；!！\n]{0,16}(?:[了过]|报的)/.test(facts.text.slice(end, end + 20));
}

/** 下周 of 下周的排练我来周二: it only says which Tuesday. */
function isOnlyWeek({ part, end }: DateToken, tokens: readonly DateToken[]): boolean {
  return part.kind === 'week' && tokens.some((token) => token.start >= end && isPlainWeekday(token.part));
}

function isPlainWeekday(part: DatePart): part is DatePart & { kind: 'weekday' } {
  return part.kind === 'weekday' && part.weeksOn === undefined && !part.isEvery;
}

function withContext(token: DateToken, facts: Facts): DateToken {
  const { part, start } = token;
  if (isPlainWeekday(part) && token.link !== 'range') {
    const week = facts.dates.findLast((other) => other.part.kind === 'week' && other.end <= start)?.part;
    return week?.kind === 'week' ? { ...token, part: { ...part, weeksOn: week.weeksOn } } : token;
  }
  const month = facts.periods.findLast((period) => period.end <= start)?.part;
  if (part.kind === 'weekday' && part.isEvery && month) return { ...token, part: { ...part, during: month } };
  if (part.kind !== 'monthless' || part.monthsOn !== undefined || token.link) return token;
  if (month?.kind === 'monthOn') return { ...token, part: { ...part, monthsOn: month.monthsOn } };
  if (month?.kind !== 'months' || month.first !== month.last) return token;
  const { first, year } = month;
  return { ...token, part: { kind: 'monthDay', month: first, date: part.date, ...(year ? { year } : {}) } };
}

export function putDates(
  draft: Draft,
  field: 'dates' | 'from',
  tokens: readonly DateToken[],
  on: { today: Day; direction: Direction; base?: Day | undefined; without?: readonly DateToken[] },
): void {
  const { days: said, warnings } = resolveDates(tokens, on.today, on.direction, on.base);
  const refused = resolveDates(on.without ?? [], on.today, on.direction).days;
  const left = said.filter((day) => !refused.includes(day));
  const days = left.length > 0 ? left : said;
  put(draft, field, days, ...tokens);
  if (field === 'dates') put(draft, 'recurrence', recurrenceOf(tokens), ...tokens);
  warn(draft, warnings);
}

/** What the dates say of coming again, if anything. */
export function recurrenceOf(tokens: readonly DateToken[]): Recurrence | undefined {
  const weekly = tokens.flatMap(({ part }) => (part.kind === 'weekday' && part.isEvery && !part.during ? [part] : []));
  const [first] = weekly;
  if (first && !tokens.some(({ link }) => link === 'range'))
    return { every: first.weeksApart ? 'two_weeks' : 'week', weekdays: weekly.map(({ weekday }) => weekday) };
  const dates = tokens.flatMap(({ part }) => (part.kind === 'everyMonth' ? [part.date] : []));
  if (dates.length > 0) return { every: 'month', dates };
  const nth = tokens.find(({ part }) => part.kind === 'nthWeekday')?.part;
  if (nth?.kind !== 'nthWeekday' || nth.month !== undefined || nth.monthsOn !== undefined) return undefined;
  return { every: 'month', weekdays: [nth.weekday], nth: nth.nth };
}

export function warn(draft: Draft, warnings: readonly string[]): void {
  const known = draft.fields.warnings ?? [];
  const all = [...known, ...warnings.filter((warning) => !known.includes(warning))];
  if (all.length > 0) draft.fields.warnings = all;
}

/** Of two sessions a day, the first; a part of the day only where no hour is named. */
export function putTime(draft: Draft, facts: Facts, scope: Scope): void {
  const isPossible = ({ start }: Stretch) => scope.isPossible?.(start) ?? true;
  const meant = firstOf(facts.times, scope);
  const possible = facts.times.filter(isPossible);
  // 周三和周五6点巡河，我报周五: the hour is said of the day not chosen too.
  const time = meant ?? (scope.isPossible && possible.length === 1 ? possible[0] : undefined);
  const part = firstOf(facts.parts, scope);
  if (time) put(draft, 'time', time.clock, time);
  else put(draft, 'part', part?.part, part);
}

/** The first that is meant, before others one that is not told to be impossible. */
function firstOf<T extends Stretch>(tokens: readonly T[], scope: Scope): T | undefined {
  const meant = tokens.filter(({ start }) => scope.isMeant(start));
  return meant.find(({ start }) => scope.isPossible?.(start) ?? true) ?? meant[0];
}

export function putKeyword(draft: Draft, facts: Facts): void {
  const keyword = findKeyword(facts);
  put(draft, 'keyword', keyword?.text, keyword);
}

export function putPeople(draft: Draft, facts: Facts, scope: Scope): void {
  const people = peopleIn(facts, scope);
  put(
    draft,
    'people',
    people.map(({ name }) => name),
    ...people,
  );
}
