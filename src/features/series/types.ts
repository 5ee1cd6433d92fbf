import type { Day } from '../../language/day.ts';
import type { Occurrence } from '../activity/types.ts';

/** Registered for every day of an activity that repeats, from a day on. */
export interface Standing {
  id: number;
  activityId: number;
  /** Null: any post with room. */
  postId: number | null;
  postName: string | null;
  registrarId: number;
  fromDay: Day;
  person: { id: number; name: string | null; userid: string | null };
}

export interface NewStanding {
  activityId: number;
  postId: number | null;
  personId: number;
  registrarId: number;
  fromDay: Day;
  messageId: number;
}

/** Who is at a post on a day, or waits for a place there. */
export interface OnShift {
  occurrenceId: number;
  personId: number;
  name: string | null;
  userid: string | null;
  companions: number;
  isWaiting: boolean;
  isStanding: boolean;
  createdAt: Date;
}

/** A day, with what reminders of it need besides. */
export interface PlannedDay extends Occurrence {
  activity: Occurrence['activity'] & { createdAt: Date; organiser: { id: number; userid: string | null } | null };
}

/** Somebody who may be asked to step in. */
export interface Free {
  personId: number;
  userid: string | null;
}
