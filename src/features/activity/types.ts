import type { Day } from '../../language/day.ts';

export interface ActivityHead {
  id: number;
  title: string;
  place: string | null;
  /** Where it was published; null: one to one. */
  chatId: string | null;
  organiserId: number | null;
  cancelReason: string | null;
}

/** One day of an activity: what people register for. */
export interface Occurrence {
  id: number;
  day: Day;
  /** HH:MM */
  startTime: string | null;
  endTime: string | null;
  startsAt: Date;
  /** No registration after it; null: until it starts. */
  deadlineAt: Date | null;
  /** Null: no limit. */
  capacity: number | null;
  /** Null: no limit. Negative after the capacity was lowered below what is taken. */
  placesLeft: number | null;
  state: 'open' | 'cancelled';
  activity: ActivityHead;
}

/** What is stored of a day when an activity is published. */
export type NewOccurrence = Pick<Occurrence, 'day' | 'startTime' | 'endTime' | 'startsAt' | 'deadlineAt' | 'capacity'>;

/** Who is in, companions included, and how many registrations wait. */
export interface Signups {
  people: number;
  waiting: number;
}

export interface NewActivity {
  title: string;
  place: string | null;
  chatId: string | null;
  organiserId: number;
  unitId: number | null;
  messageId: number;
  occurrences: NewOccurrence[];
}
