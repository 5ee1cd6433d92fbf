import type { Db } from '../../../database.ts';

const STANDING = { where: { activeKey: { not: null } }, orderBy: { id: 'asc' } } as const;

/** What is recorded of who came to a holding, and whose meeting it is. */
export async function findPresence(db: Db, holdingId: number) {
  const { meeting, attendances, leaves, acceptances } = await db.meetingOccurrence.findUniqueOrThrow({
    where: { id: holdingId },
    select: {
      meeting: { select: { kind: true, attendees: true, unit: { select: { id: true, name: true, kind: true } } } },
      attendances: { ...STANDING, select: { personId: true, at: true, way: true } },
      leaves: { ...STANDING, select: { personId: true, reason: true } },
      acceptances: { ...STANDING, select: { personId: true } },
    },
  });
  const { kind, attendees, unit } = meeting;
  return {
    kind: kind === 'other' ? null : kind,
    unit: unit && unit.kind !== 'branch' ? { id: unit.id, name: unit.name } : null,
    hasOwnAttendees: attendees !== null,
    // Entered by another, it is not known when they came.
    present: attendances.map(({ personId, at, way }) => ({ personId, at: way === 'by_hand' ? null : at })),
    leaves,
    accepted: acceptances.map(({ personId }) => personId),
  };
}

/** What people go by, by id. */
export async function findNames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, userid: true },
  });
  return new Map(rows.map(({ id, name, userid }) => [id, name ?? userid ?? '未留姓名']));
}
