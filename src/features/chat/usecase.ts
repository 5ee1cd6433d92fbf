import type { CommandContext } from '../../bot/command.ts';
import type { Db } from '../../database.ts';
import { recordAudit } from '../audit/usecase.ts';
import { clearWebhooks, findChatsOfRobot, findWebhook, saveWebhook } from './store.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>;

/** What a change of the tie looked like before, so that it can be taken back. */
export interface ChatChange {
  chatId: string;
  before: string | null;
  /** Chats that lost the robot to this one. */
  takenFrom: string[];
  robot: string | null;
}

/** Name of the group robot that speaks in the chat; undefined: none is tied to it. */
export async function robotOf(db: Db, chatId: string): Promise<string | undefined> {
  return (await findWebhook(db, chatId)) ?? undefined;
}

/** Ties the chat to the robot, or to none. A robot lives in one group: another chat that had it loses it. */
export async function tieRobot(context: Context, chatId: string, robot: string | null): Promise<ChatChange> {
  const before = await findWebhook(context.db, chatId);
  const takenFrom = robot === null ? [] : await findChatsOfRobot(context.db, robot, chatId);
  await clearWebhooks(context.db, takenFrom);
  await saveWebhook(context.db, chatId, robot);
  const change = { chatId, before, takenFrom, robot };
  await recordAudit(context, { action: 'chat_tied', subject: `chat:${chatId}`, detail: { ...change } });
  return change;
}

export async function undoTie(context: Context, change: ChatChange): Promise<void> {
  await saveWebhook(context.db, change.chatId, change.before);
  for (const chatId of change.takenFrom) await saveWebhook(context.db, chatId, change.robot);
  await recordAudit(context, {
    action: 'chat_tie_undone',
    subject: `chat:${change.chatId}`,
    detail: { ...change },
  });
}
