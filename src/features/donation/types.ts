import type { Day } from '../../language/day.ts';

export interface GivenGoods {
  item: string;
  /** Null: not said. */
  quantity: number | null;
  unitWord: string | null;
}

/** What somebody said was given, checked. */
export interface DonationEntry {
  day: Day;
  goods: GivenGoods[];
  /** Null: no money given. */
  amountFen: bigint | null;
  /** Named donors other than the sender. */
  donors: string[];
  /** The sender says it is their own gift. */
  isSelf: boolean;
  purpose: string | null;
  /** To whom it was given on; null: not said. Absent: it was given to the association. */
  receiver?: string | null;
  /** Words that may name an activity. */
  keyword: string | null;
}

/** What is read back of a donation. */
export type Gifts = Pick<DonationEntry, 'day' | 'goods' | 'amountFen'>;

/** What `撤销` needs: rows that count no more, and rows that count again. */
export interface DonationUndo {
  revoke: number[];
  restore: number[];
}

export interface GivenLogged {
  outcome: 'logged' | 'completed';
  entry: DonationEntry;
  /** As stored; null: nobody named, kept under the sender. */
  donor: string | null;
  activity: string | null;
  unit: string | null;
  undo: DonationUndo;
}

export interface GivenRepeated {
  outcome: 'repeated';
  entry: DonationEntry;
  earlierMessageId: number;
}
