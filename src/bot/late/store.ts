import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { Card } from '../reply.ts';

export interface LateRow {
  id: string;
  messageId: number;
  kind: string;
  arguments: Record<string, unknown>;
  chatId: string | null;
  userid: string;
  responseUrl: string | null;
  content: string;
  /** Buttons under the finished text. */
  card: Card | null;
  isFinished: boolean;
  tries: number;
  createdAt: Date;
  deliveredAt: Date | null;
}

const LEASE_MS = 120_000;

export async function insertLate(
  db: Db,
  row: Omit<LateRow, 'card' | 'isFinished' | 'tries' | 'responseUrl' | 'deliveredAt'> & {
    responseUrl: string | undefined;
  },
): Promise<void> {
  await db.lateAnswer.create({
    data: { ...row, responseUrl: row.responseUrl ?? null, arguments: row.arguments as Prisma.InputJsonObject },
  });
}

export async function findLate(db: Db, id: string): Promise<LateRow | undefined> {
  const row = await db.lateAnswer.findUnique({ where: { id } });
  return row ? lateRow(row) : undefined;
}

type StoredRow = NonNullable<Awaited<ReturnType<Db['lateAnswer']['findUnique']>>>;

function lateRow(row: StoredRow): LateRow {
  return {
    ...row,
    isFinished: row.state === 'done' || row.state === 'failed',
    arguments: row.arguments as Record<string, unknown>,
    card: row.card as Card | null,
  };
}

/** Ids nobody is working on: never begun, or left by a process that died. */
export async function findUnfinished(db: Db, now: Date): Promise<string[]> {
  const rows = await db.lateAnswer.findMany({
    where: { OR: [{ state: 'pending' }, { state: 'running', claimedUntil: { lt: now } }] },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: 20,
  });
  return rows.map((row) => row.id);
}

/** True where this caller, and no other, may run it now. */
export async function claimLate(db: Db, id: string, now: Date): Promise<boolean> {
  const claimed = await db.lateAnswer.updateMany({
    where: { id, OR: [{ state: 'pending' }, { state: 'running', claimedUntil: { lt: now } }] },
    data: { state: 'running', claimedUntil: new Date(now.getTime() + LEASE_MS), tries: { increment: 1 } },
  });
  return claimed.count === 1;
}

/** Keeps the claim for another while. */
export async function holdLate(db: Db, id: string, now: Date): Promise<void> {
  const claimedUntil = new Date(now.getTime() + LEASE_MS);
  await db.lateAnswer.updateMany({ where: { id, state: 'running' }, data: { claimedUntil } });
}

/** Gives up the claims, so that the next process need not wait for them to expire. */
export async function releaseLate(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.lateAnswer.updateMany({
    where: { id: { in: ids }, state: 'running' },
    data: { state: 'pending', claimedUntil: null },
  });
}

/** Shows `content`, and holds the claim for another while. */
export async function showProgress(db: Db, id: string, content: string, now: Date): Promise<void> {
  await db.lateAnswer.updateMany({
    where: { id, state: 'running' },
    data: { content, claimedUntil: new Date(now.getTime() + LEASE_MS) },
  });
}

/** True where it was still under way; what another process has finished stays as it is. */
export async function finishLate(
  db: Db,
  id: string,
  end: { state: 'done' | 'failed'; content: string; now: Date },
): Promise<boolean> {
  const finished = await db.lateAnswer.updateMany({
    where: { id, state: 'running' },
    data: { state: end.state, content: end.content, finishedAt: end.now, claimedUntil: null },
  });
  return finished.count === 1;
}

/** What the finished answer shows, where that is known only after it was finished in the same transaction. */
export async function showEnd(db: Db, id: string, end: { content: string; card?: Card }): Promise<void> {
  const { content, card } = end;
  const data = { content, ...(card ? { card: card as unknown as Prisma.InputJsonObject } : {}) };
  await db.lateAnswer.update({ where: { id }, data, select: { id: true } });
}

/** Whose message it answers, and to which bot. */
export async function findAsker(db: Db, messageId: number): Promise<{ personId: number; bot: string } | undefined> {
  const message = await db.message.findUnique({ where: { id: messageId }, select: { personId: true, key: true } });
  if (!message?.personId) return undefined;
  return { personId: message.personId, bot: message.key.slice(0, message.key.indexOf(':')) };
}

/** Finished answers that no poll has fetched although there was time to: `finishedBefore`. */
export async function findUndelivered(db: Db, finishedBefore: Date): Promise<LateRow[]> {
  const rows = await db.lateAnswer.findMany({
    where: { state: { in: ['done', 'failed'] }, deliveredAt: null, finishedAt: { lte: finishedBefore } },
    orderBy: { finishedAt: 'asc' },
    take: 20,
  });
  return rows.map(lateRow);
}

/** True where this caller, and no other, may try to deliver it now; one that died on the way is followed by another. */
export async function claimHandOver(db: Db, id: string, now: Date): Promise<boolean> {
  const claimedUntil = new Date(now.getTime() + LEASE_MS);
  const isFree = [{ claimedUntil: null }, { claimedUntil: { lt: now } }, { claimedUntil: { gt: claimedUntil } }];
  const claimed = await db.lateAnswer.updateMany({
    where: { id, deliveredAt: null, OR: isFree },
    data: { claimedUntil },
  });
  return claimed.count === 1;
}

/** True where this caller, and no other, delivers it by `way`. */
export async function claimDelivery(db: Db, id: string, way: string, now: Date): Promise<boolean> {
  const claimed = await db.lateAnswer.updateMany({
    where: { id, deliveredAt: null },
    data: { deliveredAt: now, deliveredBy: way },
  });
  return claimed.count === 1;
}
