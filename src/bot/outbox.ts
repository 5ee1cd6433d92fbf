import type { Db } from '../database.ts';

/** Where something is sent; wecom/delivery.ts knows the channels that reach it. */
export type Target =
  /** A group chat the bot was spoken to in. */
  | { kind: 'chat'; chatId: string }
  /** The branch's own group: the first group robot. */
  | { kind: 'branch' }
  /** One person. */
  | { kind: 'person'; userid: string };

export type Content =
  /** `mentions`: userids told by name. */
  | { kind: 'text'; text: string; mentions?: string[] }
  | { kind: 'markdown'; text: string }
  | { kind: 'file'; fileId: string };

export interface Item {
  /** subject + occurrence + kind, e.g. `meeting:1:2026-06-01:eve`. The same key is never sent twice. */
  key: string;
  /** For people and counts: `meeting`, `promotion`, `activity_changed`, `draft_file` … */
  kind: string;
  target: Target;
  content: Content;
  dueAt: Date;
  /** After this it is no use any more: skipped with the reason. */
  usefulUntil: Date;
}

/** What came of trying to send one item. */
export type Delivery =
  | { outcome: 'sent' }
  /** Refused or unreachable for now. */
  | { outcome: 'later'; reason: string; afterMs: number }
  /** Will never succeed; `reason` tells the secretary what to do. */
  | { outcome: 'failed'; reason: string };

export type Deliver = (target: Target, content: Content) => Promise<Delivery>;

/** Keeps `item` to be sent. The same key again changes what is still pending and leaves alone what was sent. */
export async function enqueue(db: Db, item: Item, now: Date): Promise<void> {
  const data = {
    kind: item.kind,
    target: item.target,
    content: item.content,
    dueAt: item.dueAt,
    usefulUntil: item.usefulUntil,
    nextTryAt: item.dueAt,
  };
  const changed = await db.outboxItem.updateMany({ where: { key: item.key, state: 'pending' }, data });
  if (changed.count > 0) return;
  const known = await db.outboxItem.findUnique({ where: { key: item.key }, select: { id: true } });
  if (known) return;
  await db.outboxItem.create({ data: { key: item.key, createdAt: now, ...data } });
}

/** Takes back what has not been sent of the items whose key begins with `prefix`. */
export async function withdraw(db: Db, prefix: string, reason: string): Promise<void> {
  await db.outboxItem.updateMany({
    where: { key: { startsWith: prefix }, state: 'pending' },
    data: { state: 'skipped', reason },
  });
}
