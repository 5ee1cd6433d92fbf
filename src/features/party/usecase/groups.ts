import type { Db } from '../../../database.ts';
import { selectGroups } from '../store.ts';
import type { PartyGroup } from '../types.ts';

export type { PartyGroup } from '../types.ts';

/** All of them, in the order they were made. */
export function partyGroups(db: Db): Promise<PartyGroup[]> {
  return selectGroups(db);
}

export async function findGroup(db: Db, name: string): Promise<PartyGroup | undefined> {
  return (await selectGroups(db)).find((group) => group.name === name);
}
