import type { Attendance, LedgerHolding } from '../types.ts';

export interface Recorded {
  /** Who came by then was in time. */
  lateAfter: Date;
  /** Ids; null: not known. */
  expected: ReadonlySet<number> | null;
  /** `at` null: entered by another, so it is not known when they came. */
  present: readonly { personId: number; at: Date | null }[];
  onLeave: readonly number[];
}

/** Null where nobody checked in: nothing was recorded, which is not that nobody came. */
export function tally({ lateAfter, expected, present, onLeave }: Recorded): Attendance | null {
  const came = new Map(present.map((one) => [one.personId, one.at]));
  if (came.size === 0) return null;
  const counted = [...came].filter(([id]) => expected?.has(id) ?? true);
  const excused = new Set(onLeave.filter((id) => !came.has(id) && (expected?.has(id) ?? true)));
  return {
    expected: expected?.size ?? null,
    present: counted.length,
    late: counted.filter(([, at]) => at !== null && at > lateAfter).length,
    leave: excused.size,
    absent: expected && expected.size - counted.length - excused.size,
    guests: came.size - counted.length,
  };
}

export interface Rate {
  /** Per cent, rounded; null: not recorded. */
  percent: number | null;
  /** Holdings it is counted from, of all that were held. */
  recorded: number;
  held: number;
}

/** Those present of those expected, over all holdings of which both are recorded. */
export function rateOf(holdings: readonly Pick<LedgerHolding, 'state' | 'attendance'>[]): Rate {
  const held = holdings.filter(({ state }) => state === 'held');
  const recorded = held.flatMap(({ attendance }) => (attendance?.expected ? [attendance] : []));
  const sum = (of: (one: Attendance) => number) => recorded.reduce((total, one) => total + of(one), 0);
  const expected = sum((one) => one.expected ?? 0);
  const percent = expected > 0 ? Math.round((sum(({ present }) => present) / expected) * 100) : null;
  return { percent, recorded: recorded.length, held: held.length };
}
