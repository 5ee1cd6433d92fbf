import type { Db } from '../../../database.ts';
import { expectedAt } from '../../meeting/usecase/attendees.ts';
import { findNames, findPresence } from '../store/attendance.ts';
import type { Attendance, Held } from '../types.ts';

/**
 * Who was to come, came, came late, was on leave and stayed away, as recorded. Where nobody checked in, nobody can be
 * said to have stayed away.
 */
export async function attendanceOf(db: Db, held: Held): Promise<Attendance> {
  const { present, leaves, accepted } = await findPresence(db, held.id);
  const set = (await expectedAt(db, held)).map(({ id }) => id);
  const expected = set.length > 0 ? set : [...new Set(accepted)];
  const came = new Set(present.map(({ personId }) => personId));
  const excused = leaves.filter(({ personId }) => !came.has(personId));
  const away = new Set([...came, ...excused.map(({ personId }) => personId)]);
  const absent = came.size === 0 ? [] : expected.filter((personId) => !away.has(personId));
  const names = await findNames(db, [...away, ...expected]);
  const name = (personId: number) => names.get(personId) ?? '未留姓名';
  const isLate = ({ at }: { at: Date | null }) => at !== null && at > held.startsAt;
  return {
    expected: expected.map(name),
    present: present.filter((one) => !isLate(one)).map(({ personId }) => name(personId)),
    late: present.filter(isLate).map(({ personId }) => name(personId)),
    leave: excused.map(({ personId, reason }) => ({ name: name(personId), reason })),
    absent: absent.map(name),
  };
}
