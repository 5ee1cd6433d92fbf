import { toInstant, toLocal } from '../../../clock.ts';
import { addDays } from '../../../language/day.ts';

/** Nothing that is not urgent goes out from `from` in the evening until `until` in the morning, HH:MM. */
export interface QuietHours {
  from: string;
  until: string;
}

export const QUIET_HOURS: QuietHours = { from: '21:00', until: '08:00' };
/** Told so long before it is of no use any more, it still helps. */
const LEAST_NOTICE_MS = 15 * 60_000;
/** Before the evening's quiet begins. */
const EVENING_MARGIN_MS = 30 * 60_000;

/** When something due in quiet hours goes out: the next morning, or, where that is too late, the evening before. */
export function outOfQuiet(
  dueAt: Date,
  usefulUntil: Date,
  { quiet, zone }: { quiet: QuietHours; zone: string },
): { dueAt: Date; isEarlier: boolean } {
  const { day, time } = toLocal(dueAt, zone);
  const isEvening = time >= quiet.from;
  if (!isEvening && time >= quiet.until) return { dueAt, isEarlier: false };
  const morning = toInstant(isEvening ? addDays(day, 1) : day, quiet.until, zone);
  if (morning.getTime() + LEAST_NOTICE_MS <= usefulUntil.getTime()) return { dueAt: morning, isEarlier: false };
  const evening = toInstant(isEvening ? day : addDays(day, -1), quiet.from, zone);
  return { dueAt: new Date(evening.getTime() - EVENING_MARGIN_MS), isEarlier: true };
}
