import type { Db } from '../../database.ts';
import type { Message } from '../message.ts';

export interface PendingAttachment {
  id: number;
  messageId: number;
  kind: string;
  url: string;
  key: string | null;
  createdAt: Date;
}

/** While one process fetches it, no other does. */
const FETCH_LEASE_MS = 60_000;
const BATCH = 20;

/** Kept in the message's own transaction, so that none is forgotten. */
export async function insertAttachments(db: Db, messageId: number, message: Message): Promise<void> {
  if (message.attachments.length === 0) return;
  await db.attachment.createMany({
    data: message.attachments.map(({ kind, url, key }) => ({
      ...{ messageId, kind, url, key: key ?? null },
      createdAt: message.receivedAt,
    })),
  });
}

/** Those nobody is fetching right now; of one message, or of all. */
export async function findPending(db: Db, now: Date, messageId?: number): Promise<PendingAttachment[]> {
  const rows = await db.attachment.findMany({
    where: {
      state: 'pending',
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
      ...(messageId === undefined ? {} : { messageId }),
    },
    orderBy: { id: 'asc' },
    take: BATCH,
  });
  return rows.map(({ id, kind, url, key, createdAt, ...row }) => ({
    ...{ id, kind, key, createdAt, messageId: row.messageId },
    url: url ?? '',
  }));
}

/** True where this caller, and no other, may fetch it now. */
export async function claimAttachment(db: Db, id: number, now: Date): Promise<boolean> {
  const claimed = await db.attachment.updateMany({
    where: { id, state: 'pending', OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] },
    data: { claimedUntil: new Date(now.getTime() + FETCH_LEASE_MS), tries: { increment: 1 } },
  });
  return claimed.count === 1;
}

/** To be tried again at `at`. */
export async function putOff(db: Db, id: number, at: Date): Promise<void> {
  await db.attachment.updateMany({ where: { id, state: 'pending' }, data: { claimedUntil: at } });
}

export async function markKept(db: Db, id: number, fileId: string): Promise<void> {
  await db.attachment.updateMany({
    where: { id, state: 'pending' },
    data: { state: 'kept', fileId, url: null, key: null, claimedUntil: null },
  });
}

/** True where it was still pending. */
export async function markRefused(db: Db, id: number, reason: string): Promise<boolean> {
  const refused = await db.attachment.updateMany({
    where: { id, state: 'pending' },
    data: { state: 'refused', reason, url: null, key: null, claimedUntil: null },
  });
  return refused.count === 1;
}

/** How many of the message's are not settled yet, are kept, and why the others are not. */
export async function countAttachments(
  db: Db,
  messageId: number,
): Promise<{ pending: number; kept: number; reasons: string[] }> {
  const rows = await db.attachment.findMany({ where: { messageId }, select: { state: true, reason: true } });
  return {
    pending: rows.filter(({ state }) => state === 'pending').length,
    kept: rows.filter(({ state }) => state === 'kept').length,
    reasons: rows.flatMap(({ reason }) => reason ?? []),
  };
}

/** Where the sender is to be told; undefined where a late answer to the message tells it already. */
export async function findTeller(
  db: Db,
  messageId: number,
): Promise<{ chatId: string | null; userid: string } | undefined> {
  const message = await db.message.findFirst({
    where: { id: messageId, answers: { none: {} } },
    select: { chatId: true, person: { select: { userid: true } } },
  });
  const userid = message?.person?.userid;
  return message && userid ? { chatId: message.chatId, userid } : undefined;
}

/**
 * Ties pictures to what they prove: those of the message itself, and those the person sent to this chat since
 * `since` without a word. Returns how many.
 */
export async function tieAttachments(
  db: Db,
  tie: { subject: string; messageId: number; personId: number; chatId: string | null; since: Date },
): Promise<number> {
  const { subject, messageId, personId, chatId, since } = tie;
  const wordless = { message: { personId, chatId, text: '', receivedAt: { gte: since } } };
  const tied = await db.attachment.updateMany({
    where: { subject: null, state: { not: 'refused' }, OR: [{ messageId }, wordless] },
    data: { subject },
  });
  return tied.count;
}
