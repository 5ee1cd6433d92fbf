import type { Db } from '../database.ts';
import type { Prisma } from '../generated/sqlite/client.ts';
import type { Content, Target } from './content.ts';

export type { Article, Content, Target } from './content.ts';

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
  /** Of a reminder: what it reminds of, which of its occurrences, and as what. */
  about?: { subject: string; occurrence: string; version: string };
}

/** What of an item has reached somebody already, so that going on says nothing twice. */
export interface Progress {
  /** The way taken, by its name; what follows up to `isUnclear` is of this way alone. */
  way?: string;
  /** How many of its messages were said. */
  pieces?: number;
  /** How often the message after those went out, and nobody knows what became of it. */
  unanswered?: number;
  /** Userids its messages did not reach. */
  missed?: string[];
  /** One of its messages may not have been said. */
  isUnclear?: boolean;
  /** Userids it is for, as they were at the first try. */
  people?: string[];
  /** Those of them it has reached one to one. */
  reached?: string[];
  /** The ways by which everyone was tried one to one, by name. */
  done?: string[];
}

/** One item on its way out. */
export interface Sending {
  target: Target;
  content: Content;
  progress: Progress;
  /** Keeps how far it has come. */
  keep(progress: Progress): Promise<void>;
}

/** What came of trying to send one item; `channel`: which was tried last, as people name it; `missed`: userids. */
export type Delivery = {
  channel?: string;
} /** `reason`: what is to be known of it, e.g. that it may not have arrived, or whom it missed. */ & (
  | { outcome: 'sent'; reason?: string; missed?: readonly string[] }
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
  const { subject = null, occurrence = null, version = null } = item.about ?? {};
  await db.$executeRaw`
    INSERT INTO outbox_item
      (key, kind, target, content, due_at, useful_until, next_try_at, created_at, subject, occurrence, version)
    VALUES (${key}, ${kind}, ${target}, ${content}, ${dueAt}, ${usefulUntil}, ${dueAt}, ${now},
      ${subject}, ${occurrence}, ${version})
    ON CONFLICT (key) DO UPDATE SET
      kind = excluded.kind,
      target = excluded.target,
      content = excluded.content,
      due_at = excluded.due_at,
      useful_until = excluded.useful_until,
      subject = excluded.subject,
      occurrence = excluded.occurrence,
      version = excluded.version,
      next_try_at = CASE
        WHEN outbox_item.state = 'pending' AND outbox_item.due_at = excluded.due_at THEN outbox_item.next_try_at
        ELSE excluded.due_at
      END,
      reason = CASE WHEN outbox_item.state = 'pending' THEN outbox_item.reason END,
      progress = CASE
        WHEN outbox_item.state = 'pending' AND outbox_item.target = excluded.target
          AND outbox_item.content = excluded.content THEN outbox_item.progress
      END,
      state = 'pending'
    WHERE
      (outbox_item.state = 'skipped' AND excluded.due_at > ${now})
      OR (outbox_item.state = 'pending' AND (
        outbox_item.target <> excluded.target
        OR outbox_item.content <> excluded.content
        OR outbox_item.due_at <> excluded.due_at
        OR outbox_item.useful_until <> excluded.useful_until
        OR COALESCE(outbox_item.version, '') <> COALESCE(excluded.version, '')
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
    const known = target as Target;
    if (known.kind !== 'person' || known.userid !== from) continue;
    await db.outboxItem.updateMany({ where: { id, state: 'pending' }, data: { target: { ...known, userid: to } } });
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
  /** Made by the reminder engine. */
  isReminder: boolean;
  /** Which others it was tried with in one message: the id of the first; null: none yet. */
  bundle: number | null;
}

/** A fault of the program in sending one item; the others of its target do not wait for it. */
export const FAULT = '发送时程序出错，稍后再试';

/**
 * What is due now, oldest first. What is for the same target goes out in order: an item waits while one before it is
 * being sent, or was tried and waits itself.
 */
export async function findDue(db: Db, now: Date, limit: number): Promise<DueItem[]> {
  const due = await db.$queryRaw<{ id: number | bigint }[]>`
    SELECT item.id FROM outbox_item AS item
    WHERE item.state = 'pending' AND item.next_try_at <= ${now} AND NOT EXISTS (
      SELECT 1 FROM outbox_item AS earlier
      WHERE (earlier.state = 'sending' OR (earlier.state = 'pending' AND earlier.next_try_at > ${now}))
        AND earlier.tries > 0 AND COALESCE(earlier.reason, '') <> ${FAULT}
        AND earlier.target = item.target AND (earlier.due_at, earlier.id) < (item.due_at, item.id))
    ORDER BY item.due_at, item.id LIMIT ${limit}`;
  const rows = await db.outboxItem.findMany({
    where: { id: { in: due.map(({ id }) => Number(id)) } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    ...row,
    target: row.target as Target,
    content: row.content as Content,
    progress: (row.progress ?? {}) as Progress,
    isReminder: row.subject !== null,
  }));
}

/** When next after `now` a pending item wants to be tried; undefined: none does. */
export async function findNextTry(db: Db, now: Date): Promise<Date | undefined> {
  const row = await db.outboxItem.findFirst({
    where: { state: 'pending', nextTryAt: { gt: now } },
    orderBy: { nextTryAt: 'asc' },
    select: { nextTryAt: true },
  });
  return row?.nextTryAt;
}

/** Those of them that this caller, and no other, is to send, together; `now` is what the claim is known by. */
export async function claimItems(db: Db, ids: readonly number[], now: Date): Promise<number[]> {
  const [first, second] = ids;
  const bundle = second === undefined ? null : (first ?? null);
  const claimed: number[] = [];
  for (const id of ids) {
    const { count } = await db.outboxItem.updateMany({
      where: { id, state: 'pending', nextTryAt: { lte: now } },
      data: { state: 'sending', claimedAt: now, tries: { increment: 1 }, bundle },
    });
    if (count === 1) claimed.push(id);
    // Who was first has those behind it as well.
    else if (id === first) break;
  }
  return claimed;
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

/** What one process, and no other, is sending in one message. */
export interface Claim {
  ids: number[];
  /** What it is known by; moves on with each sign of life. */
  claimedAt: Date;
}

/** Keeps how far what is claimed has come, and the claim alive; false: another has taken it over since. */
export async function keepProgress(db: Db, claim: Claim, progress: Progress, now: Date): Promise<boolean> {
  const { ids, claimedAt } = claim;
  const data = { progress: progress as Prisma.InputJsonObject, claimedAt: now };
  const kept = await db.outboxItem.updateMany({ where: { id: { in: ids }, state: 'sending', claimedAt }, data });
  if (kept.count === 0) return false;
  claim.claimedAt = now;
  return true;
}

export type End = { channel?: string } & EndState;

type EndState =
  | { state: 'sent'; sentAt: Date; reason: string | null }
  | { state: 'failed' | 'skipped'; reason: string }
  | { state: 'pending'; reason: string; nextTryAt: Date };

/** Writes what came of what is claimed, unless another has taken it over since. */
export async function settleItems(db: Db, { ids, claimedAt }: Claim, end: End): Promise<void> {
  await db.outboxItem.updateMany({ where: { id: { in: ids }, state: 'sending', claimedAt }, data: end });
}
