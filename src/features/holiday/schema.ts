import { userError } from '../../errors.ts';
import { addDays, type Day, daysBetween, daysFrom, formatDay, makeDay, partsOf } from '../../language/day.ts';
import { DATE } from './usecase/day.ts';

/** An administrator's line about the calendar, read. */
export interface CalendarOrder {
  isClearing: boolean;
  kind: 'holiday' | 'workday';
  /** First and last day of each stretch, as typed in order. */
  ranges: [Day, Day][];
  /** Every day of them. */
  days: Day[];
  name: string | null;
}

/** `放假 2月5日-2月12日 春节`, `补班 2月14日`, `取消放假 2月5日`; the rest after the word is group 3. */
export const CALENDAR_PATTERN = /^(取消)?(放假|补班)(?![\p{Script=Han}])[\s:：]*(.*)$/su;

export const LONGEST_RANGE = 60;
const LONGEST_NAME = 12;
/** A day without a year that is gone by less than this is a slip, by more means next year. */
const SLIP_DAYS = 90;

const PART = new RegExp(
  String.raw`^[\s、,，和及;；]*${DATE}(?:\s*[-–—~～至到]+\s*(?:${DATE}|(\d{1,2})\s*[日号]?(?![\d月./])))?`,
  'u',
);

/** @throws AppError `invalid_input` with the sentence to show. */
export function readCalendarOrder(match: RegExpExecArray, today: Day): CalendarOrder {
  const [, clearing, word = '', rest = ''] = match;
  const ranges: [Day, Day][] = [];
  let left = rest;
  for (let part = PART.exec(left); part; part = PART.exec(left)) {
    ranges.push(readRange(part, today));
    left = left.slice(part[0].length);
  }
  if (ranges.length === 0) {
    throw userError(
      'invalid_input',
      `请写上日期，例如：${word} ${word === '放假' ? '2月5日-2月12日 春节' : '2月14日'}`,
    );
  }
  const days = [...new Set(ranges.flatMap(([first, last]) => daysFrom(first, last)))];
  if (days.length > LONGEST_RANGE) throw tooLong(days.length);
  return {
    isClearing: clearing !== undefined,
    kind: word === '放假' ? 'holiday' : 'workday',
    ranges,
    days,
    name: readName(left),
  };
}

function readRange(part: RegExpExecArray, today: Day): [Day, Day] {
  const [, year, month, date, endYear, endMonth, endDate, endDateOnly] = part.map((group) =>
    group === undefined ? undefined : Number(group),
  );
  const first = year === undefined ? comingDay(month, date, today) : checkedDay(year, month, date);
  if (first < today) throw userError('invalid_input', `${formatDay(first, today)}已经过了，请检查一下日期。`);
  if (endDate === undefined && endDateOnly === undefined) return [first, first];
  const start = partsOf(first);
  const last = checkedDay(endYear ?? start.year, endMonth ?? start.month, endDate ?? endDateOnly);
  return [first, checkedEnd(first, last, { isYearSaid: endYear !== undefined, today })];
}

/** `12月30日-1月2日` ends in the year after; any other end before its start is a slip. */
function checkedEnd(first: Day, last: Day, { isYearSaid, today }: { isYearSaid: boolean; today: Day }): Day {
  const { year, month, date } = partsOf(last);
  const later = isYearSaid || last >= first ? last : (makeDay(year + 1, month, date) ?? last);
  const length = daysBetween(first, later) + 1;
  if (length < 1 || (later !== last && length > LONGEST_RANGE)) {
    throw userError(
      'invalid_input',
      `结束的日子${formatDay(last, today)}比开始的${formatDay(first, today)}还早，请检查一下日期。`,
    );
  }
  if (length > LONGEST_RANGE) throw tooLong(length);
  return later;
}

function comingDay(month: number | undefined, date: number | undefined, today: Day): Day {
  const { year } = partsOf(today);
  const day = makeDay(year, month ?? 0, date ?? 0);
  const isOver = day !== undefined && day < addDays(today, -SLIP_DAYS);
  return day === undefined || isOver ? checkedDay(isOver ? year + 1 : year, month, date) : day;
}

function checkedDay(year: number, month: number | undefined, date: number | undefined): Day {
  const day = makeDay(year, month ?? 0, date ?? 0);
  if (day === undefined) throw userError('invalid_input', `${year}年${month}月${date}日没有这一天，请检查一下日期。`);
  return day;
}

function readName(text: string): string | null {
  const name = text.replace(/^[\s、,，;；()（）]+|[\s。.!！()（）]+$/gu, '');
  if (name === '') return null;
  if (/\d/.test(name)) throw userError('invalid_input', `没看懂「${name.slice(0, 20)}」，日期请写成：2月5日-2月12日`);
  if ([...name].length > LONGEST_NAME) throw userError('invalid_input', `假日的名字请不超过${LONGEST_NAME}个字。`);
  return name;
}

function tooLong(length: number): Error {
  return userError('invalid_input', `一次最多登记${LONGEST_RANGE}天，这里有${length}天，请检查一下日期。`);
}
