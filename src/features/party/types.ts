import type { Day } from '../../language/day.ts';

/** As kept in the database's enum of the same name. */
export type PartyStatus = 'none' | 'applicant' | 'activist' | 'probationary' | 'member';

/** Somebody of the party, as other features see one. */
export interface Member {
  id: number;
  /** Null: has not given it. */
  name: string | null;
  /** Null: so far only named by others, has not written to the bot. */
  userid: string | null;
}

/** Where a person stands. */
export interface Standing extends Member {
  status: PartyStatus;
  groupId: number | null;
  /** Name of the party group. */
  group: string | null;
}

export interface PartyGroup {
  id: number;
  name: string;
  /** The day it was made; null: not known. */
  since: Day | null;
  leadId: number | null;
}

/** Name, or the id of the one who was chosen of several with that name. */
export type Named = string | number;

/** What somebody orders of people and groups. */
export type Order = {
  people: Named[];
  /** Those not known yet are to be made. */
  isSure?: boolean | undefined;
} & ({ do: 'status'; status: PartyStatus } | { do: 'join' | 'leave' | 'lead'; group: string });

/** A person before and after an order. */
export interface Moved {
  before: Standing;
  after: Standing;
}

export interface Changed {
  moved: Moved[];
  /** Asked for, and so already. */
  same: Standing[];
  group?: PartyGroup & { isNew: boolean; formerLeadId: number | null };
}
