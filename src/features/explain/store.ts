import type { Db } from '../../database.ts';

export interface SaidBefore {
  /** As kept: phone numbers masked. */
  text: string;
  receivedAt: Date;
  /** Name of the command it was taken for. */
  command: string | null;
}

/** What the person typed last in the chat before the message `beforeId`, not counting the command `except`. */
export async function findLastSaid(
  db: Db,
  { personId, chatId, beforeId, except }: { personId: number; chatId: string | null; beforeId: number; except: string },
): Promise<SaidBefore | undefined> {
  const found = await db.message.findFirst({
    where: {
      personId,
      chatId,
      id: { lt: beforeId },
      text: { not: '' },
      OR: [{ command: null }, { command: { not: except } }],
    },
    orderBy: { id: 'desc' },
    select: { text: true, receivedAt: true, command: true },
  });
  return found ?? undefined;
}
