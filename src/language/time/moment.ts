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
const HOUR = '(\\d{1,2}|二?十[一二三四]?|[零一二两三四五六七八九])';
const HOUR_ALONE = '(\\d{1,2}|二?十[一二三四]?|[一二两三四五六七八九])';
const FEW = '(?:[一1]刻钟?|(?:\\d{1,2}|二?十五?|五)分钟?)';
/** A bare number behind 点 is minutes unless it counts something: 8点20, 8点20人. */
const MINUTE = `(过?半|差${FEW}|过?[一1]刻|过?[三3]刻|整|钟|过?[二三四五]?十[一二三四五六七八九]?(?![人名位个])分?|[零过]?五分?|[零〇过][一二三四五六七八九]分?|过?\\d{1,2}分|过?\\d{1,2}(?![\\d:]|\\s?[人名位个号元月日块盒箱件-]))?`;
/** What follows 点 where it is no clock: 三点建议, 一点也不, 点心. */
const NOT_CLOCK = '(?![心名评赞击滴子位]|建议|意见|要求|希望|体会|儿|点|半?课堂|半?学校|半?班)';
const NEXT_DAY = '(?:次日|第二天|翌日|转天|隔天)的?';
const JOIN = `\\s?(?:-{1,2}|~|至|到)\\s?(?:${NEXT_DAY})?\\s?`;
const COLON = `(?<!\\d)(?<!\\d:)${PART}([01]?\\d|2[0-4])\\s?:\\s?([0-5]\\d)(?::[0-5]\\d)?(?!\\d)`;
const DOTTED = '(上午|下午|晚上|早上|中午|傍晚|早|晚)\\s?(\\d{1,2})\\.([0-5]\\d)(?!\\d)';
/** 差一刻三点 */
const SHORT_OF = `(差${FEW}(?:不到|到)?)?`;
const WORDED = `(?<![\\d.第])${PART}${SHORT_OF}${HOUR}(?:点(?!\\d{3})|时(?![间候长段常刻光代期装尚]))${NOT_CLOCK}${MINUTE}`;
const START_ONLY = `(?<![\\d.第:月/-])${PART}${HOUR_ALONE}(?=${JOIN}(?:${PART_WORDS})?\\s?(?:\\d{1,2}|二?十[一二三四]?|[一二两三四五六七八九])(?:点|时(?!间)))`;
/** 早7, 晚8: with nothing behind that the number could count. */
const BARE = '(早上|晚上|上午|下午|早|晚)(\\d{1,2})(?=$|[\\s,，。;；])';
const CLOCK = new RegExp(`${COLON}|${DOTTED}|${WORDED}|${START_ONLY}|${BARE}`, 'g');
/** 两点干到五点, 8点一直到11点: with a word or two before 到. */
const mayHoldClock = createGate(CLOCK);
const RANGE = new RegExp(
  `^(?:${JOIN}|\\s?(?:(?![改挪调移换延推提])[\\u4e00-\\u9fff]){0,4}[到至]\\s?(?:${NEXT_DAY})?\\s?)$`,
);
const OVERNIGHT = new RegExp(NEXT_DAY);
const ONE_DIGIT = /^[一二两三]$/;
/** The part of the day said a little before the hour: 晚上 of 晚上还是7点. */
const PART_BEFORE = new RegExp(`(${PART_WORDS})[的是还改在到从约:\\s]{0,5}$`);

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
    const gap = second ? sheet.text.slice(first.end, second.start) : '';
    const isRange = second !== undefined && RANGE.test(gap);
    const token = isRange ? makeRange(first, second, sheet, OVERNIGHT.test(gap)) : makeSingle(first, sheet);
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
    shortOf,
    hour,
    minute,
    loosePart,
    loose,
    barePart,
    bare,
  ] = match;
  const word = colonPart ?? dotPart ?? part ?? loosePart ?? barePart;
  const h = parseNumber(colonHour ?? dotHour ?? hour ?? loose ?? bare ?? '') ?? 99;
  const m = Number(colonMinute ?? dotMinute ?? minuteOf(minute));
  const start = match.index;
  const end = start + whole.length;
  if (h > 24 || m > 59) return undefined;
  // 早一点来 asks for somewhat earlier.
  if (hour === '一' && !minute && (word === '早' || word === '晚')) return undefined;
  if (hour && ONE_DIGIT.test(hour) && !word && !minute && !shortOf && !hasCompany(sheet, start, end, hour))
    return undefined;
  const at = { part: word ?? partBefore(sheet, start), hour: h, minute: m, start, end };
  const early = shortOf ?? (minute?.startsWith('差') ? minute : undefined);
  return early === undefined ? at : earlier(at, minuteOf(early.replace(/^差|不?到$/g, '')));
}

