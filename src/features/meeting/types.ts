import type { Day } from '../../language/day.ts';

/** What a person sets of a meeting. */
export interface MeetingRule {
  title: string;
  /** 1 Monday … 7 Sunday; null: held once, on `onDay`. */
  weekday: number | null;
  onDay: Day | null;
  /** HH:MM */
  startTime: string;
  place: string | null;
  chair: string | null;
  agenda: string[];
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

/** One holding of a meeting, computed or stored. */
export interface Holding extends Timing {
  meeting: Meeting;
  /** The day the rule gives; identifies the holding. */
  nominalDay: Day;
  leaves: Leave[];
  acceptances: Acceptance[];
}

export interface StoredHolding extends Holding {
  id: number;
}
