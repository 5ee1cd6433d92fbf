import { Violation } from '../protocol/violation.ts';

/** So many within so long. */
export interface Limit {
  count: number;
  ms: number;
}

/** @throws Violation 45009 for one more than the limits let through. */
export type Allowance = (key: string) => void;

export function createAllowance(now: () => Date, limits: readonly Limit[]): Allowance {
  const isLetThrough = createMeter(now, limits);
  return (key) => {
    if (!isLetThrough(key)) throw new Violation('api freq out of limit', 45_009);
  };
}

/** Counts one more, unless that is more than the limits let through. */
export type Meter = (key: string) => boolean;

export function createMeter(now: () => Date, limits: readonly Limit[]): Meter {
  const takenAt = new Map<string, number[]>();
  const longestMs = Math.max(...limits.map(({ ms }) => ms));
  return (key) => {
    const at = now().getTime();
    // The clock can be moved back: what lies ahead of it is forgotten.
    const recent = (takenAt.get(key) ?? []).filter((one) => one <= at && at - one < longestMs);
    const isOver = limits.some(({ count, ms }) => recent.filter((one) => at - one < ms).length >= count);
    if (!isOver) takenAt.set(key, [...recent, at]);
    return !isOver;
  };
}
