import type { Day } from '../../language/day.ts';

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
}
