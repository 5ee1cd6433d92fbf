import { findKeyword } from '../about/keyword.ts';
import type { Facts } from '../facts.ts';

/** Whether a day is named. */
export function hasDate(facts: Facts): boolean {
  return facts.dates.length > 0;
}

export function hasPeriod(facts: Facts): boolean {
  return facts.periods.length > 0 || facts.dates.length > 0;
}

/** Whether the message names an activity to which an order can refer. */
export function hasActivity(facts: Facts): boolean {
  return findKeyword(facts) !== undefined;
}

export function hasTopic(facts: Facts): boolean {
  return hasDate(facts) || hasActivity(facts);
}

/** `+2`, perhaps with names, and nothing else. */
export function isPlusOnly(facts: Facts): boolean {
  const [count] = facts.counts;
  if (facts.counts.length !== 1 || !count || count.kind !== 'plus' || count.n < 1 || count.n > 20) return false;
  const rest = facts.skeleton.slice(0, count.start) + facts.skeleton.slice(count.end);
  return /^[\s\uE005\uE000、,我]*$/.test(rest);
}
