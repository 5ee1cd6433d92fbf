import type { Holding } from '../types.ts';

const OPENS_BEFORE_MS = 60 * 60_000;
/** When a meeting ends is not said: nobody comes later than that. */
const LASTS_MS = 180 * 60_000;

/** When one can check in: an hour before the start until the end. */
export function checkInState({ startsAt, state }: Holding, now: Date): 'early' | 'open' | 'over' | 'off' {
  if (state === 'cancelled') return 'off';
  if (now.getTime() < startsAt.getTime() - OPENS_BEFORE_MS) return 'early';
  return now.getTime() > startsAt.getTime() + LASTS_MS ? 'over' : 'open';
}
