import { resolveDates } from '../date/resolve.ts';
import type { DateToken } from '../date/token.ts';
import { type Day, weekdayOf } from '../day.ts';
import { parseNumber } from '../number.ts';

/** 两天, 都可, 每天: all days of the heading; with a number only where it is theirs. */
export const EVERY =
  /都(?:可以?|行|来|去|能|参加|有空|报|在)|全(?:部|程|勤)|每天|天天|(?<count>\d{1,2}|[两二三四五六七八九])天/;
/** 6.7, 8-30: as likely an hour as a day. */
const UNSURE = /^\d{1,2}[./-]\d{1,2}$/;
/** Counted from the day the list is pasted, not from the heading's. */
const FROM_TODAY = new Set(['daysOn', 'daysAfter', 'week']);

/**
 * The days of the heading a row is for: 周六 and 19日 are those of the heading. A day the heading does not have is
 * given where the row names no other and it is surely a day. Undefined where the row names none.
 */
export function rowDays(
  text: string,
  tokens: readonly DateToken[],
  { heading, today }: { heading: readonly Day[]; today: Day },
): Day[] | undefined {
  const every = EVERY.exec(text);
  const count = every?.groups?.count;
  if (every && heading.length > 0 && (count === undefined || parseNumber(count) === heading.length)) {
    return [...heading];
  }
  const named = tokens.filter(({ part }) => part.kind !== 'festival');
  const days = new Set([
    ...resolveDates(
      named.filter(({ part }) => !FROM_TODAY.has(part.kind)),
      heading[0] ?? today,
      'future',
    ).days,
    ...resolveDates(
      named.filter(({ part }) => FROM_TODAY.has(part.kind)),
      today,
      'future',
    ).days,
    ...named.flatMap((token) => sameWeekday(token, heading)),
  ]);
  const known = [...days].filter((day) => heading.includes(day)).sort();
  if (known.length > 0) return known;
  const isUnsure = heading.length > 0 && named.every(({ start, end }) => UNSURE.test(text.slice(start, end)));
  return isUnsure || days.size === 0 ? undefined : [...days].sort();
}

/** 周六 of a heading with several Saturdays is each of them. */
function sameWeekday({ part, link }: DateToken, heading: readonly Day[]): Day[] {
  if (part.kind !== 'weekday' || link !== undefined) return [];
  return heading.filter((day) => weekdayOf(day) === part.weekday);
}
