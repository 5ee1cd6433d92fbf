import type { Content, Target } from '../../bot/outbox.ts';
import type { Db } from '../../database.ts';

export async function findLastHeard(db: Db): Promise<Date | undefined> {
  return (await db.message.findFirst({ orderBy: { id: 'desc' }, select: { receivedAt: true } }))?.receivedAt;
}

export interface WaitingItem {
  target: Target;
  content: Content;
  /** The way tried last. */
  channel: string | null;
}

/** What is due and has not gone out; at most `limit`. */
export async function findWaiting(db: Db, now: Date, limit: number): Promise<WaitingItem[]> {
  const rows = await db.outboxItem.findMany({
    where: { state: { in: ['pending', 'sending'] }, dueAt: { lte: now } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { target: true, content: true, channel: true },
  });
  // Written by enqueue only, from the same types.
  return rows.map((row) => ({ ...row, target: row.target as Target, content: row.content as Content }));
}

export function countWaiting(db: Db, now: Date): Promise<number> {
  return db.outboxItem.count({ where: { state: { in: ['pending', 'sending'] }, dueAt: { lte: now } } });
}
