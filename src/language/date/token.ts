import type { Stretch } from '../sheet.ts';
import type { PeriodPart } from './period.ts';

/** How a year was said: its number, or counted from this year (去年 -1). */
export type YearWord = { year: number } | { yearsOn: number };

/** A date as said, before anybody knows what day it is. */
export type DatePart =
  /** `isName`: 5·18国际博物馆日 names an event as a festival does. */
  | { kind: 'monthDay'; year?: YearWord; month: number; date: number; isName?: true }
  /** 19号; `monthsOn` where the month was named by its place (本月 0, 下个月 1). */
  | { kind: 'monthless'; date: number; monthsOn?: number }
  /** 1 Monday … 7 Sunday; `weeksOn` where the week was named (本周 0, 下周 1); `during` of 8月每周三: all of them. */
  | { kind: 'weekday'; weekday: number; weeksOn?: number; isEvery?: boolean; weeksApart?: 2; during?: PeriodPart }
  /** 这两个周六: the next so many. */
  | { kind: 'weekdays'; weekday: number; count: number }
  | { kind: 'daysOn'; days: number }
  /** So many days after the day it is counted from (the reading's `base`, else today). */
  | { kind: 'daysAfter'; days: number }
  | { kind: 'weekend'; weeksOn?: number }
  | { kind: 'week'; weeksOn: number }
  | { kind: 'monthEnd'; month?: number; monthsOn?: number }
  /** 本月最后一个周五 (nth -1), 下个月第一个周六; in no month said: of every month. */
  | { kind: 'nthWeekday'; nth: number; weekday: number; month?: number; monthsOn?: number }
  /** 每月15号 */
  | { kind: 'everyMonth'; date: number }
  /** 6月上旬, 7月下半月: `first` to `last` of the month. */
  | { kind: 'stretch'; first: number; last: number; month?: number; monthsOn?: number }
  | { kind: 'lunar'; year?: YearWord; month: number; date: number }
  /** `daysOn`: 端午前一天 is -1. */
  | { kind: 'festival'; name: string; year?: YearWord; daysOn?: number };

/** How a date hangs on the one before it. `restates`: says the same day again (6月4日(周三)). */
export type Link = 'range' | 'list' | 'restates';

export interface DateToken extends Stretch {
  part: DatePart;
  link?: Link;
}

/** Beside a day that is named otherwise it is only the name of the event. */
export function isEventName(part: DatePart): boolean {
  return part.kind === 'festival' || (part.kind === 'monthDay' && part.isName === true);
}

/** 昨天, 上周六: said of the past. */
export function isGone({ part }: DateToken): boolean {
  return (part.kind === 'daysOn' && part.days < 0) || ('weeksOn' in part && (part.weeksOn ?? 0) < 0);
}
