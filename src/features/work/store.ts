import type { Db } from '../../database.ts';
import type { Day } from '../../language/day.ts';
import { LEVELS, type NewWorkRow, type WorkKind, type WorkRow } from './types.ts';

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

function levelFrom(text: string | null): WorkRow['level'] {
  return LEVELS.find((level) => level === text) ?? null;
}

const SHEET_FIELDS = {
  ...{ id: true, kind: true, title: true, day: true, untilDay: true, item: true, verb: true, quantity: true },
  ...{ unitWord: true, giver: true, receiver: true, level: true, year: true, createdAt: true, revokedAt: true },
  unit: { select: { name: true } },
} as const;

export type WorkSheetRow = Omit<WorkRow, 'activityId' | 'unitId' | 'reporterId' | 'messageId' | 'replacesId'> & {
  createdAt: Date;
  revokedAt: Date | null;
  unit: { name: string } | null;
};

/** Rows of the kinds that count, of the days from `from` to `to`, in order of time. */
export async function findWorksBetween(
  db: Db,
  kinds: readonly WorkKind[],
  { from, to }: { from: Day; to: Day },
): Promise<WorkSheetRow[]> {
  const where = { kind: { in: [...kinds] }, day: { gte: from, lte: to }, revokedAt: null };
  const rows = await db.workRecord.findMany({
    where,
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    select: SHEET_FIELDS,
  });
  return rows.map((row) => ({ ...row, level: levelFrom(row.level) }));
}

/** Also those that count no more. */
export async function findWorkSheetRows(
  db: Db,
  kinds: readonly WorkKind[],
  ids: readonly number[],
): Promise<WorkSheetRow[]> {
  const where = { id: { in: [...ids] }, kind: { in: [...kinds] } };
  const rows = await db.workRecord.findMany({ where, select: SHEET_FIELDS });
  return rows.map((row) => ({ ...row, level: levelFrom(row.level) }));
}

/** Every version that took the place of another. */
export async function findWorkVersions(db: Db): Promise<{ id: number; replacesId: number | null; isLive: boolean }[]> {
  const select = { id: true, replacesId: true, revokedAt: true };
  const rows = await db.workRecord.findMany({ where: { replacesId: { not: null } }, select });
  return rows.map(({ revokedAt, ...row }) => ({ ...row, isLive: revokedAt === null }));
}

/** Whoever reported them. @returns those that counted until now. */
export async function retireWorks(db: Db, ids: number[], revokedAt: Date): Promise<number[]> {
  const where = { id: { in: ids }, revokedAt: null };
  const rows = await db.workRecord.updateManyAndReturn({ where, data: { revokedAt }, select: { id: true } });
  return rows.map(({ id }) => id);
}
