import type { Db } from '../../../database.ts';
import { findPresent, type Present } from '../store/attendance.ts';
import type { Leave, StoredHolding } from '../types.ts';
import { type Expected, expectedAt } from './attendees.ts';
import { minutesLate } from './check-in.ts';
import { checkInState } from './check-in-state.ts';
import { graceMinutes } from './grace.ts';

/** Who is there of those who were to come. */
export interface Roll {
  expected: Expected[];
  inTime: Present[];
  late: (Present & { minutes: number })[];
  leave: Leave[];
  /** Neither there nor on leave; before the end: not yet there. */
  missing: Expected[];
  /** There, though not among those expected. */
  guests: Present[];
  isOver: boolean;
}

export async function rollOf(db: Db, holding: StoredHolding, now: Date): Promise<Roll> {
  const expected = await expectedAt(db, holding.meeting);
  const present = await findPresent(db, holding.id);
  const grace = await graceMinutes(db);
  const isExpected = (id: number) => expected.length === 0 || expected.some((one) => one.id === id);
  const isThere = (id: number) => present.some(({ personId }) => personId === id);
  const own = present.filter(({ personId }) => isExpected(personId));
  // When somebody entered by another came is not known.
  const minutesOf = ({ at, way }: Present) => (way === 'by_hand' ? 0 : minutesLate(holding, at, grace));
  const leave = holding.leaves.filter(({ personId }) => isExpected(personId) && !isThere(personId));
  const isOnLeave = (id: number) => leave.some(({ personId }) => personId === id);
  return {
    expected,
    inTime: own.filter((one) => minutesOf(one) === 0),
    late: own.filter((one) => minutesOf(one) > 0).map((one) => ({ ...one, minutes: minutesOf(one) })),
    leave,
    missing: expected.filter(({ id }) => !isThere(id) && !isOnLeave(id)),
    guests: present.filter(({ personId }) => !isExpected(personId)),
    isOver: checkInState(holding, now) === 'over',
  };
}
