import type { Day } from '../../language/day.ts';

/** As kept in the database's enum of the same name; see prisma/schema.prisma for what each field means to it. */
export type WorkKind =
  | 'measure'
  | 'resource'
  | 'helped'
  | 'honour'
  | 'media'
  | 'application'
  | 'need'
  | 'base'
  | 'regulation'
  | 'organisation';

/** One thing told, before it is tied to a day and a title. */
export interface WorkItem {
  kind: WorkKind;
  item: string;
  verb: string | null;
  /** Null: not said; to be filled in later. */
  quantity: number | null;
  unitWord: string | null;
  giver: string | null;
  receiver: string | null;
  level: Level | null;
  year: number | null;
}

export const LEVELS = ['国家', '省', '市', '区县', '基层'] as const;
export type Level = (typeof LEVELS)[number];

/** A line without its days. */
export interface Said {
  /** What is left, single blanks between. */
  text: string;
  /** First and last day named; today where none is. */
  day: Day;
  untilDay: Day;
  isDated: boolean;
  /** A year said by itself: 2014年, 2014年度. */
  year: number | null;
  /** Of days that cannot be. */
  warnings: string[];
}

/** What a form makes of a line. */
export interface Told {
  /** The activity or matter all of it belongs to, as said. */
  title: string | null;
  items: WorkItem[];
  /** What is to be put right before anything is kept, for the sender. */
  problem?: string;
}

export interface WorkEntry extends Told {
  day: Day;
  untilDay: Day;
}

export interface WorkRow extends WorkItem {
  id: number;
  title: string | null;
  day: Day;
  untilDay: Day;
  activityId: number | null;
  unitId: number | null;
  reporterId: number | null;
  messageId: number | null;
  replacesId: number | null;
}

export type NewWorkRow = Omit<WorkRow, 'id'>;

/** What `撤销` needs: rows that count no more, rows that count again. */
export interface WorkUndo {
  revoke: number[];
  restore: number[];
}
