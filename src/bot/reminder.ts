import type { Db } from '../database.ts';
import type { Day } from '../language/day.ts';
import type { Content, Target } from './content.ts';

/**
 * When, seen from the instant something begins or is due: so many days before (negative) or after at a time of day,
 * or so many minutes before or after.
 */
export type Offset = { days: number; at: string } | { minutes: number };

/** One of those a reminder is for. */
export interface Recipient {
  personId: number;
  /** Who gets the message: the person, or whoever answers for them; null: nobody can be reached for them. */
  userid: string | null;
  /** Nothing that was due before this is made up for: the person was not concerned yet. */
  since: Date;
}

/**
 * Whom it is for. `people` are told one to one, several things due at a time in one message; who is reached in no
 * such way, by name in `chatId`.
 */
export type Audience =
  | Exclude<Target, { kind: 'person' | 'registered' }>
  | { kind: 'people'; people: readonly Recipient[]; chatId: string | null };

/** A moment of one reminder. */
export interface DueMoment {
  offset: Offset;
  dueAt: Date;
  /** The day of `dueAt`, to which 明天 and the like refer. */
  today: Day;
}

/** One occurrence of something that people are reminded of; computed from the records, nothing is kept of it. */
export interface Remindable {
  /** `task:12` */
  subject: string;
  /** Unique within the subject: `2026-06-01`; `once` where there is only one. */
  occurrence: string;
  /** What it was when it was computed, in few characters without blanks: another version is told anew. */
  version: string;
  /** What the offsets count from. */
  at: Date;
  /** Of no use from then on; `at` where absent. */
  usefulUntil?: Date;
  /** Nothing that was due before this is made up for: it was not there yet. */
  since: Date;
  audience: Audience;
  /** What is said; called for each offset. */
  content(moment: DueMoment): Content;
  /**
   * Told at once to those who were reminded of another version that lay ahead; absent: who changed it tells them.
   * One that is called off has `isOff` and gives this alone.
   */
  correction?: string;
  isOff?: boolean;
}

export interface FindContext {
  db: Db;
  zone: string;
  now: Date;
  /** The name people mention, for lines to copy. */
  botName: string;
}

/** A kind of reminder, declared beside its feature; the engine in features/reminder does the rest. */
export interface ReminderKind {
  /** Unique: kind of its rows in the outbox, name of its rule: `task_due`. */
  name: string;
  /** The last piece of its keys where that is not `name`. */
  keyWord?: string;
  /** As people name it: `任务到期`. */
  label: string;
  /** Where no rule is set. */
  offsets: readonly Offset[];
  /** Goes out in quiet hours too. */
  isUrgent?: boolean;
  /** Everyone may ask not to get it; for what is personal. */
  canOptOut?: boolean;
  /** Everything of the kind whose `at` lies in the span, both ends included. */
  find(context: FindContext, span: { from: Date; to: Date }): Promise<Remindable[]>;
}
