import { addDays, type Day, daysBetween, firstDayOfMonth, lastDayOfMonth, makeDay, mondayOf, partsOf } from './day.ts';
import type { Recurrence } from './reading.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const NTH: Readonly<Record<number, string>> = { 1: '第一个', 2: '第二个', 3: '第三个', 4: '第四个', 5: '第五个' };

/**
 * The days a rule gives from `from` to `until`, both included, in order. `anchor`: any day of the first week, from
 * which every other week is counted.
 */
export function recurrenceDays(
  recurrence: Recurrence,
  { anchor, from, until }: { anchor: Day; from: Day; until: Day },
): Day[] {
  const days =
    recurrence.every === 'month' ? monthlyDays(recurrence, from, until) : weeklyDays(recurrence, anchor, from, until);
  return days.filter((day) => day >= from && day <= until).sort();
}

/** 每周一, 每两周周三, 每月第一个周五, 每月15日, 每月最后一天 */
export function formatRecurrence({ every, weekdays = [], nth, dates = [] }: Recurrence): string {
  const names = weekdays.map((weekday) => WEEKDAYS[weekday - 1] ?? '').join('、');
  if (every === 'week') return `每周${names}`;
  if (every === 'two_weeks') return `每两周的周${names}`;
  if (nth !== undefined) return `每月${NTH[nth] ?? '最后一个'}周${names}`;
  return `每月${dates.map((date) => (date >= 31 ? '最后一天' : `${date}日`)).join('、')}`;
}

function weeklyDays({ every, weekdays = [] }: Recurrence, anchor: Day, from: Day, until: Day): Day[] {
  const step = every === 'two_weeks' ? 14 : 7;
  const start = mondayOf(anchor);
  const weeksOn = Math.floor(daysBetween(start, mondayOf(from)) / step);
  const days: Day[] = [];
  for (let monday = addDays(start, weeksOn * step); monday <= until; monday = addDays(monday, step)) {
    days.push(...weekdays.map((weekday) => addDays(monday, weekday - 1)));
  }
  return days;
}

function monthlyDays(recurrence: Recurrence, from: Day, until: Day): Day[] {
  const { year, month } = partsOf(from);
  const days: Day[] = [];
  for (let on = 0; firstDayOfMonth(year, month + on) <= until; on += 1) {
    days.push(...daysOfMonth(recurrence, firstDayOfMonth(year, month + on)));
  }
  return days;
}

function daysOfMonth({ weekdays = [], nth, dates = [] }: Recurrence, first: Day): Day[] {
  const { year, month } = partsOf(first);
  const last = lastDayOfMonth(year, month);
  if (nth === undefined) {
    return [...new Set(dates.map((date) => makeDay(year, month, date) ?? last))];
  }
  return weekdays.flatMap((weekday) => {
    const earliest = addDays(mondayOf(first), weekday - 1);
    const firstOne = earliest < first ? addDays(earliest, 7) : earliest;
    if (nth > 0) return [addDays(firstOne, (nth - 1) * 7)].filter((day) => day <= last);
    const fifth = addDays(firstOne, 28);
    return [fifth <= last ? fifth : addDays(firstOne, 21)];
  });
}
