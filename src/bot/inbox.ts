import type { Db } from '../database.ts';
import { Prisma } from '../generated/sqlite/client.ts';
import type { Reading } from '../language/reading.ts';
import { maskNumbers } from './mask.ts';
import type { Message } from './message.ts';
import type { Sender } from './permission.ts';
import type { Reply } from './reply.ts';

// Every message passes here, so its statements are written out: Prisma builds a typed one in twice the time.

/** What the inbox knows of a message that has just come in. */
export type Arrival = { isNew: true; messageId: number } | { isNew: false; reply: Reply };

/**
 * Stores the message, or finds the reply it got before. The first statement of its transaction: of two
 * deliveries at once the second waits here until the first has committed.
 */
export async function storeMessage(db: Db, message: Message): Promise<Arrival> {
  const text = maskNumbers(message.text);
  const chatId = chatIdOf(message);
  const rows = await db.$queryRaw<{ id: number | bigint }[]>(Prisma.sql`
    INSERT INTO message (key, chat_id, text, received_at) VALUES (${message.id}, ${chatId}, ${text}, ${message.receivedAt})
    ON CONFLICT (key) DO NOTHING RETURNING id`);
  const stored = rows[0];
  if (stored) return { isNew: true, messageId: Number(stored.id) };
  const kept = await db.message.findUniqueOrThrow({ where: { key: message.id }, select: { reply: true } });
  return { isNew: false, reply: (kept.reply ?? { text: '' }) as unknown as Reply };
}

type SenderRow = Omit<Sender, 'userid'> & { wecomId: string | null };

/** The sender's row, made at the first message. */
export async function findSender(db: Db, message: Message): Promise<Sender> {
  const { sender: userid, wecomId = null, receivedAt } = message;
  const [known] = await db.$queryRaw<SenderRow[]>(Prisma.sql`
    SELECT id, name, role, unit_id AS "unitId", wecom_id AS "wecomId" FROM person WHERE userid = ${userid}`);
  if (known && (wecomId === null || wecomId === known.wecomId)) return senderOf(known, userid);
  // Of two first messages at once both find the one row made.
  const [made] = await db.$queryRaw<SenderRow[]>(Prisma.sql`
    INSERT INTO person (userid, wecom_id, created_at) VALUES (${userid}, ${wecomId}, ${receivedAt})
    ON CONFLICT (userid) DO UPDATE SET wecom_id = COALESCE(excluded.wecom_id, person.wecom_id)
    RETURNING id, name, role, unit_id AS "unitId", wecom_id AS "wecomId"`);
  if (!made) throw new Error('an upsert returns its row');
  return senderOf(made, userid);
}

function senderOf({ wecomId: _, ...row }: SenderRow, userid: string): Sender {
  return { ...row, id: Number(row.id), userid };
}

export interface Answer {
  personId: number;
  reply: Reply;
  command?: string | undefined;
  /** What was carried out, where it came by a reading. */
  reading?: Reading | undefined;
  undo?: Record<string, unknown> | undefined;
}

/** Keeps the reply beside the message: what a redelivery is answered with. */
export async function keepAnswer(db: Db, messageId: number, answer: Answer): Promise<void> {
  const undo = answer.undo ? JSON.stringify(answer.undo) : null;
  const reading = answer.undo && answer.reading ? JSON.stringify(answer.reading) : null;
  await db.$executeRaw(Prisma.sql`
    UPDATE message SET person_id = ${answer.personId}, reply = ${JSON.stringify(answer.reply)},
      command = ${answer.command ?? null}, undo = ${undo}, reading = ${reading} WHERE id = ${messageId}`);
}

export interface Undoable {
  messageId: number;
  command: string;
  data: Record<string, unknown>;
  /** The line that had this effect, as kept. */
  text: string;
  receivedAt: Date;
  reading?: Reading;
}

/** The person's last effect in this chat since `since` that can be taken back and has not been. */
export async function findUndoable(
  db: Db,
  who: { personId: number; message: Message; since: Date },
): Promise<Undoable | undefined> {
  const found = await db.message.findFirst({
    where: {
      personId: who.personId,
      chatId: chatIdOf(who.message),
      undo: { not: Prisma.AnyNull },
      undoneAt: null,
      receivedAt: { gte: who.since },
    },
    orderBy: { id: 'desc' },
    select: { id: true, command: true, undo: true, reading: true, text: true, receivedAt: true },
  });
  if (!found?.command) return undefined;
  const { id: messageId, command, text, receivedAt } = found;
  const effect = { messageId, command, text, receivedAt, data: found.undo as Record<string, unknown> };
  return found.reading ? { ...effect, reading: found.reading as unknown as Reading } : effect;
}

export async function markUndone(db: Db, messageId: number, now: Date): Promise<void> {
  await db.message.update({ where: { id: messageId }, data: { undoneAt: now } });
}

/** Who typed a message, and what, phone numbers masked. */
export async function findTyped(db: Db, messageId: number): Promise<{ personId: number; text: string } | undefined> {
  const found = await db.message.findUnique({ where: { id: messageId }, select: { personId: true, text: true } });
  return found?.personId ? { personId: found.personId, text: found.text } : undefined;
}

/** Null: one to one. */
export function chatIdOf(message: Message): string | null {
  return message.chat.kind === 'group' ? message.chat.id : null;
}

/** How the keys of the messages to one bot begin: `Message.id` is its name, a colon, and the channel's own id. */
export function keyPrefix(bot: string): string {
  return `${bot}:`;
}
