import { toInstant } from '../../../../clock.ts';
import { addDays, type Day } from '../../../../language/day.ts';
import { recurrenceDays } from '../../../../language/recurrence.ts';
import type { SetDays } from '../../../holiday/types.ts';
import { dayKind } from '../../../holiday/usecase/calendar.ts';
import type { NewOccurrence, Post, Series, SeriesRule } from '../../types.ts';
import { startOf } from '../check.ts';

/** Days of a rule are made so far ahead. */
export const DAYS_AHEAD = 35;

export interface PlannedDays {
  days: Day[];
  /** Given by the rule, but a public holiday. */
  skipped: { day: Day; name: string }[];
}

/** The days a rule gives from `today` on, as far ahead as days are made. Pure. */
export function planDays(
  { rule, isOnHolidays }: { rule: SeriesRule; isOnHolidays: boolean },
  { today, set }: { today: Day; set: SetDays },
): PlannedDays {
  const { from, until } = rule;
  const last = addDays(today, DAYS_AHEAD);
  const span = { anchor: from, from: from > today ? from : today, until: until && until < last ? until : last };
  const planned: PlannedDays = { days: [], skipped: [] };
  for (const day of recurrenceDays(rule, span)) {
    const kind = dayKind(set, day);
    if (kind.isHoliday && !isOnHolidays) planned.skipped.push({ day, name: kind.name ?? '' });
    else planned.days.push(day);
  }
  return planned;
}

/** The day on which it is held for the last of so many times, by the holidays known. Pure. */
export function lastOfTimes(
  { rule, isOnHolidays }: { rule: SeriesRule; isOnHolidays: boolean },
  { times, last, set }: { times: number; last: Day; set: SetDays },
): Day {
  const days = recurrenceDays(rule, { anchor: rule.from, from: rule.from, until: last });
  const held = days.filter((day) => isOnHolidays || !dayKind(set, day).isHoliday);
  return held[times - 1] ?? last;
}

/** What is made of a post on a day. */
export function postDay(day: Day, post: Omit<Post, 'id'>, rule: SeriesRule | null, zone: string): NewOccurrence {
  const { startTime, endTime, capacity } = post;
  const startsAt = startOf(day, startTime, zone);
  const deadline = rule?.deadline;
  const deadlineAt = deadline ? toInstant(addDays(day, -deadline.daysBefore), deadline.time, zone) : null;
  return {
    day,
    startTime,
    endTime,
    startsAt,
    capacity,
    deadlineAt: deadlineAt && deadlineAt < startsAt ? deadlineAt : null,
  };
}

/** The key under which a day of a rule is made once. */
export function seriesKeyOf({ id }: Pick<Post, 'id'>, day: Day): string {
  return `${id}:${day}`;
}

/** How many days at posts the coming five weeks have. */
export function countAhead(planned: PlannedDays, { posts }: Pick<Series, 'posts'> | { posts: unknown[] }): number {
  return planned.days.length * posts.length;
}
