import type { Database } from '../database.ts';
import type { Logger } from '../logger.ts';
import { claimItem, type Deliver, type DueItem, findDue, releaseStale, settleItem } from './outbox.ts';

/** Longer than any channel's time-out: a claim this old belongs to a process that died. */
const STALE_MS = 60_000;
const BATCH = 200;

export interface SendingOptions {
  database: Database;
  deliver: Deliver;
  logger: Logger;
  now(): Date;
}

/**
 * Sends what is due in the outbox, one after the other for each target, targets side by side.
 * Returns how many items it has dealt with.
 */
export async function sendDue(options: SendingOptions): Promise<number> {
  const { database, logger } = options;
  const now = options.now();
  const released = await releaseStale(database.db, new Date(now.getTime() - STALE_MS), now);
  if (released > 0) logger.warn({ count: released }, '有消息上次发到一半，现在再发一次');
  const lanes = new Map<string, DueItem[]>();
  const due = await findDue(database.db, now, BATCH);
  for (const item of due) {
    const lane = JSON.stringify(item.target);
    lanes.set(lane, [...(lanes.get(lane) ?? []), item]);
  }
  await Promise.all([...lanes.values()].map((items) => sendInOrder(options, items)));
  return due.length;
}

async function sendInOrder(options: SendingOptions, items: DueItem[]): Promise<void> {
  for (const item of items) await sendItem(options, item);
}

async function sendItem({ database, deliver, logger, now }: SendingOptions, item: DueItem): Promise<void> {
  const { db } = database;
  if (!(await claimItem(db, item.id, now()))) return;
  if (item.usefulUntil <= now()) {
    const reason = item.tries > 0 ? '一直没有发成，现在发已经没有用了' : '机器人当时没有运行，现在发已经没有用了';
    return settleItem(db, item.id, { state: 'skipped', reason });
  }
  const delivery = await tryToDeliver(deliver, item);
  if (delivery.outcome === 'sent') return settleItem(db, item.id, { state: 'sent', sentAt: now() });
  const line = { item: item.key, kind: item.kind, reason: delivery.reason };
  if (delivery.outcome === 'failed') {
    logger.error(line, '一条消息发不出去，不会再试；请按原因处理');
    return settleItem(db, item.id, { state: 'failed', reason: delivery.reason });
  }
  logger.warn(line, '一条消息暂时没有发出去，稍后再试');
  const nextTryAt = new Date(now().getTime() + delivery.afterMs);
  return settleItem(db, item.id, { state: 'pending', reason: delivery.reason, nextTryAt });
}

/** A channel that throws is a fault of the program; the message is not lost for it. */
async function tryToDeliver(deliver: Deliver, item: DueItem): ReturnType<Deliver> {
  try {
    return await deliver(item.target, item.content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'later', reason, afterMs: Math.min(2 ** item.tries * 5_000, 600_000) };
  }
}
