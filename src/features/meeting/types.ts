import type { Day } from '../../language/day.ts';
import type { Recurrence } from '../../language/reading.ts';

/** As kept in the database's enum of the same name. */
export type MeetingKind =
  | 'regular'
  | 'committee'
  | 'members'
  | 'party_group'
  | 'lecture'
  | 'organisational_life'
  | 'democratic_life'
  | 'theme_day'
  | 'other';

/** Who is to come: a group of people as it is on the day, those of one party group, or these. */
export type Attendees =
  | { audience: 'committee' | 'leads' | 'committee_and_leads' | 'party' | 'party_group' | 'unknown' }
  | { groupId: number; groupName: string }
  | { personIds: number[] };

/** What a person sets of a meeting. */
export interface MeetingRule {
  title: string;
  kind: MeetingKind;
  /** Null: held once, on `onDay`. */
  recurrence: Recurrence | null;
  onDay: Day | null;
  /** Not before; from its week on every other week is counted. Null: always. */
  fromDay: Day | null;
  /** Not after; null: until it is stopped. */
  untilDay: Day | null;
  /** HH:MM */
  startTime: string;
  place: string | null;
  chair: string | null;
  agenda: string[];
  /** Who is to come; null: those its kind gives. */
  attendees: Attendees | null;
  /** The party group whose meeting it is; null: the branch's. */
  unitId: number | null;
  /** Where it is announced; null: the branch's own group. */
  chatId: string | null;
}

export interface Meeting extends MeetingRule {
  id: number;
  createdAt: Date;
}

/** When and where a holding is, and whether it is held at all. */
export interface Timing {
  day: Day;
  startTime: string;
  place: string | null;
  startsAt: Date;
  /** Why it is not as usual: `因端午节放假，顺延`; null: as usual, or a person's doing. */
  movedWhy: string | null;
  /** Set by a person, so the calendar no longer moves it. */
  isByHand: boolean;
  state: 'planned' | 'cancelled';
}

export interface Leave {
  personId: number;
  name: string;
  reason: string | null;
}

/** Somebody said they come. */
export type Acceptance = Omit<Leave, 'reason'>;

/** Something somebody wants to be talked about. */
export interface AgendaPoint {
  id: number;
  text: string;
  proposerId: number | null;
  /** Null: not known. */
  proposer: string | null;
}

/** One holding of a meeting, computed or stored. */
export interface Holding extends Timing {
  meeting: Meeting;
  /** The day the rule gives; identifies the holding. */
  nominalDay: Day;
  leaves: Leave[];
  acceptances: Acceptance[];
  /** On the agenda besides what the meeting always has. */
  points: AgendaPoint[];
  /** Tasks that should have been done, as the agenda has them; absent: not looked up. */
  overdue?: readonly string[];
}

export interface StoredHolding extends Holding {
  id: number;
}
