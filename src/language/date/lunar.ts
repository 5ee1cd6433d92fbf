import { LunarDay, LunarMonth, SolarTerm } from 'tyme4ts';
import { addDays, type Day, makeDay } from '../day.ts';

type FestivalRule =
  | { month: number; date: number }
  | { lunarMonth: number; lunarDate: number }
  /** Index of the solar term in tyme4ts: 0 winter solstice. */
  | { term: number }
  /** The nth such weekday of a month, 7 Sunday. */
  | { month: number; nth: number };

const FESTIVALS: Record<string, FestivalRule> = {
  元旦: { month: 1, date: 1 },
  妇女节: { month: 3, date: 8 },
  三八节: { month: 3, date: 8 },
  三八妇女节: { month: 3, date: 8 },
  学雷锋日: { month: 3, date: 5 },
  学雷锋纪念日: { month: 3, date: 5 },
  植树节: { month: 3, date: 12 },
  五一: { month: 5, date: 1 },
  劳动节: { month: 5, date: 1 },
  五一劳动节: { month: 5, date: 1 },
  五四: { month: 5, date: 4 },
  五四青年节: { month: 5, date: 4 },
  青年节: { month: 5, date: 4 },
  护士节: { month: 5, date: 12 },
  母亲节: { month: 5, nth: 2 },
  父亲节: { month: 6, nth: 3 },
  六一: { month: 6, date: 1 },
  儿童节: { month: 6, date: 1 },
  六一儿童节: { month: 6, date: 1 },
  七一: { month: 7, date: 1 },
  建党节: { month: 7, date: 1 },
  八一: { month: 8, date: 1 },
  建军节: { month: 8, date: 1 },
  八一建军节: { month: 8, date: 1 },
  教师节: { month: 9, date: 10 },
  国庆: { month: 10, date: 1 },
  志愿者日: { month: 12, date: 5 },
  国际志愿者日: { month: 12, date: 5 },
  平安夜: { month: 12, date: 24 },
  圣诞: { month: 12, date: 25 },
  春节: { lunarMonth: 1, lunarDate: 1 },
  大年初一: { lunarMonth: 1, lunarDate: 1 },
  元宵: { lunarMonth: 1, lunarDate: 15 },
  端午: { lunarMonth: 5, lunarDate: 5 },
  七夕: { lunarMonth: 7, lunarDate: 7 },
  中秋: { lunarMonth: 8, lunarDate: 15 },
  重阳: { lunarMonth: 9, lunarDate: 9 },
  腊八: { lunarMonth: 12, lunarDate: 8 },
  小年: { lunarMonth: 12, lunarDate: 23 },
  除夕: { lunarMonth: 12, lunarDate: 30 },
  清明: { term: 7 },
  冬至: { term: 0 },
};

/** Names as they are said, longest first, for an alternation. */
export const FESTIVAL_NAMES: readonly string[] = Object.keys(FESTIVALS).sort((a, b) => b.length - a.length);

/** For which the almanac is trusted. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const known = new Map<string, Day | undefined>();

/** The festival's days in the solar years from `first` to `last`, in order. */
export function festivalDays(name: string, first: number, last: number): Day[] {
  const days: Day[] = [];
  for (let year = first - 1; year <= last && year <= LAST_YEAR; year++) {
    const day = knownDay(name, year);
    if (day && Number(day.slice(0, 4)) >= first && Number(day.slice(0, 4)) <= last) days.push(day);
  }
  return days;
}

function knownDay(name: string, year: number): Day | undefined {
  const rule = FESTIVALS[name];
  if (!rule || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  return remembered(`${name}${year}`, () => festivalDay(rule, year));
}

/** The almanac is slow and its days never change. */
function remembered(key: string, find: () => Day | undefined): Day | undefined {
  if (!known.has(key)) known.set(key, find());
  return known.get(key);
}

/** The day of the lunar calendar, or undefined where it has no such day. 12月30日 is the last of the year, be it the 29th. */
export function fromLunar(year: number, month: number, date: number): Day | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || date < 1 || date > 30) return undefined;
  return remembered(`${year}-${month}-${date}`, () => lunarDay(year, month, date));
}

function lunarDay(year: number, month: number, date: number): Day | undefined {
  const length = LunarMonth.fromYm(year, month).getDayCount();
  if (date > length && month !== 12) return undefined;
  const solar = LunarDay.fromYmd(year, month, Math.min(date, length)).getSolarDay();
  return makeDay(solar.getYear(), solar.getMonth(), solar.getDay());
}

function festivalDay(rule: FestivalRule, year: number): Day | undefined {
  if ('lunarMonth' in rule) return fromLunar(year, rule.lunarMonth, rule.lunarDate);
  if ('term' in rule) {
    const solar = SolarTerm.fromIndex(year, rule.term).getJulianDay().getSolarDay();
    return makeDay(solar.getYear(), solar.getMonth(), solar.getDay());
  }
  if ('nth' in rule) {
    const first = makeDay(year, rule.month, 1) ?? '';
    const sunday = (7 - new Date(`${first}T00:00:00Z`).getUTCDay()) % 7;
    return addDays(first, sunday + 7 * (rule.nth - 1));
  }
  return makeDay(year, rule.month, rule.date);
}
