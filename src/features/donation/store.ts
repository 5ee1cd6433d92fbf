import type { Db } from '../../database.ts';
import type { Day } from '../../language/day.ts';

export interface NewDonationRow {
  kind: 'goods' | 'money';
  day: Day;
  item: string;
  quantity: number | null;
  unitWord: string | null;
  amountFen: bigint | null;
  donor: string | null;
  direction: 'received' | 'given';
  /** given: to whom, as said. */
  receiver: string | null;
  purpose: string | null;
  activityId: number | null;
  unitId: number | null;
  reporterId: number | null;
  messageId: number | null;
  replacesId: number | null;
}

export interface DonationRow extends NewDonationRow {
  id: number;
}

const FIELDS = {
  id: true,
  kind: true,
  day: true,
  item: true,
  quantity: true,
  unitWord: true,
  amountFen: true,
  donor: true,
  direction: true,
  receiver: true,
  purpose: true,
  activityId: true,
  unitId: true,
  reporterId: true,
  messageId: true,
  replacesId: true,
} as const;

/** Returns the ids, in the order given. */
export async function insertDonations(db: Db, rows: NewDonationRow[], createdAt: Date): Promise<number[]> {
  const made = await db.donation.createManyAndReturn({
    data: rows.map((row) => ({ ...row, createdAt })),
    select: { id: true },
  });
  return made.map((row) => row.id);
}

/** Rows that count, of one reporter, day and donor. */
export async function findDonationsOf(
  db: Db,
  what: { reporterId: number; day: Day; donor: string | null },
): Promise<DonationRow[]> {
  return db.donation.findMany({ where: { ...what, revokedAt: null }, orderBy: { id: 'asc' }, select: FIELDS });
}

/** Rows that count and came from one message of the reporter. */
export async function findDonationsByMessage(db: Db, messageId: number, reporterId: number): Promise<DonationRow[]> {
  return db.donation.findMany({
    where: { messageId, reporterId, revokedAt: null },
    orderBy: { id: 'asc' },
    select: FIELDS,
  });
}

/** Those of the reporter's own rows that count. */
export async function findDonationsById(db: Db, ids: number[], reporterId: number): Promise<DonationRow[]> {
  return db.donation.findMany({
    where: { id: { in: ids }, reporterId, revokedAt: null },
    orderBy: { id: 'asc' },
    select: FIELDS,
  });
}

/** Only the reporter's own rows; returns how many changed. */
export async function revokeDonations(db: Db, ids: number[], reporterId: number, at: Date): Promise<number> {
  const where = { id: { in: ids }, reporterId, revokedAt: null };
  return (await db.donation.updateMany({ where, data: { revokedAt: at } })).count;
}

export async function restoreDonations(db: Db, ids: number[], reporterId: number): Promise<void> {
  await db.donation.updateMany({ where: { id: { in: ids }, reporterId }, data: { revokedAt: null } });
}

export async function findUnitName(db: Db, id: number): Promise<string | null> {
  return (await db.unit.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
}

export interface DonationFilter {
  ids?: readonly number[];
  /** Null: anybody's. */
  reporterId: number | null;
  kind: 'goods' | 'money';
  /** Without its quantity. */
  isOpen?: boolean;
}

/** Rows that count, the latest first. */
export async function findDonations(db: Db, filter: DonationFilter, limit: number): Promise<DonationRow[]> {
  const { ids, reporterId, kind, isOpen } = filter;
  return db.donation.findMany({
    where: {
      ...{ kind, revokedAt: null },
      ...(ids ? { id: { in: [...ids] } } : {}),
      ...(reporterId === null ? {} : { reporterId }),
      ...(isOpen ? { quantity: null } : {}),
    },
    orderBy: { id: 'desc' },
    take: limit,
    select: FIELDS,
  });
}

/** Whoever reported it: a new version takes its place. */
export async function retireDonation(db: Db, id: number, at: Date): Promise<void> {
  await db.donation.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
}

/** Titles of the activities the rows belong to, by their id. */
export async function findTitles(
  db: Db,
  rows: readonly Pick<DonationRow, 'activityId'>[],
): Promise<Map<number, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.activityId ?? []))];
  const activities = await db.activity.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
  return new Map(activities.map(({ id, title }) => [id, title]));
}

const SHEET_FIELDS = {
  ...{ id: true, kind: true, day: true, item: true, quantity: true, unitWord: true, amountFen: true, donor: true },
  ...{ direction: true, receiver: true, purpose: true, createdAt: true, revokedAt: true },
  unit: { select: { name: true } },
} as const;

export type DonationSheetRow = Omit<
  NewDonationRow,
  'activityId' | 'unitId' | 'reporterId' | 'messageId' | 'replacesId'
> & {
  id: number;
  createdAt: Date;
  revokedAt: Date | null;
  unit: { name: string } | null;
};

/** Rows that count, of the days from `from` to `to`, in order of time. */
export async function findDonationsBetween(db: Db, from: Day, to: Day): Promise<DonationSheetRow[]> {
  const where = { day: { gte: from, lte: to }, revokedAt: null };
  return db.donation.findMany({ where, orderBy: [{ day: 'asc' }, { id: 'asc' }], select: SHEET_FIELDS });
}

/** Also those that count no more. */
export async function findDonationSheetRows(db: Db, ids: number[]): Promise<DonationSheetRow[]> {
  return db.donation.findMany({ where: { id: { in: ids } }, select: SHEET_FIELDS });
}

/** Every version that took the place of another. */
export async function findDonationVersions(
  db: Db,
): Promise<{ id: number; replacesId: number | null; isLive: boolean }[]> {
  const select = { id: true, replacesId: true, revokedAt: true };
  const rows = await db.donation.findMany({ where: { replacesId: { not: null } }, select });
  return rows.map(({ revokedAt, ...row }) => ({ ...row, isLive: revokedAt === null }));
}

/** Whoever reported them. @returns those that counted until now. */
export async function retireDonations(db: Db, ids: number[], revokedAt: Date): Promise<number[]> {
  const where = { id: { in: ids }, revokedAt: null };
  const rows = await db.donation.updateManyAndReturn({ where, data: { revokedAt }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function reinstateDonations(db: Db, ids: number[]): Promise<void> {
  await db.donation.updateMany({ where: { id: { in: ids } }, data: { revokedAt: null } });
}
