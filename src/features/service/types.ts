import type { z } from 'zod';
import type { Day } from '../../language/day.ts';
import type { Person } from '../person/types.ts';
import type { serviceEntrySchema } from './schema.ts';

/** What somebody said was done, checked; null: not said. */
export type ServiceEntry = z.infer<typeof serviceEntrySchema>;

/** Several people go by a name; nothing is stored before the sender has said which. */
export interface Unclear {
  outcome: 'unclear';
  entry: ServiceEntry;
  name: string;
  people: Person[];
}

/** What `撤销` needs: rows that count no more, and rows that count again. */
export interface ServiceUndo {
  revoke: number[];
  restore: number[];
}

/** A stored record, read back. */
export interface Kept {
  title: string;
  /** First and last day of each row. */
  stretches: { day: Day; untilDay: Day }[];
  headcount: number | null;
  /** Per person and stretch. */
  minutes: number | null;
}

export interface Logged {
  outcome: 'logged' | 'completed';
  entry: ServiceEntry;
  /** Names of the people with a row of their own. */
  people: string[];
  activity: string | null;
  unit: string | null;
  undo: ServiceUndo;
}

export interface Repeated {
  outcome: 'repeated';
  entry: ServiceEntry;
  /** The message that logged it before. */
  earlierMessageId: number;
}
