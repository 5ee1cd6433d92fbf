import { parseNumber } from '../number.ts';
import { DATE, type Finder, MONTH, YEAR, yearWord } from './grammar.ts';
import { FESTIVAL_NAMES } from './lunar.ts';
import type { DatePart, YearWord } from './token.ts';

const OLD_CALENDAR = '(?:农历|阴历|旧历|古历)的?';

/** Days of the lunar calendar: 农历八月十五, 腊月二十三, 正月初五, 七月初七, 大年初三. */
export const LUNAR_FINDERS: readonly Finder[] = [
  {
    regexp: new RegExp(
      `${YEAR}${OLD_CALENDAR}\\s?(正|腊|冬|\\d{1,2}|十[一二]?|[一二三四五六七八九])月\\s?初?(${DATE})[日号]?`,
      'g',
    ),
    make: ([, year, word, month, date]) => lunar(yearWord(year, word), month, date),
  },
  {
    regexp: new RegExp(`${YEAR}(正|腊|冬)月初?(${DATE})[日号]?`, 'g'),
    make: ([, year, word, month, date]) => lunar(yearWord(year, word), month, date),
  },
  {
    regexp: new RegExp(`${YEAR}${MONTH}初([一二三四五六七八九十])(?![中高级步期])`, 'g'),
    make: ([, year, word, month, date]) => lunar(yearWord(year, word), month, date),
  },
  {
    regexp: /(?:大年|(?<=过)年|正月里?)初([一二三四五六七八九十])/g,
    make: ([, date]) => lunar(undefined, '正', date),
  },
  {
    regexp: /(?:大年|年)三十(?:晚上|儿)?(?![岁多人年])/g,
    make: () => ({ kind: 'festival', name: '除夕' }),
  },
];

/** Festivals, run after all other dates. */
export const FESTIVAL_FINDERS: readonly Finder[] = [
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

function lunar(year: YearWord | undefined, month = '', date = ''): DatePart | undefined {
  const m = { 正: 1, 冬: 11, 腊: 12 }[month] ?? parseNumber(month) ?? 0;
  const d = parseNumber(date) ?? 0;
  if (m < 1 || m > 12 || d < 1 || d > 30) return undefined;
  return { kind: 'lunar', month: m, date: d, ...(year ? { year } : {}) };
}
