import type { Day } from '../../language/day.ts';
import type { Accepting } from '../activity/usecase/accepting.ts';
import type { Occurrence } from '../activity/usecase/find.ts';
import type { Person } from '../person/usecase.ts';
import type { RegisterUndo } from '../registration/schema.ts';
import type { Enrolment } from '../registration/types.ts';
import type { Chosen, PastedList, Plan } from './schema.ts';

/** Somebody of the list on one day. */
export interface Item {
  name: string;
  companions: number;
  note?: string | undefined;
  /** Absent: nobody of that name is known yet. */
  personId?: number;
}

/** Registered for the day before. */
export interface Known extends Item {
  /** Companions as registered. */
  before: number;
  isWaiting: boolean;
}

/** How a list differs from what is registered for one day. People are counted with those they bring. */
export interface Difference {
  occurrence: Occurrence;
  /** In the list. */
  people: number;
  fresh: Item[];
  already: Known[];
  /** Brings others than registered. */
  changed: Known[];
  /** Registered with companions of whom the list says nothing. */
  silent: Known[];
  /** Registered, not in the list; the first few by name. */
  others: { people: number; names: string[] };
  /** As places stand now: who of `fresh` would have to wait, and whose companions find no room. */
  waiting: Item[];
  full: Known[];
}

export type Comparison =
  | {
      kind: 'compared';
      list: PastedList;
      chosen: Chosen;
      differences: Difference[];
      plan: Plan;
      missingDays: Day[];
      /** Named for other days than these. */
      elsewhere: { name: string; days: Day[] }[];
      /** Named for no day, though others are. */
      undated: string[];
    }
  /** Several people have the name. `isTwice`: so it stands more than once. */
  | {
      kind: 'who';
      name: string;
      people: Person[];
      isTwice: boolean;
      occurrences: Occurrence[];
      list: PastedList;
      chosen: Chosen;
    }
  /** The list is for no one thing that takes registrations. */
  | (Exclude<Accepting, { kind: 'found' }> & { list: PastedList });

export type Applied =
  | { kind: 'applied'; enrolments: Enrolment[]; undo: RegisterUndo }
  | Exclude<Accepting, { kind: 'found' }>;
