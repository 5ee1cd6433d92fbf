import type { Db } from '../database.ts';
import type { Prisma } from '../generated/sqlite/client.ts';
import type { Role } from './permission.ts';
import type { Card } from './reply.ts';

/** Where something is sent; wecom/delivery.ts knows the channels that reach it. */
export type Target =
  /** A group chat the bot was spoken to in. */
  | { kind: 'chat'; chatId: string }
  /** The branch's own group: the first group robot. */
  | { kind: 'branch' }
  /** One person. */
  | { kind: 'person'; userid: string }
  /** Everyone who has at least this role. */
  | { kind: 'role'; role: Role }
  /** A service station: its group, else its people. */
  | { kind: 'unit'; unitId: number }
  /** Everyone confirmed for one day of an activity. */
  | { kind: 'registered'; occurrenceId: number };

export type Content =
  /** `mentions`: userids told by name. `card`: shown beside the text by the channels that carry buttons. */
  | { kind: 'text'; text: string; mentions?: string[]; card?: Card }
  | { kind: 'markdown'; text: string; card?: Card }
  | { kind: 'file'; fileId: string }
  | { kind: 'image'; fileId: string }
  | { kind: 'news'; articles: Article[] };

/** A link with a title; at most eight in one message. */
export interface Article {
  title: string;
  description?: string;
  url: string;
  pictureUrl?: string;
}

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

/** What of an item has reached somebody already, so that going on says nothing twice. */
export interface Progress {
  /** How many of its messages were said by the way taken. */
  pieces?: number;
  /** The way taken, where some were said. */
  way?: string;
  /** Userids it has reached one to one. */
  reached?: string[];
  /** No answer came to the message after those: it may have been said, and is said once more at most. */
  isUnclear?: boolean;
}

/** One item on its way out. */
export interface Sending {
  target: Target;
  content: Content;
  progress: Progress;
  /** Keeps how far it has come. */
  keep(progress: Progress): Promise<void>;
}

/** What came of trying to send one item; `channel`: which was tried last, as people name it. */
export type Delivery = { channel?: string } & (
  | /** `reason`: what is to be known of it, e.g. who was not reached. */ { outcome: 'sent'; reason?: string }
  /** Refused or unreachable for now. */
  | { outcome: 'later'; reason: string; afterMs: number }
  /** Will never succeed; `reason` tells the secretary what to do. */
  | { outcome: 'failed'; reason: string }
);

export type Deliver = (sending: Sending) => Promise<Delivery>;

/**
 * Keeps `item` to be sent. The same key again changes what is still pending, takes up again what was withdrawn
 * and still lies ahead, and leaves alone what was sent or failed. One statement, so that several processes at
 * once, and transactions on PostgreSQL (which a refused insert would end), come to the same row.
 */
export async function enqueue(db: Db, item: Item, now: Date): Promise<void> {
  const { key, kind, dueAt, usefulUntil } = item;
  const target = JSON.stringify(item.target);
  const content = JSON.stringify(item.content);
  await db.$executeRaw`
    INSERT INTO outbox_item (key, kind, target, content, due_at, useful_until, next_try_at, created_at)
    VALUES (${key}, ${kind}, ${target}, ${content}, ${dueAt}, ${usefulUntil}, ${dueAt}, ${now})
    ON CONFLICT (key) DO UPDATE SET
      kind = excluded.kind,
      target = excluded.target,
      content = excluded.content,
      due_at = excluded.due_at,
      useful_until = excluded.useful_until,
      next_try_at = CASE
        WHEN outbox_item.state = 'pending' AND outbox_item.due_at = excluded.due_at THEN outbox_item.next_try_at
        ELSE excluded.due_at
      END,
      reason = CASE WHEN outbox_item.state = 'pending' THEN outbox_item.reason END,
      state = 'pending'
    WHERE
      (outbox_item.state = 'skipped' AND excluded.due_at > ${now})
      OR (outbox_item.state = 'pending' AND (
        outbox_item.target <> excluded.target
        OR outbox_item.content <> excluded.content
        OR outbox_item.due_at <> excluded.due_at
        OR outbox_item.useful_until <> excluded.useful_until
      ))`;
}

