import type { Db } from '../../../database.ts';
import { loadExpected } from '../../ledger/usecase/expected.ts';
import { findNames, findPresence } from '../store/attendance.ts';
import type { Attendance, Held } from '../types.ts';

/** Who came, who came late, who was on leave and who stayed away, as recorded. Where nobody checked in, nobody can be said to have stayed away. */
export async function attendanceOf(db: Db, { id, startsAt }: Held): Promise<Attendance> {
  const { kind, present, leaves, accepted, ...whose } = await findPresence(db, id);
  const came = new Set(present.map(({ personId }) => personId));
  const excused = leaves.filter(({ personId }) => !came.has(personId));
  const expected = (kind && (await loadExpected(db))({ kind, ...whose })) ?? new Set(accepted);
  const away = new Set([...came, ...excused.map(({ personId }) => personId)]);
  const absent = came.size === 0 ? [] : [...expected].filter((personId) => !away.has(personId));
  const names = await findNames(db, [...away, ...absent]);
  const name = (personId: number) => names.get(personId) ?? '未留姓名';
  const isLate = ({ at }: { at: Date | null }) => at !== null && at > startsAt;
  return {
    present: present.filter((one) => !isLate(one)).map(({ personId }) => name(personId)),
    late: present.filter(isLate).map(({ personId }) => name(personId)),
    leave: excused.map(({ personId, reason }) => ({ name: name(personId), reason })),
    absent: absent.map(name),
  };
}
