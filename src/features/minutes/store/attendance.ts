import type { Db } from '../../../database.ts';
import type { Attendance, Held } from '../types.ts';

const PERSON = { person: { select: { name: true, userid: true } } } as const;
const STANDING = { where: { activeKey: { not: null } }, orderBy: { id: 'asc' } } as const;

type Row = { personId: number; person: { name: string | null; userid: string | null } };

/** Who checked in, and when; who is on leave; who had said they would come and did not. */
export async function findAttendance(db: Db, held: Held): Promise<Attendance> {
  const found = await db.meetingOccurrence.findUniqueOrThrow({
    where: { id: held.id },
    select: {
      attendances: { ...STANDING, select: { personId: true, at: true, ...PERSON } },
      leaves: { ...STANDING, select: { personId: true, reason: true, ...PERSON } },
      acceptances: { ...STANDING, select: { personId: true, ...PERSON } },
    },
  });
  const { attendances, acceptances } = found;
  const came = new Set(attendances.map(({ personId }) => personId));
  const leaves = found.leaves.filter(({ personId }) => !came.has(personId));
  const excused = new Set(leaves.map(({ personId }) => personId));
  const isLate = ({ at }: { at: Date }) => at > held.startsAt;
  return {
    present: attendances.filter((row) => !isLate(row)).map(nameOf),
    late: attendances.filter(isLate).map(nameOf),
    leave: leaves.map((row) => ({ name: nameOf(row), reason: row.reason })),
    // Where nobody checked in, nobody can be said to have stayed away.
    absent:
      came.size === 0
        ? []
        : acceptances.filter(({ personId }) => !came.has(personId) && !excused.has(personId)).map(nameOf),
  };
}

function nameOf({ person }: Row): string {
  return person.name ?? person.userid ?? '未留姓名';
}