/** Whether something is, or was, to be sent under this key. */
export async function hasItem(db: Db, key: string): Promise<boolean> {
  return (await db.outboxItem.findUnique({ where: { key }, select: { id: true } })) !== null;
}

/** What is still to be sent to the person `from` goes to `to`. */
export async function readdress(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  const pending = await db.outboxItem.findMany({ where: { state: 'pending' }, select: { id: true, target: true } });
  for (const { id, target } of pending) {
    const { kind, userid } = target as { kind: string; userid?: string };
    if (kind !== 'person' || userid !== from) continue;
    await db.outboxItem.updateMany({ where: { id, state: 'pending' }, data: { target: { kind, userid: to } } });
  }
}

/** Takes back what has not been sent of the items whose key begins with `prefix`. */
export async function withdraw(db: Db, prefix: string, reason: string): Promise<void> {
  await db.outboxItem.updateMany({
    where: { key: { startsWith: prefix }, state: 'pending' },
    data: { state: 'skipped', reason },
  });
}

export interface DueItem {
  id: number;
  key: string;
  kind: string;
  target: Target;
  content: Content;
  usefulUntil: Date;
  tries: number;
  progress: Progress;
}

/** What is due now, oldest first. */
export async function findDue(db: Db, now: Date, limit: number): Promise<DueItem[]> {
  const rows = await db.outboxItem.findMany({
    where: { state: 'pending', nextTryAt: { lte: now } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({
    ...row,
    target: row.target as Target,
    content: row.content as Content,
    progress: (row.progress ?? {}) as Progress,
  }));
}

/** When the next pending item wants to be tried; undefined: none is pending. */
export async function findNextTry(db: Db): Promise<Date | undefined> {
  const row = await db.outboxItem.findFirst({
    where: { state: 'pending' },
    orderBy: { nextTryAt: 'asc' },
    select: { nextTryAt: true },
  });
  return row?.nextTryAt;
}

/** True where this caller, and no other, is to send it; `now` is what the claim is known by. */
export async function claimItem(db: Db, id: number, now: Date): Promise<boolean> {
  const claimed = await db.outboxItem.updateMany({
    where: { id, state: 'pending', nextTryAt: { lte: now } },
    data: { state: 'sending', claimedAt: now, tries: { increment: 1 } },
  });
  return claimed.count === 1;
}

/**
 * Found in `sending` long after its claim: the outcome is unknown, so it is sent once more. A claim as far ahead is
 * from before the clock was set back; one a little ahead is another process's, its clock or its moment being later.
 */
export async function releaseStale(db: Db, staleMs: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - staleMs);
  const after = new Date(now.getTime() + staleMs);
  const released = await db.outboxItem.updateMany({
    where: { state: 'sending', OR: [{ claimedAt: { lt: before } }, { claimedAt: { gt: after } }] },
    data: { state: 'pending', reason: '上次发送中断，不知是否已送到，再发一次' },
  });
  return released.count;
}

/** Keeps how far the item claimed at `claimedAt` has come. */
export async function keepProgress(
  db: Db,
  { id, claimedAt }: { id: number; claimedAt: Date },
  progress: Progress,
): Promise<void> {
  const data = { progress: progress as Prisma.InputJsonObject };
  await db.outboxItem.updateMany({ where: { id, state: 'sending', claimedAt }, data });
}

export type End = { channel?: string } & EndState;

type EndState =
  | { state: 'sent'; sentAt: Date; reason: string | null }
  | { state: 'failed' | 'skipped'; reason: string }
  | { state: 'pending'; reason: string; nextTryAt: Date };

/** Writes what came of the item claimed at `claimedAt`, unless another has taken it over since. */
export async function settleItem(db: Db, { id, claimedAt }: { id: number; claimedAt: Date }, end: End): Promise<void> {
  await db.outboxItem.updateMany({ where: { id, state: 'sending', claimedAt }, data: end });
}
