import type { CommandContext } from '../../../../bot/command.ts';
import { userError } from '../../../../errors.ts';
import { type Day, daysBetween, formatDay } from '../../../../language/day.ts';
import { selectByIds } from '../../store/days.ts';
import { selectPostDays, updateDay } from '../../store/series.ts';
import type { Occurrence } from '../../types.ts';
import { checkTimes, startOf } from '../check.ts';

const DAY_MS = 86_400_000;

/** A day and its hours, to which posts are moved; hours absent: as they are. */
export interface Moved {
  day: Day;
  time?: string[] | undefined;
}

/**
 * Moves posts of one day to another; who is in stays in, and registration closes as long before as it did.
 * @throws AppError `invalid_input` for a day gone by, `conflict` where it is held then already
 */
export async function moveDays(
  { db, now, today, zone }: CommandContext,
  occurrences: readonly Occurrence[],
  { day, time }: Moved,
): Promise<Occurrence[]> {
  const [first] = occurrences;
  if (!first) return [];
  const ids = occurrences.map(({ id }) => id);
  const there = await selectPostDays(db, { activityIds: [first.activity.id], from: day, until: day });
  if (there.some(({ id, state }) => state === 'open' && !ids.includes(id))) {
    throw userError('conflict', `${formatDay(day, today)}本来就有「${first.activity.title}」，不能再改到这一天。`);
  }
  for (const { id, deadlineAt, ...was } of occurrences) {
    const { startTime, endTime } = time ? checkTimes(time) : was;
    const startsAt = startOf(day, startTime, zone);
    if (startsAt <= now) throw userError('invalid_input', `${formatDay(day, today)}已经过去了，请核对日期后再发一次。`);
    const shifted = deadlineAt && new Date(deadlineAt.getTime() + daysBetween(was.day, day) * DAY_MS);
    await updateDay(db, id, { day, startTime, endTime, startsAt, deadlineAt: shifted });
  }
  return selectByIds(db, ids);
}
