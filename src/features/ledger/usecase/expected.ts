import type { Db } from '../../../database.ts';
import { type AttendedMeeting, expectedAt } from '../../meeting/usecase/attendees.ts';

/** Ids of those who were to come; null: not known. */
export type Expected = ReadonlySet<number> | null;

/** Who was to come to each meeting; asked once for meetings that say the same of it. */
export async function loadExpected(
  db: Db,
  meetings: readonly AttendedMeeting[],
): Promise<(meeting: AttendedMeeting) => Expected> {
  const known = new Map<string, Expected>();
  for (const meeting of meetings) {
    const key = keyOf(meeting);
    if (known.has(key)) continue;
    const people = await expectedAt(db, meeting);
    known.set(key, people.length === 0 ? null : new Set(people.map(({ id }) => id)));
  }
  return (meeting) => known.get(keyOf(meeting)) ?? null;
}

function keyOf({ kind, attendees, unitId }: AttendedMeeting): string {
  return JSON.stringify([kind, attendees, unitId]);
}
