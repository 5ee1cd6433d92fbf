import type { Recurrence } from '../../../language/reading.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const DEFAULT_TITLE = '例会';
const LEADING_WEEKDAY = /^(?:每|本|这|下|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]?的?/;

/** 1 is 一, 7 is 日. */
export function weekdayWord(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

/** The day of one held every week on one day. */
export function soleWeekday(recurrence: Recurrence | null): number | undefined {
  const [weekday, other] = recurrence?.every === 'week' ? (recurrence.weekdays ?? []) : [];
  return other === undefined ? weekday : undefined;
}

/** What a meeting is kept as: 例会 becomes 周一例会 where it is weekly, so that people and the bot call it the same. */
export function titleFor(keyword: string | undefined, weekly: number | undefined): string {
  const title = bareTitle(keyword ?? '') || DEFAULT_TITLE;
  return weekly !== undefined && title === DEFAULT_TITLE ? `周${weekdayWord(weekly)}${title}` : title;
}

/** Without blanks and the weekday before it: 周一例会 and 例会 are the same meeting to people. */
export function bareTitle(title: string): string {
  return squeezeTitle(title).replace(LEADING_WEEKDAY, '');
}

export function squeezeTitle(title: string): string {
  return title.replace(/\s+/g, '');
}

/**
 * Whether the weekday in a text is only part of a meeting's name: `请假 周一例会` on a Tuesday to which a holiday
 * has moved it means today's, `下周一例会` and `6月9日周一例会` mean a day.
 */
export function isNameOnly(text: string, title: string): boolean {
  const parts = /^周([一二三四五六日])(.+)$/.exec(squeezeTitle(title));
  if (!parts) return false;
  const rest = parts[2]?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![下上本这个日号的)）\\d])(?:周|星期|礼拜)${parts[1]}${rest}`, 'u').test(squeezeTitle(text));
}
