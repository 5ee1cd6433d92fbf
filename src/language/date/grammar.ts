import { parseNumber } from '../number.ts';
import type { DatePart, YearWord } from './token.ts';

/** One way to say a date: the words, and what they mean; undefined where the numbers make no date. */
export interface Finder {
  regexp: RegExp;
  make(match: RegExpExecArray): DatePart | DatePart[] | undefined;
}

/** A day of the month as a number. */
export const DATE = '(?:\\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])';
/** What follows a number and 日 or 号 where it is no day of a month: 三日游, 5号台风. */
export const NOT_A_DAY =
  '(?!线(?!上|下)|风|游|内|均|行程|常|子|记者|报[纸社]|球|机|码|令|文(?![化艺明体旅娱])|称|角|召|脉)';
export const YEAR =
  '(?:(\\d{4}|(?<!\\d)2\\d(?=年\\d{1,2}月)|[零〇一二三四五六七八九]{4})年|(今年|明年|后年|去年|前年)的?)?\\s?';
export const MONTH = '(?<!\\d)(\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?';
export const WEEK_WORD = '(?:周|星期|礼拜)';
/** Not 下 of 一下, nor 上 of 报上: 取消一下周四, 报上周日. */
export const PLACE = '(?<!一)(?<![报写登加](?=上))(上上|下下|上|下|本|这)一?个?';
export const PLACES_ON: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };
const YEARS_ON: Record<string, number> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2 };
const CENTURY = 2000;

export function yearWord(digits: string | undefined, word: string | undefined): YearWord | undefined {
  if (digits !== undefined) {
    const year = parseNumber(digits) ?? 0;
    return { year: year < 100 ? CENTURY + year : year };
  }
  const yearsOn = YEARS_ON[word ?? ''];
  return yearsOn === undefined ? undefined : { yearsOn };
}

/** 2月30日 is one too: it is told, not passed over. */
export function monthDay(year: YearWord | undefined, month = '', date = ''): DatePart | undefined {
  const [m = 0, d = 0] = [parseNumber(month), parseNumber(date)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return { kind: 'monthDay', month: m, date: d, ...(year ? { year } : {}) };
}

export function monthless(date: string, monthsOn?: number): DatePart | undefined {
  const value = parseNumber(date) ?? 0;
  if (value < 1 || value > 31) return undefined;
  return { kind: 'monthless', date: value, ...(monthsOn === undefined ? {} : { monthsOn }) };
}

/** The month of 6月上旬 and of 下个月上旬: as its number, or counted from now. */
export function monthWord(month: string | undefined, place: string | undefined): { month?: number; monthsOn?: number } {
  if (month !== undefined) return { month: parseNumber(month) ?? 0 };
  const monthsOn = place === undefined ? undefined : PLACES_ON[place];
  return monthsOn === undefined ? {} : { monthsOn };
}

export function weekdayNumber(char: string): number {
  return char === '天' ? 7 : '一二三四五六日'.indexOf(char) + 1;
}

export function weekdayPart(char: string, place: string | undefined): DatePart & { kind: 'weekday' } {
  const weeksOn = PLACES_ON[place ?? ''];
  return { kind: 'weekday', weekday: weekdayNumber(char), ...(weeksOn === undefined ? {} : { weeksOn }) };
}

/** 周一三五, 周六日: only in rising order, or the second character is of the next word. */
export function weekdayRun(chars: string, place: string | undefined): (DatePart & { kind: 'weekday' })[] | undefined {
  const numbers = [...chars].map(weekdayNumber);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) return undefined;
  return [...chars].map((char) => weekdayPart(char, place));
}
