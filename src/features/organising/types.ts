import type { Changes } from '../activity/usecase/change.ts';
import type { Occurrence, Wanted } from '../activity/usecase/find.ts';
import type { Promotion } from '../registration/types.ts';

/** `修改活动 6月4日护考 名额30`, taken apart. */
export interface ChangeOrder {
  wanted: Wanted;
  changes: Changes;
  /** The part that says what is to be different, as typed. */
  text: string;
}

/** `取消活动 6月4日护考 因为下雨`, taken apart. */
export interface CallOffOrder {
  wanted: Wanted;
  reason: string | null;
}

export interface Changed {
  occurrences: Occurrence[];
  changes: Changes;
  promoted: Promotion[];
  /** How many were told. */
  told: number;
}

export interface CalledOff {
  occurrences: Occurrence[];
  reason: string | null;
  told: number;
}
