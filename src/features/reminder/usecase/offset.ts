import type { Offset } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays } from '../../../language/day.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When something that begins or is due `at` is reminded of. */
export function momentOf(at: Date, offset: Offset, zone: string): Date {
  if ('minutes' in offset) return new Date(at.getTime() + offset.minutes * MINUTE_MS);
  return toInstant(addDays(toLocal(at, zone).day, offset.days), offset.at, zone);
}

/** What tells the moments of one reminder apart: `-1d20:00`, `-120m`. */
export function offsetKey(offset: Offset): string {
  return 'minutes' in offset ? `${offset.minutes}m` : `${offset.days}d${offset.at}`;
}

/** `提前1天20:00`, `提前2小时`, `当天9:00`, `过后1天9:00` */
export function formatOffset(offset: Offset): string {
  if ('minutes' in offset) {
    const size = Math.abs(offset.minutes);
    const length = size % 60 === 0 && size > 0 ? `${size / 60}小时` : `${size}分钟`;
    return `${offset.minutes <= 0 ? '提前' : '过后'}${length}`;
  }
  const at = offset.at.replace(/^0/, '');
  if (offset.days === 0) return `当天${at}`;
  return `${offset.days < 0 ? '提前' : '过后'}${Math.abs(offset.days)}天${at}`;
}

/** No moment of these offsets is further from what it reminds of than this: before it, and after it. */
export function reachOf(offsets: readonly Offset[]): { beforeMs: number; afterMs: number } {
  const sizes = offsets.map((offset) =>
    // A time of day may lie nearly a day to either side of the instant, and a day of summer time is an hour longer.
    'minutes' in offset ? [offset.minutes * MINUTE_MS] : [(offset.days - 2) * DAY_MS, (offset.days + 2) * DAY_MS],
  );
  const all = sizes.flat();
  return { beforeMs: Math.max(0, -Math.min(0, ...all)), afterMs: Math.max(0, ...all) };
}
