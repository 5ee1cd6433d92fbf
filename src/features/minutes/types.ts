import type { Day } from '../../language/day.ts';

/** A holding that minutes may be kept of. */
export interface Held {
  id: number;
  meetingId: number;
  title: string;
  day: Day;
  /** The day its rule gives; differs where it was moved. */
  nominalDay: Day;
  /** HH:MM */
  startTime: string;
  startsAt: Date;
  place: string | null;
  chair: string | null;
  agenda: string[];
  /** dropped: its rule has changed, it was never to be held. */
  state: 'planned' | 'cancelled' | 'dropped';
  /** Why it is not held, or not as usual. */
  movedWhy: string | null;
}

/** A version of the minutes of a holding. */
export interface Minutes {
  id: number;
  holdingId: number;
  version: number;
  text: string;
  decisions: string[];
  /** Null: whoever wrote it is not known any more. */
  recorder: string | null;
  createdAt: Date;
}

/** Who is to do something; without an id nobody known goes by the name, or several do. */
export interface Owner {
  id: number | null;
  name: string;
}

export interface ProposedTask {
  title: string;
  owners: Owner[];
  due: Day | null;
  /** What is wrong with the day that was said. */
  warning?: string | undefined;
  /** Found by the model, not by rule. */
  isGuess?: true | undefined;
}

/** What was found in minutes and waits for a yes. */
export interface Proposal {
  minutesId: number;
  tasks: ProposedTask[];
  decisions: string[];
  /** Points of the agenda that the holding has covered. */
  points: { id: number; text: string }[];
}

/** Who came, as known: in the order of their names' rows. */
export interface Attendance {
  present: string[];
  late: string[];
  leave: { name: string; reason: string | null }[];
  absent: string[];
}
