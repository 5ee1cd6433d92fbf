import type { Db } from '../database.ts';
import type { Prisma } from '../generated/sqlite/client.ts';
import { chatIdOf } from './inbox.ts';
import type { Message } from './message.ts';
import { type Content, enqueue } from './outbox.ts';

/** Longer than it takes to show an answer or to know that it cannot be shown. */
const PATIENCE_MS = 60_000;
const USEFUL_MS = 24 * 3_600_000;
const KIND = 'reply';

/**
 * The answer to `message`, for a channel whose deliveries are not repeated: kept in the outbox, in the transaction
 * of the message's effect, so that a process that dies before it is shown loses nothing.
 */
export function oweAnswer(db: Db, message: Message, content: Content): Promise<void> {
  return keep(db, { message, content, now: message.receivedAt, afterMs: PATIENCE_MS });
}

/** It was shown: nothing is owed, unless it has gone out another way already. */
export async function settleAnswer(db: Db, message: Message): Promise<void> {
  await db.outboxItem.deleteMany({ where: { key: keyOf(message), state: 'pending' } });
}

/** It could not be shown, or not all of it: what is left goes out another way now, to whom it was owed. */
export async function sendAnswer(db: Db, message: Message, content: Content, now: Date): Promise<void> {
  const left = { content: content as unknown as Prisma.InputJsonObject, dueAt: now, nextTryAt: now };
  const owed = await db.outboxItem.updateMany({ where: { key: keyOf(message), state: 'pending' }, data: left });
  if (owed.count === 0) await keep(db, { message, content, now, afterMs: 0 });
}

async function keep(
  db: Db,
  { message, content, now, afterMs }: { message: Message; content: Content; now: Date; afterMs: number },
): Promise<void> {
  const chatId = chatIdOf(message);
  const target =
    chatId === null ? ({ kind: 'person', userid: message.sender } as const) : ({ kind: 'chat', chatId } as const);
  const dueAt = new Date(now.getTime() + afterMs);
  const usefulUntil = new Date(now.getTime() + USEFUL_MS);
  await enqueue(db, { key: keyOf(message), kind: KIND, target, content, dueAt, usefulUntil }, now);
}

function keyOf({ id }: Message): string {
  return `${KIND}:${id}`;
}
