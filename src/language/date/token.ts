import type { Stretch } from '../sheet.ts';

/** How a year was said: its number, or counted from this year (去年 -1). */
export type YearWord = { year: number } | { yearsOn: number };

/** A date as said, before anybody knows what day it is. */
export type DatePart =
  | { kind: 'monthDay'; year?: YearWord; month: number; date: number }
  /** 19号; `monthsOn` where the month was named by its place (本月 0, 下个月 1). */
  | { kind: 'monthless'; date: number; monthsOn?: number }
  /** 1 Monday … 7 Sunday; `weeksOn` where the week was named (本周 0, 下周 1). */
  | { kind: 'weekday'; weekday: number; weeksOn?: number; isEvery?: boolean }
  | { kind: 'daysOn'; days: number }
  /** So many days after the day it is counted from (the reading's `base`, else today). */
  | { kind: 'daysAfter'; days: number }
  | { kind: 'weekend'; weeksOn?: number }
  | { kind: 'week'; weeksOn: number }
  | { kind: 'monthEnd'; month?: number; monthsOn?: number }
  | { kind: 'lastWeekday'; monthsOn: number; weekday: number }
  | { kind: 'lunar'; year?: YearWord; month: number; date: number }
  /** `daysOn`: 端午前一天 is -1. */
  | { kind: 'festival'; name: string; year?: YearWord; daysOn?: number };

/** How a date hangs on the one before it. `restates`: says the same day again (6月4日(周三)). */
export type Link = 'range' | 'list' | 'restates';

export interface DateToken extends Stretch {
  part: DatePart;
  link?: Link;
}
