import type { Db } from '../../../database.ts';
import { selectCommittee, selectMembers } from '../store.ts';
import type { Member } from '../types.ts';

export type { Member } from '../types.ts';

/** Everyone who is expected at a members' meeting: members and probationary members. */
export function partyMembers(db: Db): Promise<Member[]> {
  return selectMembers(db);
}

/** Those of a party group, as `partyMembers` counts them. */
export function membersOfGroup(db: Db, unitId: number): Promise<Member[]> {
  return selectMembers(db, unitId);
}

/** The branch committee, its secretary included. Administrators are not of it by being such. */
export function committeeMembers(db: Db): Promise<Member[]> {
  return selectCommittee(db);
}
