import type { Db } from '../../../database.ts';
import { findByIds } from '../../activity/usecase/find.ts';
import { selectUserids } from '../store.ts';

/** Userids of everyone confirmed for one day of an activity (who has none: of who registered them), and its chat. */
export async function registeredFor(
  db: Db,
  occurrenceId: number,
): Promise<{ chatId: string | null; userids: string[] }> {
  const [occurrence] = await findByIds({ db }, [occurrenceId]);
  const userids = await selectUserids(db, [occurrenceId], ['confirmed']);
  return { chatId: occurrence?.activity.chatId ?? null, userids };
}
