import type { Database } from '../database.ts';
import { enqueue, type Target } from './outbox.ts';

const DOWN = 'channel_down';
const UP = 'channel_up';
const USEFUL_MS = 24 * 3_600_000;

export interface ChannelNews {
  /** `aibot`. */
  channel: string;
  text: string;
  to: readonly Target[];
  now: Date;
}

/** Says that a channel is down and what to do, once a day for each state. */
export async function tellDown(
  database: Database,
  { channel, text, to, now }: ChannelNews,
  state: string,
): Promise<void> {
  const usefulUntil = new Date(now.getTime() + USEFUL_MS);
  for (const target of to) {
    const key = `${prefix(channel, target)}${now.toISOString().slice(0, 10)}:${state}`;
    const content = { kind: 'text', text } as const;
    await enqueue(database.db, { key, kind: DOWN, target, content, dueAt: now, usefulUntil }, now);
  }
}

/** Says so to whoever has been told that it was down; what was not said yet is not said any more. */
export async function tellUp(database: Database, { channel, text, to, now }: ChannelNews): Promise<void> {
  const usefulUntil = new Date(now.getTime() + USEFUL_MS);
  for (const target of to) {
    await database.transaction(async (db) => {
      const keys = { startsWith: prefix(channel, target) };
      await db.outboxItem.deleteMany({ where: { key: keys, state: 'pending' } });
      const told = await db.outboxItem.findFirst({
        where: { key: keys, state: { in: ['sent', 'sending'] } },
        orderBy: { id: 'desc' },
        select: { id: true },
      });
      if (!told) return;
      const key = `${UP}:${channel}:${told.id}`;
      await enqueue(db, { key, kind: UP, target, content: { kind: 'text', text }, dueAt: now, usefulUntil }, now);
    });
  }
}

function prefix(channel: string, target: Target): string {
  return `${DOWN}:${channel}:${target.kind}:`;
}
