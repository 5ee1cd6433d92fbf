import type { Db } from '../../../database.ts';
import { findByIds } from '../../activity/usecase/find.ts';
import { selectUserids } from '../store.ts';

/**
 * Userids of everyone registered or waiting on these days of one activity (who has none: of whoever registered them),
 * and the chat it was published in.
 */
export async function registeredFor(
  db: Db,
  occurrenceIds: readonly number[],
): Promise<{ chatId: string | null; userids: string[] }> {
  const [occurrence] = await findByIds({ db }, occurrenceIds.slice(0, 1));
  const userids = await selectUserids(db, [...occurrenceIds]);
  return { chatId: occurrence?.activity.chatId ?? null, userids };
}
