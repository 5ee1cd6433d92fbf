import type { Db } from '../../../database.ts';

const STANDING = { where: { activeKey: { not: null } }, orderBy: { id: 'asc' } } as const;

/** What is recorded of who came to a holding, who is on leave and who had said they would come. */
export async function findPresence(db: Db, holdingId: number) {
  const { attendances, leaves, acceptances } = await db.meetingOccurrence.findUniqueOrThrow({
    where: { id: holdingId },
    select: {
      attendances: { ...STANDING, select: { personId: true, at: true, way: true } },
      leaves: { ...STANDING, select: { personId: true, reason: true } },
      acceptances: { ...STANDING, select: { personId: true } },
    },
  });
  return {
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
