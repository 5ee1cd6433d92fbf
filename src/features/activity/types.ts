import type { Day } from '../../language/day.ts';
import type { Recurrence } from '../../language/reading.ts';

export interface ActivityHead {
  id: number;
  title: string;
  /** `visit`: a family or person in need is called on. */
  kind: 'activity' | 'visit';
  place: string | null;
  /** Where it was published; null: one to one. */
  chatId: string | null;
  organiserId: number | null;
  cancelReason: string | null;
}

/** A place, or a time of day, at which some of those who come are needed. */
export interface PostHead {
  id: number;
  serial: number;
  /** Null: the activity has only one. */
  name: string | null;
}

/** One day of an activity, at one of its posts where it has any: what people register for. */
export interface Occurrence {
  id: number;
  day: Day;
  /** Null: of an activity without posts. */
  post: PostHead | null;
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

interface NewHead {
  title: string;
  place: string | null;
  chatId: string | null;
  organiserId: number;
  unitId: number | null;
  messageId: number;
}

export interface NewActivity extends NewHead {
  occurrences: NewOccurrence[];
}

/** When an activity that repeats is held, and what has been decided about it. */
export interface SeriesRule extends Recurrence {
  /** The first day it may be held on: from it every other week is counted. */
  from: Day;
  /** The last day it may be held on; absent: until it is ended. */
  until?: Day | undefined;
  /** No registration after so many days before, at that time. */
  deadline?: { daysBefore: number; time: string } | undefined;
  /** Days called off when it was ended: open again when it is taken up. */
  ended?: number[] | undefined;
}

export interface Post extends PostHead {
  startTime: string | null;
  endTime: string | null;
  capacity: number | null;
}

/** An activity with posts; `rule` null: only on the days it was published for. */
export interface Series extends ActivityHead {
  rule: SeriesRule | null;
  isOnHolidays: boolean;
  state: 'open' | 'cancelled';
  posts: Post[];
}

export interface NewSeries extends NewHead {
  kind: ActivityHead['kind'];
  rule: SeriesRule | null;
  isOnHolidays: boolean;
  posts: Omit<Post, 'id'>[];
}
