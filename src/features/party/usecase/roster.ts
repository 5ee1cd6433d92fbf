import type { Db } from '../../../database.ts';
import { selectGroups, selectStandings } from '../store.ts';
import type { PartyGroup, PartyStatus, Standing } from '../types.ts';

export interface PartyRoster {
  groups: { group: PartyGroup; people: Standing[] }[];
  /** Members in no group. */
  ungrouped: Standing[];
  /** All of them by where they stand. */
  by: Record<Exclude<PartyStatus, 'none'>, Standing[]>;
}

export async function partyRoster(db: Db): Promise<PartyRoster> {
  const [groups, people] = [await selectGroups(db), await selectStandings(db)];
  const of = (status: PartyStatus) => people.filter((person) => person.status === status);
  return {
    groups: groups.map((group) => ({ group, people: people.filter(({ groupId }) => groupId === group.id) })),
    ungrouped: people.filter(({ groupId, status }) => groupId === null && isInTheParty(status)),
    by: {
      member: of('member'),
      probationary: of('probationary'),
      activist: of('activist'),
      applicant: of('applicant'),
    },
  };
}

export function isInTheParty(status: PartyStatus): boolean {
  return status === 'member' || status === 'probationary';
}
