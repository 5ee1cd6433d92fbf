import { isAccepting } from '../find.ts';
import type { CardDay } from './days.ts';

/** Whether and why (not) one can sign up. */
export type DayState = 'open' | 'full' | 'closed' | 'past' | 'cancelled';

/** Said behind the day; '' where it goes without saying. */
export const STATE_WORDS: Readonly<Record<DayState, string>> = {
  open: '',
  full: '已满',
  closed: '报名已截止',
  past: '已经开始或结束',
  cancelled: '已取消',
};

export function stateOf({ occurrence, signups }: CardDay, now: Date): DayState {
  const { state, startsAt, capacity } = occurrence;
  if (state === 'cancelled') return 'cancelled';
  if (startsAt <= now) return 'past';
  if (!isAccepting(occurrence, now)) return 'closed';
  return capacity !== null && signups.people >= capacity ? 'full' : 'open';
}

/** In or in line. */
export function isTaking(state: DayState): boolean {
  return state === 'open' || state === 'full';
}
