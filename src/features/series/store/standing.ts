import type { Db } from '../../../database.ts';
import type { NewStanding, Standing } from '../types.ts';

const SELECT = {
  id: true,
  activityId: true,
  postId: true,
  post: { select: { name: true } },
  registrarId: true,
  fromDay: true,
  person: { select: { id: true, name: true, userid: true } },
} as const;

/** While it stands nobody can have a second of the same key. */
function activeKeyOf({ activityId, personId }: { activityId: number; personId: number }): string {
  return `${activityId}:${personId}`;
}

export async function insertStanding(db: Db, data: NewStanding, now: Date): Promise<Standing> {
  const row = await db.standingRegistration.create({
    data: { ...data, activeKey: activeKeyOf(data), createdAt: now },
    select: SELECT,
  });
  return toStanding(row);
}

/** Those that stand, the first to come first; of one activity, of one person, or both. */
export async function selectStanding(
  db: Db,
  { activityId, personId }: { activityId?: number; personId?: number },
): Promise<Standing[]> {
  const rows = await db.standingRegistration.findMany({
    where: {
      activeKey: { not: null },
      ...(activityId === undefined ? {} : { activityId }),
      ...(personId === undefined ? {} : { personId }),
    },
    orderBy: { id: 'asc' },
    select: SELECT,
  });
  return rows.map(toStanding);
}

export async function endStanding(db: Db, id: number, now: Date): Promise<void> {
  await db.standingRegistration.update({
    where: { id },
    data: { activeKey: null, endedAt: now },
    select: { id: true },
  });
}

/** Takes one up again; undefined where the person has another by now, or there is none. */
export async function reopenStanding(db: Db, id: number): Promise<Standing | undefined> {
  const row = await db.standingRegistration.findUnique({ where: { id }, select: SELECT });
  if (!row) return undefined;
  const activeKey = activeKeyOf({ activityId: row.activityId, personId: row.person.id });
  if (await db.standingRegistration.findUnique({ where: { activeKey } })) return undefined;
  await db.standingRegistration.update({ where: { id }, data: { activeKey, endedAt: null }, select: { id: true } });
  return toStanding(row);
}

type Row = Omit<Standing, 'postName'> & { post: { name: string | null } | null };

function toStanding({ post, ...row }: Row): Standing {
  return { ...row, postName: post?.name ?? null };
}
