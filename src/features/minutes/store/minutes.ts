import type { Db } from '../../../database.ts';
import type { Prisma } from '../../../generated/sqlite/client.ts';
import type { Minutes, Version } from '../types.ts';

const WITH_RECORDER = { recorder: { select: { name: true, userid: true } } } satisfies Prisma.MinutesInclude;

export interface NewMinutes {
  holdingId: number;
  text: string;
  decisions: string[];
  recorderId: number;
  messageId: number;
  now: Date;
}

/** Until the transaction ends: of two who write at once the second waits, and gets the next version. */
export async function holdVersions(db: Db, holdingId: number): Promise<void> {
  await db.$executeRaw`UPDATE meeting_occurrence SET day = day WHERE id = ${holdingId}`;
}

export async function insertMinutes(db: Db, minutes: NewMinutes): Promise<Minutes> {
  const { holdingId, text, decisions, recorderId, messageId, now } = minutes;
  const last = await db.minutes.aggregate({ where: { occurrenceId: holdingId }, _max: { version: true } });
  const row = await db.minutes.create({
    data: {
      ...{ occurrenceId: holdingId, version: (last._max.version ?? 0) + 1, text, decisions },
      ...{ recorderId, messageId, createdAt: now },
    },
    include: WITH_RECORDER,
  });
  return toMinutes(row);
}

/** The version that stands. */
export async function findStanding(db: Db, holdingId: number): Promise<Minutes | undefined> {
  const row = await db.minutes.findFirst({
    where: { occurrenceId: holdingId, withdrawnAt: null },
    orderBy: { version: 'desc' },
    include: WITH_RECORDER,
  });
  return row ? toMinutes(row) : undefined;
}

export async function findMinutes(db: Db, id: number): Promise<Minutes | undefined> {
  const row = await db.minutes.findFirst({ where: { id, withdrawnAt: null }, include: WITH_RECORDER });
  return row ? toMinutes(row) : undefined;
}

/** Every version of a holding in order, those taken back too. */
export async function findVersions(db: Db, holdingId: number): Promise<Version[]> {
  const rows = await db.minutes.findMany({
    where: { occurrenceId: holdingId },
    orderBy: { version: 'asc' },
    include: WITH_RECORDER,
  });
  return rows.map((row) => ({ ...toMinutes(row), isWithdrawn: row.withdrawnAt !== null }));
}

/** The standing versions of the holdings, by holding. */
export async function findStandingOf(db: Db, holdingIds: readonly number[]): Promise<Map<number, Minutes>> {
  const rows = await db.minutes.findMany({
    where: { occurrenceId: { in: [...holdingIds] }, withdrawnAt: null },
    orderBy: { version: 'asc' },
    include: WITH_RECORDER,
  });
  return new Map(rows.map((row) => [row.occurrenceId, toMinutes(row)]));
}

/** False where it has been taken back already. */
export async function withdrawMinutes(db: Db, id: number, now: Date): Promise<boolean> {
  const changed = await db.minutes.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: now } });
  return changed.count === 1;
}

export async function setDecisions(db: Db, id: number, decisions: string[]): Promise<void> {
  await db.minutes.update({ where: { id }, data: { decisions }, select: { id: true } });
}

export async function setMinutesFile(db: Db, id: number, fileId: string): Promise<void> {
  await db.minutes.update({ where: { id }, data: { fileId }, select: { id: true } });
}

function toMinutes(row: Prisma.MinutesGetPayload<{ include: typeof WITH_RECORDER }>): Minutes {
  const { id, occurrenceId: holdingId, version, text, recorder, createdAt } = row;
  const decisions = Array.isArray(row.decisions) ? row.decisions.map(String) : [];
  return { id, holdingId, version, text, decisions, recorder: recorder?.name ?? recorder?.userid ?? null, createdAt };
}
