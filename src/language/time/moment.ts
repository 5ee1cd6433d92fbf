import { parseNumber } from '../number.ts';
import type { PartOfDay } from '../reading.ts';
import { matchesOf } from '../search/matches.ts';
import { createGate } from '../search/sieve.ts';
import type { Sheet, Stretch } from '../sheet.ts';
import { PART_WORDS, partOf } from './part.ts';

/** A clock time, or a start and an end. */
export interface TimeToken extends Stretch {
  /** HH:MM; 24:00 only as an end. */
  clock: string[];
  /** No part of day was said and the hour may be of the morning or the afternoon. */
  isVague?: boolean;
}

const PART = `(?:(${PART_WORDS})的?\\s?)?`;
const HOUR = '(\\d{1,2}|[二]?十[一二三四]?|[零一二两三四五六七八九])';
const HOUR_ALONE = '(\\d{1,2}|二?十[一二三四]?|[一二两三四五六七八九])';
/** A bare number behind 点 is minutes unless it counts something: 8点20, 8点20人. */
const MINUTE =
  '(半|[一1]刻|[三3]刻|整|钟|零?五分?|\\d{1,2}分|\\d{1,2}(?![\\d:]|\\s?[人名位个号元月日块盒箱件-])|[二三四五]?十[一二三四五六七八九]?(?![人名位个号元月日])分?)?';
/** What follows 点 where it is no clock: 三点建议, 一点也不, 点心. */
const NOT_CLOCK = '(?![心名评赞击滴子位]|建议|意见|要求|希望|体会|也|都|儿|点|半?课堂|半?学校|半?班)';
const JOIN = '\\s?(?:-{1,2}|~|至|到)\\s?';
const COLON = `(?<!\\d)(?<!\\d:)${PART}([01]?\\d|2[0-4])\\s?:\\s?([0-5]\\d)(?::[0-5]\\d)?(?!\\d)`;
const DOTTED = '(上午|下午|晚上|早上|中午|傍晚|早|晚)\\s?(\\d{1,2})\\.([0-5]\\d)(?!\\d)';
const WORDED = `(?<![\\d.差第])${PART}${HOUR}(?:点(?!\\d{3})|时(?![间候长段常刻光代期装尚]))${NOT_CLOCK}${MINUTE}`;
const START_ONLY = `(?<![\\d.第:月/-])${PART}${HOUR_ALONE}(?=${JOIN}(?:${PART_WORDS})?\\s?(?:\\d{1,2}|二?十[一二三四]?|[一二两三四五六七八九])(?:点|时(?!间)))`;
/** 早7, 晚8: with nothing behind that the number could count. */
const BARE = '(早上|晚上|上午|下午|早|晚)(\\d{1,2})(?=$|[\\s,，。;；])';
const CLOCK = new RegExp(`${COLON}|${DOTTED}|${WORDED}|${START_ONLY}|${BARE}`, 'g');
const mayHoldClock = createGate(CLOCK);
const RANGE = new RegExp(`^${JOIN}$`);
const ONE_DIGIT = /^[一二两三]$/;

interface Moment extends Stretch {
  part: string | undefined;
  hour: number;
  minute: number;
}

/** Clock times in the order in which they stand; start and end in one. */
export function scanTimes(sheet: Sheet): TimeToken[] {
  if (!mayHoldClock(sheet.text)) return [];
  const moments: Moment[] = [];
  for (const match of matchesOf(CLOCK, sheet.text)) {
    const moment = makeMoment(match, sheet);
    if (moment && sheet.isFree(moment.start, moment.end)) moments.push(moment);
  }
  const tokens: TimeToken[] = [];
  for (let at = 0; at < moments.length; at++) {
    const [first, second] = [moments[at], moments[at + 1]];
    if (!first) break;
    const isRange = second !== undefined && RANGE.test(sheet.text.slice(first.end, second.start));
    const token = isRange ? makeRange(first, second, sheet) : makeSingle(first, sheet);
    if (isRange) at++;
    sheet.claim('time', token.start, token.end);
    tokens.push(token);
  }
  return tokens;
}

