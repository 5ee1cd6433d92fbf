import { parseNumber } from '../number.ts';
import { FESTIVAL_NAMES } from './lunar.ts';
import type { DatePart, YearWord } from './token.ts';

/** One way to say a date: the words, and what they mean; undefined where the numbers make no date. */
export interface Finder {
  regexp: RegExp;
  make(match: RegExpExecArray): DatePart | DatePart[] | undefined;
}

/** A day of the month as a number. */
export const DATE = '(?:\\d{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])';
/** What follows a number and 日 or 号 where it is no day of a month: 三日游, 5号台风. */
export const NOT_A_DAY = '(?!线(?!上|下)|风|游|内|均|行程|常|子|记者|报[纸社]|球|机|码|令|文|称|角|召|脉)';

const YEAR = '(?:(\\d{4}|[零〇一二三四五六七八九]{4})年|(今年|明年|后年|去年|前年)的?)?\\s?';
const MONTH = '(?<!\\d)(\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?';
const WEEK_WORD = '(?:周|星期|礼拜)';
/** Not 下 of 一下, nor 上 of 报上: 取消一下周四, 报上周日. */
const PLACE = '(?<!一)(?<![报写登加](?=上))(上上|下下|上|下|本|这)一?个?';
const YEARS_ON: Record<string, number> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2 };
const PLACES_ON: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };
const DAYS_ON: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };
/** A unit behind two numbers that are no month and day: 8.5公里, 3-5人, 8-12点. */
const MEASURE =
  '公里|千米|米|升|元|块|万|千|百|亿|小时|个|人|名|位|口|点|时|折|分|倍|斤|公斤|吨|岁|年|班|期|版|级|度|寸|平|楼|层|路|栋|单元|节|次|天|月|h|k|m|l|ml|cm|kg|g|%';

