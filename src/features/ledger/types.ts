import type { Day } from '../../language/day.ts';

/** The kinds of meeting a ledger is kept of; as in the database's MeetingKind. */
export type LedgerKind =
  | 'members'
  | 'committee'
  | 'party_group'
  | 'theme_day'
  | 'lecture'
  | 'organisational_life'
  | 'democratic_life'
  | 'regular';

export type Every = 'month' | 'quarter' | 'half_year' | 'year';

/** So many in each of its periods. */
export interface Requirement {
  every: Every;
  times: number;
}

/** A requirement, or that there is none, from a day on. */
export interface Stretch {
  /** Null: from the beginning. */
  since: Day | null;
  requirement: Requirement | null;
}

/** Both ends included. */
export interface Span {
  from: Day;
  to: Day;
}

export interface Period extends Span {
  every: Every;
}

/** Who was there, counted among those expected. */
export interface Attendance {
  /** Null: it is not known who was expected. */
  expected: number | null;
  present: number;
  /** Of those present. */
  late: number;
  leave: number;
  /** Expected, not there and without leave; null: see `expected`. */
  absent: number | null;
  /** Present though not expected. */
  guests: number;
}

export interface LedgerHolding {
  id: number;
  kind: LedgerKind;
  /** Whose meeting it was; null: the branch's. */
  unit: LedgerUnit | null;
  title: string;
  /** The day it is held. */
  day: Day;
  /** `held`: its time is past and it was not called off. */
  state: 'held' | 'planned' | 'called_off';
  /** Null: nobody checked in, so nothing is known. */
  attendance: Attendance | null;
  hasMinutes: boolean;
}

export interface LedgerUnit {
  id: number;
  name: string;
}

/**
 * `met`: enough were held. `planned`: enough with those that are planned. `open`: more are to be held until its last
 * day. `overdue`: it is over, and too few were held.
 */
export type PeriodState = 'met' | 'planned' | 'open' | 'overdue';

export interface Checked {
  period: Period;
  times: number;
  held: number;
  planned: number;
  /** Still to be planned, or missed for good. */
  lacking: number;
  state: PeriodState;
}

/** What one kind of meeting came to in one unit. */
export interface Line {
  kind: LedgerKind;
  unit: LedgerUnit | null;
  /** As of today; null: none. */
  requirement: Requirement | null;
  /** The periods asked for that count, in order. */
  checked: Checked[];
  /** Those on a day asked for, in order. */
  holdings: LedgerHolding[];
}

export interface Ledger {
  span: Span;
  today: Day;
  lines: Line[];
  /** Meetings of party groups that say of no group whose they were: they count for none. */
  unassigned: LedgerHolding[];
}
