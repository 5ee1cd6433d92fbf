import type { Db } from '../../database.ts';

export async function findWebhook(db: Db, chatId: string): Promise<string | null> {
  return (await db.chat.findUnique({ where: { id: chatId }, select: { webhook: true } }))?.webhook ?? null;
}

export async function saveWebhook(db: Db, chatId: string, webhook: string | null): Promise<void> {
  await db.chat.upsert({ where: { id: chatId }, create: { id: chatId, webhook }, update: { webhook } });
}

/** Other chats the robot is tied to. */
export async function findChatsOfRobot(db: Db, webhook: string, exceptChatId: string): Promise<string[]> {
  const rows = await db.chat.findMany({ where: { webhook, id: { not: exceptChatId } }, select: { id: true } });
  return rows.map((row) => row.id);
}

export async function clearWebhooks(db: Db, chatIds: string[]): Promise<void> {
  await db.chat.updateMany({ where: { id: { in: chatIds } }, data: { webhook: null } });
}