/** 差一刻三点 is 2:45. */
function earlier(moment: Moment, minutes: number): Moment {
  const total = moment.hour * 60 + moment.minute - minutes;
  return { ...moment, hour: Math.floor(total / 60), minute: total % 60 };
}

function minuteOf(text: string | undefined): number {
  const said = text?.replace(/^过/, '');
  if (said === undefined || said === '整' || said === '钟' || said.startsWith('差')) return 0;
  if (said === '半') return 30;
  if (/刻/.test(said)) return /[三3]/.test(said) ? 45 : 15;
  return parseNumber(said.replace(/^[零〇](?=.)|分钟?$/g, '').replace(/分钟?$/, '')) ?? 0;
}

/** 一点 is also "a bit", 三点 also three things: alone they need a day before them, a range or a word that sets the hour. */
function hasCompany(sheet: Sheet, start: number, end: number, hour: string): boolean {
  const before = sheet.text.slice(Math.max(0, start - 4), start);
  const after = sheet.text.slice(end, end + 2);
  if (hour === '一' && /^[也都]/.test(after)) return false;
  const isBehindDay = start > 0 && ['date', 'festival'].includes(sheet.kindAt(start - 1) ?? '');
  return (
    isBehindDay ||
    /^(?:集合|开始|开|到|至|-|~|见|出发|前|之前|以前|左右|整|来|散|结束|干|忙)/.test(after) ||
    /(?:[到至~-]|还是|定在|改在|改为|从|(?<!存|现|好|正|实|自|所)在|约)\s?$/.test(before) ||
    (hour !== '一' && /(?:^|[\s,，。;；])$/.test(before) && /^$|^[\s,，。;；]/.test(after))
  );
}

/** 下午 of `下午 19:00`, and 晚 of 明晚 which a date has left over. */
function partBefore(sheet: Sheet, start: number): string | undefined {
  const before = sheet.text.slice(Math.max(0, start - 10), start);
  const near = PART_BEFORE.exec(before)?.[1];
  if (near !== undefined) return near;
  // 昨晚巡逻，6点到9点半: the part of the day said, and no other day since.
  const said = NIGHT.exec(sheet.text.slice(0, start));
  const since = said ? sheet.text.slice(said.index + said[0].length, start) : '';
  return said && ![...since].some((_, at) => sheet.kindAt(start - since.length + at) === 'date') ? '晚' : undefined;
}

/** Up to the hour no other hour and part of the day. */
const NIGHT = /[今明昨后]晚(?![\d点])[^\d点早午晚晨]{1,16}$/;
/** 早餐车 5:40: what is done early in the morning. */
const EARLY = /早(?:餐|市|高峰|读|操|点车|班|集)|晨(?:跑|练|读|扫|扫)/;

function makeSingle(moment: Moment, sheet: Sheet): TimeToken {
  const { start, end } = moment;
  const minutes = toMinutes(moment, moment.part, isLeadingZero(moment, sheet));
  return { start, end, clock: [clockOf(minutes)] };
}

/** The part of the day carries over to the end of a range unless that would put the end before the start. */
function makeRange(first: Moment, second: Moment, sheet: Sheet, isOvernight: boolean): TimeToken {
  const from = toMinutes(
    first,
    first.part ?? (second.part && endsAfter(first, second) ? second.part : undefined),
    isLeadingZero(first, sheet),
  );
  const own = second.part ? toMinutes(second, second.part, true) : second.hour * 60 + second.minute;
  // 18:00-8:00 counts to 24 and ends the next morning; so does 晚上8点到凌晨2点.
  const isHalfDay = first.hour <= 12 && !isOvernight && second.part !== '凌晨';
  const until = isHalfDay && own <= from && own + 720 > from && own + 720 <= 1440 ? own + 720 : own;
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
  return sheet.text.charAt(moment.start) === '0' || (moment.hour >= 4 && EARLY.test(sheet.text));
}
