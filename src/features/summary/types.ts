import type { Day } from '../../language/day.ts';
import type { WorkItem } from '../work/types.ts';

/**
 * `recorded`: every row of the kind has its value. `zero`: recorded as none. `partial`: some rows lack it, the value is
 * the sum of those known. `missing`: nothing is known; never to be read as 0.
 */
export type Status = 'recorded' | 'zero' | 'partial' | 'missing';

/** One row of the database behind a figure. */
export interface Row {
  /** `service:12` */
  source: string;
  day: Day | null;
  text: string;
  /** Of the activity, meeting or goods; `text` begins with it. Absent in drafts kept before it was noted. */
  title?: string;
  /** In the figure's unit; null: not recorded. */
  value: number | null;
  messageId?: number;
}

export interface Figure {
  /** `F12`, as written in `{F12}` and `出处 F12`. */
  id: string;
  /** Name of its definition. */
  key: string;
  label: string;
  unit: string;
  value: number | null;
  status: Status;
  /** How it is counted, in words. */
  rule: string;
  rows: Row[];
  /** Id of the title, goods or meeting it is about; absent: the whole period. */
  subject?: string;
  /** Id of the title that what it counts belongs to, where `subject` is the thing counted: 倡议书 of 文明养犬. */
  within?: string;
}

export type FactKind =
  | 'title'
  | 'place'
  | 'day'
  | 'period'
  | 'organisation'
  | 'meeting'
  | 'agenda'
  | 'item'
  | 'honour'
  | 'medium'
  | 'project';

/** A piece of text out of a row: what sentences may name. */
export interface Fact {
  /** `T3`, `D1`, `P2`, `N1`: as written in `{T3}`. */
  id: string;
  kind: FactKind;
  /** As it stands in a sentence. */
  text: string;
  /** Ids of the titles it belongs to; none: it belongs to all. */
  subjects: string[];
  /** Not shown to a model: it may name people who are helped. */
  isPrivate?: boolean;
}

export interface Period {
  from: Day;
  to: Day;
  /** 2025年上半年 */
  name: string;
}

/** A sentence before the values are put in: `{D1},{T1}有{F9}参加。` */
export type Template = string;

export interface PlannedSection {
  /** Empty: the opening. `一、…` and `（一）…` are told apart by how they begin. */
  heading: string;
  /** Paragraphs of sentences. */
  paragraphs: Template[][];
  /** Whether a model may write it; problems and plans are told by rule, from rows only. */
  isWritable: boolean;
}

export interface Paragraph {
  text: string;
  /** Figures it states. */
  figures: string[];
  /** Facts it names. */
  facts: string[];
  /** Typed by a person. */
  manual?: Manual;
}

export interface Manual {
  /** Who typed it; null: has no name. */
  by: string | null;
  /** Numbers of theirs that are no figure. */
  unproved: string[];
}

export interface Section {
  heading: string;
  paragraphs: Paragraph[];
}

export interface Rejection {
  sentence: string;
  reason: string;
}

/** What `npm run draft --json` prints and a Draft row keeps. */
export interface SummaryDraft {
  title: string;
  /** A key of prompts/forms.json. */
  form: string;
  /** Headings that are told at length. */
  detailed: string[];
  /** With the same figures of a year before. */
  isCompared: boolean;
  /** The title is a person's. */
  hasOwnTitle?: boolean;
  period: Period;
  unit: string | null;
  /** Who signs, and the day it was drafted, as written. */
  signature: string;
  date: string;
  sections: Section[];
  figures: Figure[];
  facts: Fact[];
  /** Sentences of a model that were refused, and why a model's text is not used at all. */
  rejected: Rejection[];
  writer: 'rule' | 'model';
  /** What a model used for it; `isEstimated`: reckoned in part, for its service does not tell. Absent: none was asked. */
  tokens?: { used: number; isEstimated: boolean };
}

/** The one row of settings that names who writes. */
export interface Organisation {
  name: string;
  branch: string;
}

export interface RegisteredRow {
  id: number;
  personId: number;
  name: string | null;
  /** With companions. */
  people: number;
  messageId: number | null;
}

export interface OccurrenceRow {
  id: number;
  activityId: number;
  title: string;
  place: string | null;
  day: Day;
  capacity: number | null;
  messageId: number | null;
  /** Confirmed only. */
  registrations: RegisteredRow[];
}

export type Grade = 'clocked' | 'confirmed' | 'reported';

export interface ServiceRow {
  id: number;
  title: string;
  day: Day;
  untilDay: Day;
  activityId: number | null;
  personId: number | null;
  name: string | null;
  headcount: number | null;
  minutes: number | null;
  beneficiaries: number | null;
  grade: Grade;
  messageId: number | null;
}

export interface DonationRow {
  id: number;
  kind: 'goods' | 'money';
  day: Day;
  item: string;
  quantity: number | null;
  unitWord: string | null;
  amountFen: bigint | null;
  direction: 'received' | 'given';
  donor: string | null;
  receiver: string | null;
  /** Title of the activity it belongs to. */
  title: string | null;
  messageId: number | null;
}

/** What was achieved, received or founded; see features/work. */
export interface WorkRow extends WorkItem {
  id: number;
  title: string | null;
  day: Day;
  untilDay: Day;
  activityId: number | null;
  messageId: number | null;
}

export interface MeetingRow {
  id: number;
  title: string;
  day: Day;
  place: string | null;
  agenda: string[];
  isCancelled: boolean;
  leaves: { id: number; name: string | null; messageId: number | null }[];
  messageId: number | null;
}

/** Everything in the database that a draft of one period is made of. */
export interface Records {
  period: Period;
  today: Day;
  unit: string | null;
  organisation: Organisation;
  /** Held: not called off, and not after today. */
  occurrences: OccurrenceRow[];
  services: ServiceRow[];
  donations: DonationRow[];
  works: WorkRow[];
  /** The newest of each figure of the organisation on the last day of the period; empty for one unit. */
  organisationFigures: WorkRow[];
  /** Names of projects, each with the titles it holds for. */
  projects: { name: string; titles: string[] }[];
  /** Begun or called off; empty for one unit, for meetings are the branch's. */
  meetings: MeetingRow[];
  /** After today, within the period where that is not over. */
  upcoming: { occurrences: Omit<OccurrenceRow, 'registrations'>[]; meetings: MeetingRow[] };
}
