import { parseNumber } from '../number.ts';
import { EVERY_FINDERS } from './every.ts';
import { FESTIVAL_FINDERS, LUNAR_FINDERS } from './feast.ts';
import {
  DATE,
  type Finder,
  MONTH,
  monthDay,
  monthless,
  NOT_A_DAY,
  PLACE,
  PLACES_ON,
  WEEK_WORD,
  weekdayNumber,
  weekdayPart,
  weekdayRun,
  YEAR,
  yearWord,
} from './grammar.ts';
import type { DatePart } from './token.ts';

const DAYS_ON: Record<string, number> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };
/** A unit behind two numbers that are no month and day: 8.5公里, 3-5人, 8-12点. */
const MEASURE =
  '公里|千米|米|升|元|块|万|千|百|亿|小时|个|人|名|位|口|点|时|折|分|倍|斤|公斤|吨|岁|年|班|期|版|级|度|寸|平|楼|层|路|栋|单元|节|次|天|月|h|k|m|l|ml|cm|kg|g|%';

const MONTH_FINDERS: readonly Finder[] = [
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
    regexp: /(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)/g,
    make: ([, month, date]) => {
      const part = monthDay(undefined, month, date);
      return part?.kind === 'monthDay' ? { ...part, isName: true } : undefined;
    },
  },
];

const WEEK_FINDERS: readonly Finder[] = [
  {
    // 两个星期天 behind two days counts them.
    regexp: new RegExp(`(?:接下来|这|后面|近|最近)?的?([两二三四])个${WEEK_WORD}([一二三四五六日天])`, 'g'),
    make: ([, count = '', weekday = '']) => ({
      kind: 'weekdays',
      weekday: weekdayNumber(weekday),
      count: parseNumber(count) ?? 0,
    }),
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
    // 写上周的总结: here 写 writes, while 写上周日 puts down for Sunday.
    regexp: new RegExp(
      `${PLACE.replace('[报写登加]', '[报登加]')}${WEEK_WORD}(?!年|边|转|期|报(?![名了过的哪几]))`,
      'g',
    ),
    make: ([, place = '']) => ({ kind: 'week', weeksOn: PLACES_ON[place] ?? 0 }),
  },
];

const NEAR_FINDERS: readonly Finder[] = [
  {
    regexp: /今、?明、?后[三3]?天/g,
    make: () => [daysOn('今'), daysOn('明'), daysOn('后')],
  },
  {
    regexp: /(今|明)、?(明|后)[两二2]?天/g,
    make: ([, first = '', second = '']) => [daysOn(first), daysOn(second)],
  },
  {
    regexp: /(大前|大后|(?<![以之提从先目])前|昨|今|明|后)(?:天|日(?!本|报|游)|儿个?)/g,
    make: ([, word = '']) => daysOn(word),
  },
  {
    regexp: /(昨|今|明|(?<![以之然最往随饭课])后)(?=[早晚午夜])/g,
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
];

/** In the order in which they claim the text: the more words a form needs, the earlier. */
export const FINDERS: readonly Finder[] = [
  {
    regexp: /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)[日号]?/g,
    make: ([, year, , month, date]) => monthDay({ year: Number(year) }, month, date),
  },
  {
    regexp: /(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)/g,
    make: ([, year, month, date]) => monthDay({ year: Number(year) }, month, date),
  },
  ...LUNAR_FINDERS,
  ...EVERY_FINDERS,
  ...MONTH_FINDERS,
  ...WEEK_FINDERS,
  ...NEAR_FINDERS,
  ...FESTIVAL_FINDERS,
];

function daysOn(word: string): DatePart {
  return { kind: 'daysOn', days: DAYS_ON[word] ?? 0 };
}
