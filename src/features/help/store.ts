import type { Reply } from '../../bot/reply.ts';
import type { Db } from '../../database.ts';
import { Prisma } from '../../generated/sqlite/client.ts';

const MOST = 50;

/** What the person was answered in the chat since then, the latest first. */
export async function findAnswersSince(
  db: Db,
  { personId, chatId, since }: { personId: number; chatId: string | null; since: Date },
): Promise<Reply[]> {
  const rows = await db.message.findMany({
    where: { personId, chatId, receivedAt: { gt: since }, reply: { not: Prisma.AnyNull } },
    orderBy: { id: 'desc' },
    take: MOST,
    select: { reply: true },
  });
  // Written by keepAnswer only, from the same type.
  return rows.map(({ reply }) => reply as unknown as Reply);
}