/** In the order in which they claim the text: the more words a form needs, the earlier. */
export const FINDERS: readonly Finder[] = [
  {
    regexp: /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)[日号]?/g,
    make: ([, year, , month, date]) => monthDay({ year: Number(year) }, month, date),
  },
  {
    regexp: new RegExp(
      `${YEAR}(?:农历|阴历)\\s?(正|腊|冬|\\d{1,2}|十[一二]?|[一二三四五六七八九])月初?(${DATE})日?`,
      'g',
    ),
    make: ([, year, word, month, date]) => lunar(yearWord(year, word), month, date),
  },
  {
    regexp: new RegExp(`${YEAR}(正|腊|冬)月初?(${DATE})日?`, 'g'),
    make: ([, year, word, month, date]) => lunar(yearWord(year, word), month, date),
  },
  {
    regexp: /大年初([一二三四五六七八九十])/g,
    make: ([, date]) => lunar(undefined, '正', date),
  },
  {
    regexp: new RegExp(`${YEAR}${MONTH}\\s?(${DATE})[日号]${NOT_A_DAY}`, 'g'),
    make: ([, year, word, month, date]) => monthDay(yearWord(year, word), month, date),
  },
  {
    // Without 日 or 号 one Chinese digit may belong to the next word: 7月一起.
    regexp: new RegExp(
      `${YEAR}${MONTH}\\s?(\\d{1,2}|[二三]?十[一二三四五六七八九]|二十|三十)(?!\\d|\\s?(?:${MEASURE})|[:号.])`,
      'gi',
    ),
    make: ([, year, word, month, date]) => monthDay(yearWord(year, word), month, date),
  },
  {
    regexp: new RegExp(`${PLACE}月(?:份)?的?\\s?(${DATE})[日号]`, 'g'),
    make: ([, place = '', date = '']) => monthless(date, PLACES_ON[place]),
  },
  {
    regexp: new RegExp(`(?:${PLACE})?月的?最后一?个?${WEEK_WORD}([一二三四五六日天])`, 'g'),
    make: ([, place = '本', weekday = '']) => ({
      kind: 'lastWeekday',
      monthsOn: PLACES_ON[place] ?? 0,
      weekday: weekdayNumber(weekday),
    }),
  },
  {
    regexp: new RegExp(`${MONTH}[底末]`, 'g'),
    make: ([, month = '']) => ({ kind: 'monthEnd', month: parseNumber(month) ?? 0 }),
  },
  {
    regexp: new RegExp(`(?:${PLACE})?月[底末]`, 'g'),
    make: ([, place = '本']) => ({ kind: 'monthEnd', monthsOn: PLACES_ON[place] ?? 0 }),
  },
  {
    regexp: new RegExp(
      `(?<![\\d./~A-Za-z¥-])(?<!\\d:)(?<!(?:午|晚|早|晨|上|第)\\s?)(\\d{1,2})([./-])(\\d{1,2})(?!\\d|[.:/]\\d|\\s?(?:${MEASURE}))[日号]?`,
      'gi',
    ),
    make: ([, month, , date]) => monthDay(undefined, month, date),
  },
  {
    regexp: new RegExp(`每个?${WEEK_WORD}([一二三四五六日天末])`, 'g'),
    make: ([, weekday = '']) =>
      weekday === '末' ? { kind: 'weekend' } : { kind: 'weekday', weekday: weekdayNumber(weekday), isEvery: true },
  },
  {
    regexp: new RegExp(
      `(?:${PLACE}(?:${WEEK_WORD}的?)?)?${WEEK_WORD}([一二三四五六日天](?:[、,和及][一二三四五六日天]){1,6})(?![月号日点季度级十百千人名位个期年楼层班])`,
      'g',
    ),
    make: ([, place, weekdays = '']) => weekdayRun(weekdays.replace(/[、,和及]/g, ''), place),
  },
  {
    regexp: new RegExp(
      `(?:${PLACE}(?:${WEEK_WORD}的?)?)?${WEEK_WORD}([一二三四五六日天]{2,6})(?![月号日点季度级早起共样块同个人名位家])`,
      'g',
    ),
    make: ([, place, weekdays = '']) => weekdayRun(weekdays, place),
  },
  {
    regexp: new RegExp(`(?:${PLACE}(?:${WEEK_WORD}的?)?)?${WEEK_WORD}\\s?([一二三四五六日天末])`, 'g'),
    make: ([, place, weekday = '']) =>
      weekday === '末' ? { kind: 'weekend', weeksOn: PLACES_ON[place ?? '本'] ?? 0 } : weekdayPart(weekday, place),
  },
  {
    regexp: new RegExp(`${PLACE}${WEEK_WORD}(?!年|边|转|期|报(?!名))`, 'g'),
    make: ([, place = '']) => ({ kind: 'week', weeksOn: PLACES_ON[place] ?? 0 }),
  },
  {
    regexp: /(今|明)、?(明|后)[两二]?天/g,
    make: ([, first = '', second = '']) => [daysOn(first), daysOn(second)],
  },
  {
    regexp: /(大前|大后|(?<![以之提从先目])前|昨|今|明|后)(?:天|日(?!本|报|游)|儿个?)/g,
    make: ([, word = '']) => daysOn(word),
  },
  {
    regexp: /(昨|今|明|(?<![以之然最往随饭课])后)(?=[早晚午])/g,
    make: ([, word = '']) => daysOn(word),
  },
  {
    regexp: /(\d{1,2}|[一两二三四五六七八九十]{1,2})(天|周|个?星期|个?礼拜)之?后/g,
    make: ([, count = '', unit = '']) => ({
      kind: 'daysOn',
      days: (parseNumber(count) ?? 0) * (unit === '天' ? 1 : 7),
    }),
  },
  {
    regexp: new RegExp(`(?<![第.\\d])(?<!\\d-)(${DATE})[日号]${NOT_A_DAY}`, 'g'),
    make: ([, date = '']) => monthless(date),
  },
  {
    // Numbers that name a festival: not in 周五一起, 二十五一共, 五四大街.
    regexp:
      /(?<![\d零一二三四五六七八九十第])(五一|五四|六一|七一|八一)(?![起共样个定下人名位边直种家口班路街]|大街|广场|中学|小学|公园|村|期间|长假|假期)节?/g,
    make: ([, name = '']) => ({ kind: 'festival', name }),
  },
  {
    regexp: new RegExp(`(${FESTIVAL_NAMES.join('|')})节?的?(前|后)([一两二三]|\\d)天`, 'g'),
    make: ([, name = '', side, count = '']) => ({
      kind: 'festival',
      name,
      daysOn: (side === '前' ? -1 : 1) * (parseNumber(count) ?? 0),
    }),
  },
  {
    regexp: new RegExp(
      `(?<![送包煮吃做搓卖熬喝施])${YEAR}(${FESTIVAL_NAMES.filter((name) => !/^[五六七八][一四]$/.test(name)).join('|')})节?(?![粥蒜糕醋轻路街村]|豆腐|大街|广场|中学|小学|公园|期间|长假|假期|上河图)`,
      'g',
    ),
    make: ([, year, word, name = '']) => {
      const said = yearWord(year, word);
      return { kind: 'festival', name, ...(said ? { year: said } : {}) };
    },
  },
];

export function yearWord(digits: string | undefined, word: string | undefined): YearWord | undefined {
  if (digits !== undefined) return { year: parseNumber(digits) ?? 0 };
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

function lunar(year: YearWord | undefined, month = '', date = ''): DatePart | undefined {
  const m = { 正: 1, 冬: 11, 腊: 12 }[month] ?? parseNumber(month) ?? 0;
  const d = parseNumber(date) ?? 0;
  if (m < 1 || m > 12 || d < 1 || d > 30) return undefined;
  return { kind: 'lunar', month: m, date: d, ...(year ? { year } : {}) };
}

/** 周一三五, 周六日: only in rising order, or the second character is of the next word. */
function weekdayRun(chars: string, place: string | undefined): DatePart[] | undefined {
  const numbers = [...chars].map(weekdayNumber);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) return undefined;
  return [...chars].map((char) => weekdayPart(char, place));
}

function weekdayPart(char: string, place: string | undefined): DatePart {
  const weeksOn = PLACES_ON[place ?? ''];
  return { kind: 'weekday', weekday: weekdayNumber(char), ...(weeksOn === undefined ? {} : { weeksOn }) };
}

function weekdayNumber(char: string): number {
  return char === '天' ? 7 : '一二三四五六日'.indexOf(char) + 1;
}

function daysOn(word: string): DatePart {
  return { kind: 'daysOn', days: DAYS_ON[word] ?? 0 };
}
