import type { Day } from '../../language/day.ts';
import type { Meeting } from '../meeting/types.ts';

/** A holding that minutes may be kept of, with what its meeting says of it. */
export interface Held extends Pick<Meeting, 'kind' | 'attendees' | 'unitId'> {
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

/** Of the record of versions: those taken back too. */
export interface Version extends Minutes {
  isWithdrawn: boolean;
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

/** Who was to come and who came, as recorded. */
export interface Attendance {
  /** Empty: nobody said who was to come. */
  expected: string[];
  present: string[];
  late: string[];
  leave: { name: string; reason: string | null }[];
  absent: string[];
}
