import type { Db } from '../../../database.ts';
import { findSpellings } from '../store.ts';

/** Userids as WeCom spells them, in the same order. */
export async function spell(db: Db, userids: readonly string[]): Promise<string[]> {
  const spellings = await findSpellings(db, userids);
  return userids.map((userid) => spellings.get(userid) ?? userid);
}
