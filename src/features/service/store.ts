import type { Db } from '../../database.ts';
import type { Day } from '../../language/day.ts';

/** A row of `service_record` before it has an id. */
export interface NewServiceRow {
  title: string;
  day: Day;
  untilDay: Day;
  activityId: number | null;
  personId: number | null;
  headcount: number | null;
  minutes: number | null;
  /** A record of several rows has it on the first, 0 on the others: the sum is right and nothing looks missing. */
  beneficiaries: number | null;
  unitId: number | null;
  reporterId: number | null;
  messageId: number | null;
}

export interface ServiceRow extends NewServiceRow {
  id: number;
}

const FIELDS = {
  id: true,
  title: true,
  day: true,
  untilDay: true,
  activityId: true,
  personId: true,
  headcount: true,
  minutes: true,
  beneficiaries: true,
  unitId: true,
  reporterId: true,
  messageId: true,
} as const;

/** Returns the ids, in the order given. */
export async function insertServices(db: Db, rows: NewServiceRow[], createdAt: Date): Promise<number[]> {
  const made = await db.serviceRecord.createManyAndReturn({
    data: rows.map((row) => ({ ...row, createdAt })),
    select: { id: true },
  });
  return made.map((row) => row.id);
}

/** Rows that count, of one reporter, title and first day. */
export async function findServicesOf(
  db: Db,
  what: { reporterId: number; title: string; days: Day[] },
): Promise<ServiceRow[]> {
  const { reporterId, title, days } = what;
  return db.serviceRecord.findMany({
    where: { reporterId, title, day: { in: days }, revokedAt: null },
    orderBy: { id: 'asc' },
    select: FIELDS,
  });
}

/** Rows that count and came from one message of the reporter. */
export async function findServicesByMessage(db: Db, messageId: number, reporterId: number): Promise<ServiceRow[]> {
  return db.serviceRecord.findMany({
    where: { messageId, reporterId, revokedAt: null },
    orderBy: { id: 'asc' },
    select: FIELDS,
  });
}

/** Those of the reporter's own rows that count. */
export async function findServicesById(db: Db, ids: number[], reporterId: number): Promise<ServiceRow[]> {
  return db.serviceRecord.findMany({
    where: { id: { in: ids }, reporterId, revokedAt: null },
    orderBy: { id: 'asc' },
    select: FIELDS,
  });
}

/** Only the reporter's own rows; returns how many changed. */
export async function revokeServices(db: Db, ids: number[], reporterId: number, at: Date): Promise<number> {
  const where = { id: { in: ids }, reporterId, revokedAt: null };
  return (await db.serviceRecord.updateMany({ where, data: { revokedAt: at } })).count;
}

export async function restoreServices(db: Db, ids: number[], reporterId: number): Promise<void> {
  await db.serviceRecord.updateMany({ where: { id: { in: ids }, reporterId }, data: { revokedAt: null } });
}

/** What takes place on one of the days, in order of time. */
export async function findOccurrencesOn(db: Db, days: Day[]) {
  return db.occurrence.findMany({
    where: { day: { in: days }, state: 'open', activity: { state: 'open' } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      day: true,
      startTime: true,
      endTime: true,
      activity: { select: { id: true, title: true, place: true } },
    },
  });
}

export async function findUnitName(db: Db, id: number): Promise<string | null> {
  return (await db.unit.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
}

/** How an hour is known; as the database's enum of the same name. */
export type Grade = 'clocked' | 'confirmed' | 'reported';

export interface SheetRow {
  title: string;
  day: Day;
  untilDay: Day;
  headcount: number | null;
  minutes: number | null;
  beneficiaries: number | null;
  grade: Grade;
  id: number;
  createdAt: Date;
  revokedAt: Date | null;
  person: { name: string | null } | null;
  unit: { name: string } | null;
}

const SHEET_FIELDS = {
  id: true,
  title: true,
  day: true,
  untilDay: true,
  headcount: true,
  minutes: true,
  beneficiaries: true,
  grade: true,
  createdAt: true,
  revokedAt: true,
  person: { select: { name: true } },
  unit: { select: { name: true } },
} as const;

/** Rows that count, of the days from `from` to `to`, in order of time. */
export async function findServicesBetween(db: Db, from: Day, to: Day): Promise<SheetRow[]> {
  const where = { day: { gte: from, lte: to }, revokedAt: null };
  return db.serviceRecord.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }], select: SHEET_FIELDS });
}

/** Also those that count no more. */
export async function findSheetRows(db: Db, ids: number[]): Promise<SheetRow[]> {
  return db.serviceRecord.findMany({ where: { id: { in: ids } }, select: SHEET_FIELDS });
}

/** Every version that took the place of another. */
export async function findServiceVersions(
  db: Db,
): Promise<{ id: number; replacesId: number | null; isLive: boolean }[]> {
  const select = { id: true, replacesId: true, revokedAt: true };
  const rows = await db.serviceRecord.findMany({ where: { replacesId: { not: null } }, select });
  return rows.map(({ revokedAt, ...row }) => ({ ...row, isLive: revokedAt === null }));
}

export async function insertVersions(
  db: Db,
  rows: (NewServiceRow & { grade: Grade; replacesId: number | null })[],
  createdAt: Date,
): Promise<number[]> {
  const data = rows.map((row) => ({ ...row, createdAt }));
  return (await db.serviceRecord.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id);
}

/** Whoever reported them. @returns those that counted until now. */
export async function retireServices(db: Db, ids: number[], revokedAt: Date): Promise<number[]> {
  const where = { id: { in: ids }, revokedAt: null };
  return (await db.serviceRecord.updateManyAndReturn({ where, data: { revokedAt }, select: { id: true } })).map(
    ({ id }) => id,
  );
}

export async function reinstateServices(db: Db, ids: number[]): Promise<void> {
  await db.serviceRecord.updateMany({ where: { id: { in: ids } }, data: { revokedAt: null } });
}
