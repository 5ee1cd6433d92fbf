import type { Db } from '../../database.ts';
import type { Day } from '../../language/day.ts';
import type { NewWorkRow, WorkKind, WorkRow } from './types.ts';

const FIELDS = {
  id: true,
  kind: true,
  title: true,
  day: true,
  untilDay: true,
  item: true,
  verb: true,
  quantity: true,
  unitWord: true,
  giver: true,
  receiver: true,
  level: true,
  year: true,
  activityId: true,
  unitId: true,
  reporterId: true,
  messageId: true,
  replacesId: true,
} as const;

/** Returns the ids, in the order given. */
export async function insertWorks(db: Db, rows: readonly NewWorkRow[], createdAt: Date): Promise<number[]> {
  const made = await db.workRecord.createManyAndReturn({
    data: rows.map((row) => ({ ...row, createdAt })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

export interface WorkFilter {
  ids?: readonly number[];
  /** Null: anybody's. */
  reporterId: number | null;
  day?: Day;
  /** Logged at or after. */
  since?: Date;
  messageId?: number;
  isOpen?: boolean;
  /** Kinds not to be shown. */
  without?: readonly WorkKind[];
}

/** Rows that count, the latest first. */
export async function findWorks(db: Db, filter: WorkFilter, limit: number): Promise<WorkRow[]> {
  const { ids, reporterId, day, since, messageId, isOpen, without } = filter;
  const rows = await db.workRecord.findMany({
    where: {
      revokedAt: null,
      ...(ids ? { id: { in: [...ids] } } : {}),
      ...(reporterId === null ? {} : { reporterId }),
      ...(day === undefined ? {} : { day }),
      ...(since ? { createdAt: { gte: since } } : {}),
      ...(messageId === undefined ? {} : { messageId }),
      ...(isOpen ? { quantity: null } : {}),
      ...(without ? { kind: { notIn: [...without] } } : {}),
    },
    orderBy: { id: 'desc' },
    take: limit,
    select: FIELDS,
  });
  return rows.map((row) => ({ ...row, level: levelFrom(row.level) }));
}

/** Returns how many changed. */
export async function revokeWorks(db: Db, ids: readonly number[], at: Date): Promise<number> {
  return (await db.workRecord.updateMany({ where: { id: { in: [...ids] }, revokedAt: null }, data: { revokedAt: at } }))
    .count;
}

export async function restoreWorks(db: Db, ids: readonly number[]): Promise<void> {
  await db.workRecord.updateMany({ where: { id: { in: [...ids] } }, data: { revokedAt: null } });
}

/** What the person recorded last, other than work: what 受益300人 by itself is about. */
export async function findLastService(
  db: Db,
  { reporterId, since }: { reporterId: number; since: Date },
): Promise<{ title: string; day: Day; untilDay: Day; activityId: number | null } | undefined> {
  const row = await db.serviceRecord.findFirst({
    where: { reporterId, revokedAt: null, createdAt: { gte: since } },
    orderBy: { id: 'desc' },
    select: { title: true, day: true, untilDay: true, activityId: true, activity: { select: { title: true } } },
  });
  if (!row) return undefined;
  const { title, activity, ...rest } = row;
  return { ...rest, title: activity?.title ?? title };
}

const LEVELS = ['国家', '省', '市', '区县', '基层'] as const;

function levelFrom(text: string | null): WorkRow['level'] {
  return LEVELS.find((level) => level === text) ?? null;
}
