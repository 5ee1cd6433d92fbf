import type { Day } from '../../language/day.ts';

/** All that a model is told of an activity. */
export interface OpenActivity {
  title: string;
  day: Day;
  /** HH:MM, or start and end; empty where no time is known. */
  time: string[];
}

/** What a proposal must be founded on. */
export interface Ground {
  /** As typed, phone and identity card numbers masked. */
  text: string;
  /** The day it was typed. */
  today: Day;
  activities: readonly OpenActivity[];
  /** Names the members go by. */
  roster: readonly string[];
}
