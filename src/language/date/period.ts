import { addDays, type Day, firstDayOfMonth, lastDayOfMonth, partsOf } from '../day.ts';
import { parseNumber } from '../number.ts';
import { createSieve } from '../search/sieve.ts';
import { freeMatches, type Sheet, type Stretch } from '../sheet.ts';
import { yearWord } from './grammar.ts';
import type { Direction } from './resolve.ts';
import type { YearWord } from './token.ts';

/** A whole stretch of the calendar as said: months `first` to `last` of a year, or a week or month counted from now. */
export type PeriodPart =
  | { kind: 'months'; year?: YearWord; first: number; last: number; lastYear?: YearWord }
  | { kind: 'year'; year: YearWord }
  | { kind: 'monthOn'; monthsOn: number }
  | { kind: 'quarterOn'; quartersOn: number }
  /** 最近三个月, 近两周: up to today. */
  | { kind: 'upToNow'; months: number; days: number }
  /** 5月到现在 */
  | { kind: 'since'; month: number };

export interface PeriodToken extends Stretch {
  part: PeriodPart;
}

const YEAR = '(?:(\\d{4}|[零〇一二三四五六七八九]{4})年度?|(今年|明年|去年|前年|本年度?))?的?\\s?';
const MONTH = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const MONTHS_ON: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 当: 0, 下: 1 };

interface Finder {
  regexp: RegExp;
  make(match: RegExpExecArray): PeriodPart | undefined;
}

const FINDERS: readonly Finder[] = [
  {
    regexp: new RegExp(`(?<!\\d)${MONTH}月份?(?:到|至)?(?:现在|今天|目前|今|以来)`, 'g'),
    make: ([, month]) => {
      const value = parseNumber(month ?? '') ?? 0;
      return value >= 1 && value <= 12 ? { kind: 'since', month: value } : undefined;
    },
  },
  {
    regexp: new RegExp(`${YEAR}(?<!\\d)${MONTH}(?:月份?)?\\s?(?:-{1,2}|~|至|到)\\s?${YEAR}${MONTH}月份?(?!\\d)`, 'g'),
    make: ([, year, word, first, lastYear, lastWord, last]) => {
      const end = saidYear(lastYear, lastWord);
      const part = months(saidYear(year, word), parseNumber(first ?? ''), parseNumber(last ?? ''));
      return part && end ? { ...part, lastYear: end } : part;
    },
  },
  {
    regexp: new RegExp(`${YEAR}(上|下)半年(?:度)?`, 'g'),
    make: ([, year, word, half]) => months(saidYear(year, word), half === '上' ? 1 : 7, half === '上' ? 6 : 12),
  },
  {
    regexp: new RegExp(`${YEAR}第?([1-4一二三四])季?度?[、到至和~-]?第?([1-4一二三四])季度`, 'g'),
    make: ([, year, word, first, last]) =>
      months(saidYear(year, word), (parseNumber(first ?? '') ?? 1) * 3 - 2, (parseNumber(last ?? '') ?? 1) * 3),
  },
  {
    regexp: new RegExp(`${YEAR}(?:第?\\s?([1-4一二三四])个?季度?|(?<![A-Za-z])[Qq]([1-4])(?!\\d))`, 'g'),
    make: ([, year, word, chinese, latin]) => {
      const quarter = parseNumber(chinese ?? latin ?? '') ?? 1;
      return months(saidYear(year, word), quarter * 3 - 2, quarter * 3);
    },
  },
  {
    regexp: new RegExp(`${YEAR}前([二两三四五六七八九]|十[一]?)个?月`, 'g'),
    make: ([, year, word, last]) => months(saidYear(year, word) ?? { yearsOn: 0 }, 1, parseNumber(last ?? '')),
  },
  {
    regexp: new RegExp(`${YEAR}(?<![\\d第])${MONTH}月份?(?![\\d龄饼嫂光球初])`, 'g'),
    make: ([, year, word, month]) => months(saidYear(year, word), parseNumber(month ?? ''), parseNumber(month ?? '')),
  },
  {
    regexp: /(?<!一)(上上|上|本|这|当|下)一?个?月(?![底末的]?\d)/g,
    make: ([, place = '']) => ({ kind: 'monthOn', monthsOn: MONTHS_ON[place] ?? 0 }),
  },
  {
    regexp: /(\d{4}|[零〇一二三四五六七八九]{4})年度?|(今年|明年|去年|前年|本年度)(?:全年|一年|一整年|年度)?/g,
    make: ([, year, word]) => {
      const said = saidYear(year, word);
      return said && { kind: 'year', year: said };
    },
  },
  {
    regexp: /(?<!一)(上|本|这|当|下)一?个?季度?/g,
    make: ([, place = '']) => ({ kind: 'quarterOn', quartersOn: MONTHS_ON[place] ?? 0 }),
  },
  {
    regexp: /(?:最近|近|过去)的?这?([一两二三四五六七八九十]|\d{1,2}|半)(个月|年|周|个星期|个礼拜|天)/g,
    make: ([, count = '', unit = '']) => upToNow(count, unit),
  },
  { regexp: /全年(?!龄)/g, make: () => ({ kind: 'year', year: { yearsOn: 0 } }) },
];