/** Minutes of HH:MM. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** HH:MM of minutes since midnight. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function makeMoment(match: RegExpExecArray, sheet: Sheet): Moment | undefined {
  const [
    whole,
    colonPart,
    colonHour,
    colonMinute,
    dotPart,
    dotHour,
    dotMinute,
    part,
    hour,
    minute,
    loosePart,
    loose,
    barePart,
    bare,
  ] = match;
  const word = colonPart ?? dotPart ?? part ?? loosePart ?? barePart;
  const h = parseNumber(colonHour ?? dotHour ?? hour ?? loose ?? bare ?? '') ?? 99;
  const m = colonMinute ?? dotMinute ?? minuteOf(minute);
  const start = match.index;
  const end = start + whole.length;
  if (h > 24 || Number(m) > 59) return undefined;
  // 一点 is also "a bit": alone it needs a part of the day, a minute, a day before it or a range.
  if (hour && ONE_DIGIT.test(hour) && !word && !minute && !hasCompany(sheet, start, end)) return undefined;
  return { part: word ?? partBefore(sheet, start), hour: h, minute: Number(m), start, end };
}

function minuteOf(text: string | undefined): number {
  if (text === undefined || text === '整' || text === '钟') return 0;
  if (text === '半') return 30;
  if (text.endsWith('刻')) return /[三3]/.test(text) ? 45 : 15;
  return parseNumber(text.replace(/^零|分$/g, '').replace(/分$/, '')) ?? 0;
}

function hasCompany(sheet: Sheet, start: number, end: number): boolean {
  const before = sheet.text.slice(Math.max(0, start - 1), start);
  const isBehindDay = sheet.isKind('date', start - 1) || sheet.isKind('festival', start - 1);
  return (
    isBehindDay ||
    /^(?:集合|开始|开|到|至|-|~|见|出发|前)/.test(sheet.text.slice(end, end + 2)) ||
    /[到至~-]/.test(before)
  );
}

/** 下午 of `下午 19:00`, and 晚 of 明晚 which a date has left over. */
function partBefore(sheet: Sheet, start: number): string | undefined {
  const before = sheet.text.slice(Math.max(0, start - 4), start).trimEnd();
  return /(?:上午|下午|晚上|早上|早晨|凌晨|中午|傍晚|[早晚])(?:的|:)?$/.exec(before)?.[0].replace(/[的:]$/, '');
}

function makeSingle(moment: Moment, sheet: Sheet): TimeToken {
  const { start, end } = moment;
  const minutes = toMinutes(moment, moment.part, isLeadingZero(moment, sheet));
  return { start, end, clock: [clockOf(minutes)] };
}

/** The part of the day carries over to the end of a range unless that would put the end before the start. */
function makeRange(first: Moment, second: Moment, sheet: Sheet): TimeToken {
  const from = toMinutes(
    first,
    first.part ?? (second.part && endsAfter(first, second) ? second.part : undefined),
    isLeadingZero(first, sheet),
  );
  const own = second.part ? toMinutes(second, second.part, true) : second.hour * 60 + second.minute;
  const until = own <= from && own + 720 > from && own + 720 <= 1440 ? own + 720 : own;
  return { start: first.start, end: second.end, clock: [clockOf(from), clockOf(until)] };
}

/** 2点到下午4点 begins in the afternoon, 9点到下午4点 in the morning. */
function endsAfter(first: Moment, second: Moment): boolean {
  return partOf(second.part ?? '') !== 'morning' && first.hour < second.hour && second.hour <= 12 && first.hour < 7;
}

function toMinutes({ hour, minute }: Moment, word: string | undefined, isExact: boolean): number {
  const part: PartOfDay | undefined = word === undefined ? undefined : partOf(word);
  let h = hour;
  if (part === 'afternoon' && h < 12) h += 12;
  if (part === 'evening' && h < 12 && h > 0 && !(/半夜|深夜|夜里/.test(word ?? '') && h < 6)) h += 12;
  if (part === 'evening' && hour === 12) h = 24;
  if (part === 'noon' && h < 4) h += 12;
  if (word === '凌晨' && h === 12) h = 0;
  // Nobody meets at three in the night without saying so.
  if (part === undefined && !isExact && h >= 1 && h <= 5) h += 12;
  return h === 24 ? 1440 : h * 60 + minute;
}

function isLeadingZero(moment: Moment, sheet: Sheet): boolean {
  return sheet.text.charAt(moment.start) === '0';
}
