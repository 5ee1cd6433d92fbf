import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { Reading } from '../../language/reading.ts';
import { chatIdOf, keyPrefix } from '../inbox.ts';
import type { Message } from '../message.ts';
import type { Choice } from '../reply.ts';

const QUESTION_MS = 10 * 60_000;

/** An order that waits for a missing piece, a choice or a yes. */
export interface Kept {
  /** The line it was given with; pieces typed later stand behind it. */
  text: string;
  /** Text of the message that was quoted. */
  quote?: string;
  /** When it was typed, ISO: 明天 stays that day after midnight. */
  at: string;
  /** Absent: a fixed wording, read from `text` again. */
  reading?: Reading;
}

export interface Asked {
  personId: number;
  /** Null: one to one. */
  chatId: string | null;
  /** Which bot asks: several in one group do not share their questions. */
  bot: string;
  messageId: number;
  choices: Choice[];
  kept: Kept | undefined;
  now: Date;
}

export interface OpenQuestion {
  id: number;
  personId: number;
  choices: Choice[];
  kept?: Kept;
}

/** Remembers what the person was asked for ten minutes; an older question of theirs in this chat is gone. Returns its id. */
export async function keepQuestion(db: Db, asked: Asked): Promise<number> {
  const place = { personId: asked.personId, chatId: asked.chatId ?? '', bot: asked.bot };
  const data = {
    messageId: asked.messageId,
    choices: asked.choices as unknown as Prisma.InputJsonArray,
    ...(asked.kept ? { kept: asked.kept as unknown as Prisma.InputJsonObject } : {}),
    expiresAt: new Date(asked.now.getTime() + QUESTION_MS),
  };
  await holdPerson(db, asked.personId);
  await db.question.deleteMany({ where: place });
  const made = await db.question.create({ data: { ...place, ...data }, select: { id: true } });
  return made.id;
}

/**
 * The same for a question that comes some time after its message; undefined where the person has been asked
 * something else since, or has given an order: a `1` or a `是` must not go to the wrong question.
 */
export async function keepLateQuestion(db: Db, asked: Asked): Promise<number | undefined> {
  const { personId, chatId, bot, messageId } = asked;
  await holdPerson(db, personId);
  const newer = await db.question.findFirst({
    where: { personId, chatId: chatId ?? '', bot, messageId: { gt: messageId } },
    select: { id: true },
  });
  return newer || (await hasOrderedSince(db, asked)) ? undefined : keepQuestion(db, asked);
}

/** Until the transaction ends: of two questions to one person at once the second waits, and replaces the first. */
async function holdPerson(db: Db, personId: number): Promise<void> {
  await db.$executeRaw`UPDATE person SET role = role WHERE id = ${personId}`;
}

/** Whether the person gave this bot a command in this chat after the message. */
async function hasOrderedSince(
  db: Db,
  { personId, chatId, bot, messageId }: Pick<Asked, 'personId' | 'chatId' | 'bot' | 'messageId'>,
): Promise<boolean> {
  const since = await db.message.findFirst({
    where: { personId, chatId, id: { gt: messageId }, key: { startsWith: keyPrefix(bot) }, command: { not: null } },
    select: { id: true },
  });
  return since !== null;
}

/** The question the person still owes an answer to in this chat: not expired, no command given since. */
export async function findQuestion(
  db: Db,
  who: { personId: number; message: Message; now: Date },
): Promise<OpenQuestion | undefined> {
  const { personId } = who;
  const chatId = chatIdOf(who.message);
  const { bot } = who.message;
  const place = { personId, chatId: chatId ?? '', bot };
  const found = await db.question.findUnique({ where: { personId_chatId_bot: place } });
  if (!found || found.expiresAt <= who.now) return undefined;
  const { messageId } = found;
  return (await hasOrderedSince(db, { personId, chatId, bot, messageId })) ? undefined : openQuestion(found);
}

/** A question by the id in its buttons' keys, whoever tapped. */
export async function findQuestionById(db: Db, id: number, now: Date): Promise<OpenQuestion | undefined> {
  const found = await db.question.findUnique({ where: { id } });
  return found && found.expiresAt > now ? openQuestion(found) : undefined;
}

/** Answered: the same choice cannot be taken twice. */
export async function closeQuestion(db: Db, id: number): Promise<void> {
  await db.question.deleteMany({ where: { id } });
}

function openQuestion(row: { id: number; personId: number; choices: unknown; kept: unknown }): OpenQuestion {
  const { id, personId } = row;
  const choices = row.choices as Choice[];
  return row.kept ? { id, personId, choices, kept: row.kept as Kept } : { id, personId, choices };
}