const sift = createSieve(FINDERS);

/** Run after scanDates: 6月4日 is a date, 6月 a period. */
export function scanPeriods(sheet: Sheet): PeriodToken[] {
  const tokens: PeriodToken[] = [];
  for (const { regexp, make } of sift(sheet.text)) {
    for (const match of freeMatches(sheet, regexp)) {
      const part = make(match);
      if (part === undefined) continue;
      const start = match.index + match[0].length - match[0].trimStart().length;
      const end = match.index + match[0].length;
      sheet.claim('period', start, end);
      tokens.push({ part, start, end });
    }
  }
  return tokens.sort((a, b) => a.start - b.start);
}

/** First and last day. Without a year the latest that has begun by `today`; of what is planned, the first that is not over. */
export function resolvePeriod(part: PeriodPart, today: Day, direction: Direction = 'past'): [Day, Day] {
  const { year, month } = partsOf(today);
  switch (part.kind) {
    case 'year': {
      const said = yearOf(part.year, year);
      return [firstDayOfMonth(said, 1), lastDayOfMonth(said, 12)];
    }
    case 'since':
      return [firstDayOfMonth(part.month <= month ? year : year - 1, part.month), today];
    case 'upToNow':
      return [addDays(monthsBefore(today, part.months), -part.days), today];
    case 'monthOn':
      return [firstDayOfMonth(year, month + part.monthsOn), lastDayOfMonth(year, month + part.monthsOn)];
    case 'quarterOn': {
      const first = Math.floor((month - 1) / 3) * 3 + 1 + part.quartersOn * 3;
      return [firstDayOfMonth(year, first), lastDayOfMonth(year, first + 2)];
    }
    case 'months': {
      const latest =
        direction === 'future' ? (part.last >= month ? year : year + 1) : part.first <= month ? year : year - 1;
      const first = part.year ? yearOf(part.year, year) : latest;
      const last = part.lastYear ? yearOf(part.lastYear, year) : part.last < part.first ? first + 1 : first;
      return [firstDayOfMonth(first, part.first), lastDayOfMonth(last, part.last)];
    }
  }
}

function months(year: YearWord | undefined, first = 0, last = 0): (PeriodPart & { kind: 'months' }) | undefined {
  if (first < 1 || first > 12 || last < 1 || last > 12) return undefined;
  return { kind: 'months', first, last, ...(year ? { year } : {}) };
}

function upToNow(count: string, unit: string): PeriodPart | undefined {
  if (count === '半') return unit === '年' ? { kind: 'upToNow', months: 6, days: 0 } : undefined;
  const n = parseNumber(count) ?? 0;
  if (unit === '年' || unit === '个月') return { kind: 'upToNow', months: unit === '年' ? n * 12 : n, days: 0 };
  return { kind: 'upToNow', months: 0, days: n * (unit === '天' ? 1 : 7) };
}

/** The same date so many months ago, or the last of a shorter month. */
function monthsBefore(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  const end = lastDayOfMonth(year, month - count);
  return date > partsOf(end).date ? end : addDays(firstDayOfMonth(year, month - count), date - 1);
}

function saidYear(digits: string | undefined, word: string | undefined): YearWord | undefined {
  return word?.startsWith('本年') ? { yearsOn: 0 } : yearWord(digits, word);
}

function yearOf(word: YearWord, thisYear: number): number {
  return 'year' in word ? word.year : thisYear + word.yearsOn;
}
