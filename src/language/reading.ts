import type { Day } from './day.ts';

/** What a message can ask for, as scored by the message sets. */
export const INTENTS = [
  'register',
  'cancel',
  'list',
  'create_activity',
  'checkin',
  'checkout',
  'log_service',
  'log_donation',
  'meeting_create',
  'meeting_change',
  'meeting_leave',
  'meeting_minutes',
  'points',
  'summary',
  'demand',
  'application',
  'jielong',
  'help',
  'none',
] as const;
export type Intent = (typeof INTENTS)[number];

/** Where in the typed text (UTF-16 offsets, end excluded) a field was read. */
export interface Span {
  field: string;
  start: number;
  end: number;
}

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening';

export interface Goods {
  item: string;
  /** Absent: said, but not how many (`数量待补`). */
  qty?: number;
  unit?: string;
}

/** One line of a pasted 接龙. */
export interface JielongRow {
  /** As typed; absent: a name by itself among the numbered lines. */
  number?: number;
  names: string[];
  /** People it stands for, itself included; 0 where nobody is named. */
  people: number;
  phone?: string;
  /** What else it says: `3号点位`, `晚到十分钟`, `上午`. No phone number. */
  note?: string;
  /** Absent: it names no day. A day may lie outside the heading's. */
  days?: Day[];
  /** Says that they do not come after all (`来不了`, `取消`). */
  isOff?: boolean;
  /** Nobody is named. */
  isEmpty: boolean;
}

/** What is wrong with the numbers and names of a pasted 接龙; empty lists: nothing. */
export interface JielongFaults {
  /** Left out between the first and the last number. */
  missing: number[];
  /** Typed more than once. */
  doubled: number[];
  /** Numbers with nobody behind them, though the list goes on or something else stands there. */
  nameless: number[];
  /** Named more than once for the same day. */
  twice: string[];
}

/** What comes again: every week or every other week on these weekdays, every month on these days or on its nth weekday. */
export interface Recurrence {
  every: 'week' | 'two_weeks' | 'month';
  /** 1 Monday … 7 Sunday. */
  weekdays?: number[];
  /** With one weekday: which one of the month, -1 the last. */
  nth?: number;
  /** Days of the month; 31 where a month is shorter: its last. */
  dates?: number[];
}

/** The fields of a message as read; a field not said is absent. The first block is what message sets score. */
export interface Fields {
  dates?: Day[];
  /** meeting_change: the day it was planned for. */
  from?: Day[];
  /** HH:MM, or start and end. */
  time?: string[];
  part?: PartOfDay;
  /** First and last day of a period asked for. */
  period?: [Day, Day];
  keyword?: string;
  place?: string;
  people?: string[];
  self?: boolean;
  /** People registered or cancelled, places offered, helpers needed, people who served. */
  count?: number;
  /** Per person. */
  hours?: number;
  items?: Goods[];
  /** Yuan. */
  amount?: number;
  metric?: 'points' | 'hours';
  doc?: string;
  phones?: Record<string, string>;

  /** 每周五, 隔周周三, 每月15号; `dates` holds the first day of each that is to come. */
  recurrence?: Recurrence;
  /** create_activity: no registration after this. */
  deadline?: { day: Day; time?: string };
  /** create_activity: places as typed even where unusable (0, -5, 10^9); `count` only where it is a plain number. */
  capacity?: number;
  isUnlimited?: boolean;
  /** People brought along who have no name: `带2个家属` is 2. */
  companions?: number;
  /** meeting_create, meeting_change: repeats every week on this weekday, 1 Monday … 7 Sunday. */
  weekly?: number;
  /** meeting_create: `主持:张三`. */
  chair?: string;
  /** meeting_create: `议程:…`, split. */
  agenda?: string[];
  /** meeting_leave: why. */
  reason?: string;
  /** log_service: people who were helped (`受益300人`, `服务老人35人`). */
  beneficiaries?: number;
  /** list: the sender's own registrations (`我的报名`). */
  isMine?: boolean;
  /** list: how many places are left (`还有名额吗`). */
  isPlaces?: boolean;
  /** jielong: its rows one by one, where it has any. */
  rows?: JielongRow[];
  /** jielong: stands beside `rows`. */
  faults?: JielongFaults;
  /** Things that look wrong and are to be told: `6月31日没有这一天`, `6月4日是周三,不是周二`. */
  warnings?: string[];
}

/** From this confidence on a reading is acted on without asking. */
export const SURE = 0.8;

/** One way to understand a message. */
export interface Reading extends Fields {
  intent: Intent;
  /** 0 … 1; see SURE. */
  confidence: number;
  spans: Span[];
}

export interface ReadingContext {
  /** The wall clock at the association when the message arrived. */
  today: Day;
  /** HH:MM */
  time: string;
  /** Names the members go by. */
  roster: readonly string[];
  /** The sender's userid or name, to tell them from the people named. */
  sender?: string;
  /** Text of the message this one quotes: often the announcement it answers. */
  quote?: string;
}
