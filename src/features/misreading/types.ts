export type Reason = 'unanswered' | 'unsure' | 'mistaken';

/** A wording that was not read, or was read wrongly. */
export interface Misreading {
  id: number;
  wording: string;
  reason: Reason;
  count: number;
  chatId: string | null;
  personId: number | null;
  lastAt: Date;
  handledAt: Date | null;
  /** What settled it; a few words for people. */
  handledHow: string | null;
}

/** One page, from 1. */
export interface MisreadingPage {
  rows: Misreading[];
  total: number;
  page: number;
  pages: number;
  /** Handled ones are among them. */
  isAll: boolean;
}
