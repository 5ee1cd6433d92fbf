const OFFSET_MS = 8 * 3_600_000;

/** ISO with +08:00, WeCom's own zone, to the second. */
export function toWallTime(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** YYYY-MM-DD at +08:00. */
export function wallDay(instant: Date): string {
  return toWallTime(instant).slice(0, 10);
}
