import { parseNumber } from '../number.ts';
import {
  DATE,
  type Finder,
  MONTH,
  monthless,
  monthWord,
  PLACE,
  PLACES_ON,
  WEEK_WORD,
  weekdayNumber,
  weekdayPart,
  weekdayRun,
} from './grammar.ts';
import type { DatePart } from './token.ts';

const EVERY_MONTH = '每个?月的?';
const TWO_WEEKS = `(?:每[两二]个?${WEEK_WORD}(?:一次)?的?|每?隔[一1]?个?${WEEK_WORD}的?|双${WEEK_WORD}的?|两${WEEK_WORD}一次的?)`;
/** Of a month, its first and last day; 99: its end. */
const STRETCHES: Record<string, [number, number]> = {
  上旬: [1, 10],
  中旬: [11, 20],
  下旬: [21, 99],
  上半月: [1, 15],
  下半月: [16, 99],
};

/** What comes again (每周五, 隔周周三, 每月15号), and days that are counted out in a month (本月最后一个周五, 6月上旬). */
export const EVERY_FINDERS: readonly Finder[] = [
  {
    regexp: new RegExp(
      `(?:${EVERY_MONTH}|${PLACE}月(?:份)?的?|${MONTH}的?|(?<=[\\s,，])月)(?:第([一二三四五1-5])个|最后一?个?|倒数第一个)${WEEK_WORD}([一二三四五六日天末])`,
      'g',
    ),
    make: (match) => nthWeekday(match),
  },
  {
    regexp: new RegExp(`${TWO_WEEKS}(?:在|逢)?${WEEK_WORD}?([一二三四五六日天])(?![个人名位次])`, 'g'),
    make: ([, weekday = '']) => every([weekdayPart(weekday, undefined)], 2),
  },
  {
    regexp: new RegExp(
      `(?:每逢?到?个?|逢)${WEEK_WORD}([一二三四五六日天])(?:至|到|-|~)${WEEK_WORD}?([一二三四五六日天])`,
      'g',
    ),
    make: ([, first = '', last = '']) => everyFrom(weekdayNumber(first), weekdayNumber(last)),
  },
  {
    regexp: new RegExp(
      `(?:每逢?到?个?|逢)${WEEK_WORD}([一二三四五六日天末](?:(?:[、,和及与]${WEEK_WORD}?)?[一二三四五六日天](?![月点号次个])){0,6})`,
      'g',
    ),
    make: ([, weekdays = '']) => {
      if (weekdays.startsWith('末')) return every([weekdayPart('六', undefined), weekdayPart('日', undefined)]);
      return every(weekdayRun(weekdays.replace(/[^一二三四五六日天]/g, ''), undefined) ?? []);
    },
  },
  {
    regexp: new RegExp(`(?:${EVERY_MONTH})((?:${DATE}[日号]?[、,和及与]){0,4}${DATE})[日号]`, 'g'),
    make: ([, dates = '']) =>
      dates.split(/[日号]?[、,和及与]/).flatMap((date): DatePart[] => {
        const value = parseNumber(date) ?? 0;
        return value >= 1 && value <= 31 ? [{ kind: 'everyMonth', date: value }] : [];
      }),
  },
  {
    regexp: new RegExp(`(?:${EVERY_MONTH})(?:月?[底末]|最后一天)`, 'g'),
    make: () => [{ kind: 'everyMonth', date: 31 }],
  },
  {
    regexp: new RegExp(`(?:${PLACE}月|${MONTH})的?([上中下]旬|[上下]半月)`, 'g'),
    make: ([, place, month, name = '']) => {
      const [first, last] = STRETCHES[name] ?? [1, 99];
      const said = monthWord(month, place);
      return { kind: 'stretch', first, last, ...(month === undefined && place === undefined ? { monthsOn: 0 } : said) };
    },
  },
  {
    regexp: new RegExp(`${PLACE}月(?:份)?的?\\s?(${DATE})[日号]`, 'g'),
    make: ([, place = '', date = '']) => monthless(date, PLACES_ON[place]),
  },
];

function nthWeekday([whole, place, month, nth, weekday = '']: RegExpExecArray): DatePart {
  const isEvery = whole.startsWith('每');
  const said = isEvery ? {} : month === undefined && place === undefined ? { monthsOn: 0 } : monthWord(month, place);
  const day = weekday === '末' ? 6 : weekdayNumber(weekday);
  return { kind: 'nthWeekday', nth: nth === undefined ? -1 : (parseNumber(nth) ?? 1), weekday: day, ...said };
}

function every(parts: readonly (DatePart & { kind: 'weekday' })[], weeksApart?: 2): DatePart[] | undefined {
  if (parts.length === 0) return undefined;
  return parts.map((part) => ({ ...part, isEvery: true, ...(weeksApart ? { weeksApart } : {}) }));
}

function everyFrom(first: number, last: number): DatePart[] | undefined {
  if (last <= first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, on) => ({
    kind: 'weekday',
    weekday: first + on,
    isEvery: true,
  }));
}
