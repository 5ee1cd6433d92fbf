import { userError } from '../../../errors.ts';
import { addDays, type Day, daysBetween, lastDayOfMonth, makeDay, partsOf } from '../../../language/day.ts';
import type { Period } from '../types.ts';

const LONGEST_DAYS = 3653;
const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'];

/**
 * The period, named as people name it.
 * @throws AppError `invalid_input` for the person: turned round, in the future, or over ten years.
 */
export function makePeriod(from: Day, to: Day, today: Day): Period {
  for (const day of [from, to]) {
    const { year, month, date } = partsOf(day);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || makeDay(year, month, date) !== day) {
      throw userError('invalid_input', `没有「${day.slice(0, 20)}」这一天，请写成 2025-06-30 这样的日期。`);
    }
  }
  if (from > to) {
    throw userError(
      'invalid_input',
      `开始的日子(${spell(from)})在结束的日子(${spell(to)})之后，请把前后换过来再说一遍。`,
    );
  }
  if (from > today) throw userError('invalid_input', `${spell(from)}还没有到，等有了记录再来起草总结。`);
  if (daysBetween(from, to) > LONGEST_DAYS) throw userError('invalid_input', '时间太长了，总结最长可以写十年。');
  return { from, to, name: namePeriod(from, to) };
}

/** The same days a year before; of 29 February the 28th. */
export function yearBefore({ from, to }: Period): Period {
  const back = (day: Day): Day => {
    const { year, month, date } = partsOf(day);
    return makeDay(year - 1, month, date) ?? lastDayOfMonth(year - 1, month);
  };
  const [start, end] = [
    back(from),
    isLastOfMonth(to) ? lastDayOfMonth(partsOf(to).year - 1, partsOf(to).month) : back(to),
  ];
  return { from: start, to: end, name: namePeriod(start, end) };
}

function isLastOfMonth(day: Day): boolean {
  const { year, month } = partsOf(day);
  return lastDayOfMonth(year, month) === day;
}

/** The periods people mostly ask for, as choices. */
export function usualPeriods(today: Day): { label: string; from: Day; to: Day }[] {
  const { year, month } = partsOf(today);
  const quarterFrom = Math.floor((month - 1) / 3) * 3 + 1;
  const lastMonth = addDays(firstOf(year, month), -1);
  const halfYear = month > 6 ? year : year - 1;
  const first = { label: `${year}年上半年`, from: firstOf(year, 1), to: lastDayOfMonth(year, 6) };
  const second = { label: `${halfYear}年下半年`, from: firstOf(halfYear, 7), to: lastDayOfMonth(halfYear, 12) };
  return [
    ...(month > 6 ? [first, second] : [second, first]),
    { label: '本季度', from: firstOf(year, quarterFrom), to: lastDayOfMonth(year, quarterFrom + 2) },
    { label: '上个月', from: `${lastMonth.slice(0, 7)}-01`, to: lastMonth },
    { label: '今年', from: firstOf(year, 1), to: lastDayOfMonth(year, 12) },
  ];
}

/** 2025年6月30日 */
export function spell(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

function namePeriod(from: Day, to: Day): string {
  const start = partsOf(from);
  const end = partsOf(to);
  const isWhole = start.date === 1 && lastDayOfMonth(end.year, end.month) === to;
  if (from === to) return spell(from);
  if (isWhole && start.year === end.year) {
    const months = end.month - start.month + 1;
    if (months === 12) return `${start.year}年`;
    if (months === 6 && start.month === 1) return `${start.year}年上半年`;
    if (months === 6 && start.month === 7) return `${start.year}年下半年`;
    if (months === 3 && start.month % 3 === 1) return `${start.year}年${QUARTERS[(start.month - 1) / 3]}`;
    if (months === 1) return `${start.year}年${start.month}月`;
    return `${start.year}年${start.month}月至${end.month}月`;
  }
  const isSameYear = start.year === end.year;
  return `${spell(from)}至${isSameYear ? spell(to).replace(/^\d+年/, '') : spell(to)}`;
}

function firstOf(year: number, month: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}
