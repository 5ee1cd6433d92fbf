import { type Day, daysBetween, makeDay, partsOf } from '../../../language/day.ts';

/** 6月4日, 6.4, 2026-06-04; groups: year, month, date. */
export const DATE = String.raw`(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?`;

/** The one day a text is, undefined where it is none; without a year, the day nearest to `today`. */
export function readNearestDay(text: string, today: Day): Day | undefined {
  const part = new RegExp(`^${DATE}$`, 'u').exec(text.trim());
  if (!part) return undefined;
  const [, year, month, date] = part.map((group) => (group === undefined ? undefined : Number(group)));
  const now = partsOf(today).year;
  const candidates = (year === undefined ? [now - 1, now, now + 1] : [year]).flatMap((candidate) => {
    const day = makeDay(candidate, month ?? 0, date ?? 0);
    return day ? [day] : [];
  });
  return candidates.sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0];
}
