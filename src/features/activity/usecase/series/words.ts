import { resolveDates } from '../../../../language/date/resolve.ts';
import { scanDates } from '../../../../language/date/scan.ts';
import type { DateToken } from '../../../../language/date/token.ts';
import { type Day, partsOf } from '../../../../language/day.ts';
import { recurrenceOf } from '../../../../language/fields/draft.ts';
import type { Recurrence } from '../../../../language/reading.ts';
import { createSheet, type Stretch } from '../../../../language/sheet.ts';
import { normalise } from '../../../../language/text.ts';
import { cutPlaces, cutShifts, cutTimes, eachTime, type Place, type Shift } from './pieces.ts';

/** What a plan says that only an activity with posts or a rule has. */
export interface SeriesWords {
  /** What is left of it, for the language to read. */
  rest: string;
  recurrence: Recurrence | undefined;
  from: Day | undefined;
  until: Day | undefined;
  /** How often it is held in all. */
  times: number | undefined;
  /** Empty: one without a name. */
  places: Place[];
  /** Empty: the hours stand in `rest`. */
  shifts: Shift[];
  isOnHolidays: boolean;
}

const ON_HOLIDAYS =
  /(?:法定)?(?:节假日|节日|假期|放假)(?:期间)?(?:也|都)?(?:照常|照样|不休|不停|也办|也上)(?:进行|举行|开展|上岗)?/;
const OFF_HOLIDAYS = /(?:法定)?(?:节假日|节日|假期|放假)(?:期间)?(?:除外|不办|不上|休息|停办|暂停|停)/;
const EVERY_DAY = /每天(?!\s*\d+\s*(?:个)?[人名位])|每日(?!\s*\d+\s*(?:个)?[人名位])|天天/;
const WORKDAYS = /(?:每个?)?工作日(?:每天)?/;
const BEFORE_FROM = /(?:自|从)\s*$/;
const AFTER_FROM = /^\s*(?:起|开始)/;
const BEFORE_UNTIL = /(?:直到|办到|持续到|一直到|止于|至|到)\s*$/;
const AFTER_UNTIL = /^\s*(?:为止|结束|止)/;
const YEAR_END = /(?:一直|直|办|持续)?到(?:今年)?年底(?:为止|结束)?/;
/** Takes apart what a plan says of rule and posts; undefined: nothing. Pure. */
export function readSeriesWords(typed: string, today: Day): SeriesWords | undefined {
  const holidays = cut(withWeekdays(normalise(typed).text), ON_HOLIDAYS);
  const posts = cutPlaces(cut(holidays.rest, OFF_HOLIDAYS).rest);
  const counted = cutTimes(eachTime(posts.rest));
  const { rest, shifts } = cutShifts(counted.rest);
  const span = cutSpan(rest, today);
  if (!span.recurrence && posts.places.length < 2 && shifts.length < 2) return undefined;
  return {
    ...span,
    rest: span.rest.replace(/\s+/g, ' ').trim(),
    times: counted.times,
    places: posts.places,
    shifts,
    isOnHolidays: holidays.found !== undefined,
  };
}

/** 每天, 工作日 in words that have a weekday; only where no day is named besides. */
function withWeekdays(text: string): string {
  const words: [RegExp, string][] = [
    [WORKDAYS, '每周一到周五'],
    [EVERY_DAY, '每周一到周日'],
  ];
  const found = words.find(([word]) => word.test(text));
  if (!found) return text;
  const without = text.replace(found[0], ' ');
  const isDated = scanDates(createSheet(without)).some((token) => !isBound(without, token));
  return isDated ? text : text.replace(found[0], found[1]);
}

/** Where it begins or ends, or until when one can register. */
function isBound(text: string, token: DateToken): boolean {
  return (
    isFrom(text, token) ||
    isUntil(text, token) ||
    token.link === 'range' ||
    /截止[^\s]{0,3}$/.test(text.slice(0, token.start))
  );
}

function cut(text: string, word: RegExp): { rest: string; found: string | undefined } {
  const found = word.exec(text)?.[0];
  return { rest: found === undefined ? text : text.replace(word, ' '), found };
}

type Span = Pick<SeriesWords, 'rest' | 'recurrence' | 'from' | 'until'>;

function cutSpan(text: string, today: Day): Span {
  const tokens = scanDates(createSheet(text));
  const recurrence = recurrenceOf(tokens.filter(isEvery));
  if (!recurrence) return { rest: text, recurrence, from: undefined, until: undefined };
  const others = tokens.filter((token) => !isEvery(token));
  const range = others.find(({ link }) => link === 'range');
  const until = range ?? others.find((token) => isUntil(text, token));
  const from = (range && others[others.indexOf(range) - 1]) ?? others.find((token) => isFrom(text, token));
  const [fromDay] = from ? resolveDates([bare(from)], today, 'future').days : [];
  const ends = until ? resolveDates([bare(until)], fromDay ?? today, 'future').days : [];
  const yearEnd = until ? undefined : YEAR_END.exec(text)?.[0];
  const pieces = [from, until].flatMap((token) => (token ? [widened(text, token)] : []));
  const rest = without(text, pieces);
  return {
    rest: yearEnd === undefined ? rest : rest.replace(yearEnd, ' '),
    recurrence,
    from: fromDay,
    until: ends.at(-1) ?? (yearEnd === undefined ? undefined : `${partsOf(today).year}-12-31`),
  };
}

function bare({ link: _, ...token }: DateToken): DateToken {
  return token;
}

function isEvery({ part }: DateToken): boolean {
  if (part.kind === 'weekday') return part.isEvery === true && part.during === undefined;
  return (
    part.kind === 'everyMonth' ||
    (part.kind === 'nthWeekday' && part.month === undefined && part.monthsOn === undefined)
  );
}

function isFrom(text: string, { start, end }: Stretch): boolean {
  return BEFORE_FROM.test(text.slice(0, start)) || AFTER_FROM.test(text.slice(end));
}

function isUntil(text: string, { start, end }: Stretch): boolean {
  return (
    (BEFORE_UNTIL.test(text.slice(0, start)) && !/截止[至到]\s*$/.test(text.slice(0, start))) ||
    AFTER_UNTIL.test(text.slice(end))
  );
}

/** With the small words that bind it. */
function widened(text: string, { start, end }: Stretch): Stretch {
  const before = /(?:自|从|直到|办到|持续到|一直到|止于|[至到~-])?\s*$/.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^\s*(?:起|开始|为止|结束|止)?/.exec(text.slice(end))?.[0] ?? '';
  return { start: start - before.length, end: end + after.length };
}

function without(text: string, pieces: readonly Stretch[]): string {
  let rest = text;
  for (const { start, end } of pieces.toSorted((a, b) => b.start - a.start)) {
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  }
  return rest;
}
