import { createGate, createSieve } from '../search/sieve.ts';
import { freeMatches, type Sheet } from '../sheet.ts';
import { DATE, monthDay, monthless, NOT_A_DAY } from './grammar.ts';
import type { DatePart, DateToken, Link } from './token.ts';
import { FINDERS } from './words.ts';

const sift = createSieve(FINDERS);

/** Dates in the order in which they stand, each claimed, each linked to the one before where they belong together. */
export function scanDates(sheet: Sheet): DateToken[] {
  const tokens = scanDayLists(sheet);
  for (const { regexp, make } of sift(sheet.text)) {
    for (const match of freeMatches(sheet, regexp)) {
      const made = make(match);
      if (made === undefined) continue;
      const start = match.index + match[0].length - match[0].trimStart().length;
      const added = claim(sheet, Array.isArray(made) ? made : [made], start, match.index + match[0].length);
      tokens.push(...added, ...continuations(sheet, added.at(-1)));
    }
  }
  tokens.sort((a, b) => a.start - b.start);
  return tokens.map((token, index) => withLink(sheet.text, tokens[index - 1], token));
}

/** 6月4日(周三), 6月4日是周三, 后天也就是周六. */
const RESTATING = /^(?:的|是|,?\s?也?就是|那天|当天)?\s?[([【「“]?\s?$/;
const RANGE = '\\s?(?:-{1,2}|~|至|到)\\s?';
const LIST = '\\s?[、,/和与及跟]\\s?';
const SEPARATOR = `(?:${RANGE}|${LIST})`;
const SEPARATORS = new RegExp(`(${SEPARATOR})`);
const RANGE_ONLY = new RegExp(`^${RANGE}$`);
const DAY_LIST = new RegExp(
  `(?<![\\d.第月/-])${DATE}(?:${SEPARATOR}${DATE}){1,9}[日号]${NOT_A_DAY}(?!楼|院|门|柜)`,
  'g',
);
const mayHoldDayList = createGate(DAY_LIST);
/** 7 of 11月5、7日, 17 of 5.16-17, 5.17 of 5.16-5.17. */
const CONTINUATION = new RegExp(
  `(?:(${RANGE})|${LIST})(?:(\\d{1,2})(?:[./]|月|-(?=\\d{1,2}(?!\\d|\\s?[-日号]))))?(\\d{1,2}|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?)(?:([日号])|(?=[两二三四五六七八九十\\d]天)|(?![\\d一二三四五六七八九十:点时年月.]|\\s?[点时个人名位]|[-~至到]\\d{1,2}[:点时人名位个]))`,
  'y',
);

/** 19-20号, 19、20、21号: numbers that share one 号 at their end and have no month before them. */
function scanDayLists(sheet: Sheet): DateToken[] {
  const tokens: DateToken[] = [];
  if (!mayHoldDayList(sheet.text)) return tokens;
  for (const match of freeMatches(sheet, DAY_LIST)) {
    const pieces = match[0].split(SEPARATORS);
    const days = pieces.filter((_, index) => index % 2 === 0).map((piece) => monthless(piece.replace(/[日号]$/, '')));
    if (days.some((day) => day === undefined)) continue;
    const end = match.index + match[0].length;
    sheet.claim('date', match.index, end);
    days.forEach((part, index) => {
      const link: Link = /[-~至到]/.test(pieces[index * 2 - 1] ?? '') ? 'range' : 'list';
      if (part) tokens.push({ part, start: match.index, end, ...(index > 0 ? { link } : {}) });
    });
  }
  return tokens;
}

function claim(sheet: Sheet, parts: readonly DatePart[], start: number, end: number): DateToken[] {
  const isFestival = parts[0]?.kind === 'festival' && parts[0].daysOn === undefined;
  sheet.claim(isFestival ? 'festival' : 'date', start, end);
  return parts.map((part, index) => (index === 0 ? { part, start, end } : { part, start, end, link: 'list' }));
}

/** Numbers right behind a month and day that go on with it, without a month or without 日. */
function continuations(sheet: Sheet, first: DateToken | undefined): DateToken[] {
  const tokens: DateToken[] = [];
  let last = first;
  while (last && (last !== first || hasMonth(last.part))) {
    CONTINUATION.lastIndex = last.end;
    const match = CONTINUATION.exec(sheet.text);
    if (!match || !sheet.isFree(match.index, match.index + match[0].length)) break;
    const [whole, range, month, date = ''] = match;
    // 8-10 goes on from 5月3日 with days, from 6-7 with another month and day.
    if (/\d-\d/.test(whole) && !/^\d{1,2}-\d/.test(sheet.text.slice(last.start, last.end))) break;
    const part = month === undefined ? monthless(date) : monthDay(undefined, month, date);
    if (part === undefined || !isGoingOn(match)) break;
    const start = match.index + whole.length - whole.replace(/^[^\d一二三四五六七八九十]+/, '').length;
    const token: DateToken = { part, start, end: match.index + whole.length, link: range ? 'range' : 'list' };
    sheet.claim('date', start, token.end);
    tokens.push(token);
    last = token;
  }
  return tokens;
}

/** A bare number behind a comma is a day only if another sign says so: not in 6月4日, 20人. */
function isGoingOn([whole, range, month, , suffix]: RegExpExecArray): boolean {
  return range !== undefined || month !== undefined || suffix !== undefined || /^\s?[、/]/.test(whole);
}

function withLink(text: string, before: DateToken | undefined, token: DateToken): DateToken {
  if (token.link || !before || before.end > token.start) return token;
  const gap = text.slice(before.end, token.start);
  if (isRestated(before.part, token.part) && RESTATING.test(gap)) return { ...token, link: 'restates' };
  if (token.part.kind === 'weekdays' && /^[\s,、(]*$/.test(gap)) return { ...token, link: 'restates' };
  if (RANGE_ONLY.test(gap)) return { ...token, link: 'range' };
  if (/^\s?[、,/和与及跟&]?\s?(?:以及|还有)?\s?$/.test(gap)) return { ...token, link: 'list' };
  return token;
}

/** One names the day by its number, the other by its weekday or its distance. */
function isRestated(one: DatePart, other: DatePart): boolean {
  const isNumber = (part: DatePart) => part.kind === 'monthDay' || part.kind === 'monthless' || part.kind === 'lunar';
  const isWeekday = (part: DatePart) => part.kind === 'weekday' && !part.isEvery;
  const isNear = (part: DatePart) => part.kind === 'daysOn';
  return (
    (isNumber(one) && (isWeekday(other) || isNear(other))) ||
    (isWeekday(one) && (isNumber(other) || isNear(other))) ||
    (isNear(one) && (isNumber(other) || isWeekday(other)))
  );
}

function hasMonth(part: DatePart): boolean {
  return part.kind === 'monthDay' || (part.kind === 'monthless' && part.monthsOn !== undefined);
}
