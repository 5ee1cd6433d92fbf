import type { Day } from '../../language/day.ts';

export interface NewOption {
  text: string;
  /** Absent: the option is no day. */
  day: Day | null;
}

export interface NewPoll {
  title: string;
  isMultiple: boolean;
  closesAt: Date | null;
  options: NewOption[];
}

export interface Voter {
  id: number;
  name: string;
}

export interface PollOption extends NewOption {
  id: number;
  /** 1, 2, 3 … as shown. */
  serial: number;
  /** In the order in which they voted. */
  voters: Voter[];
}

export interface Poll extends Omit<NewPoll, 'options'> {
  id: number;
  /** The group it was put to. */
  chatId: string | null;
  creator: Voter;
  state: 'open' | 'closed';
  options: PollOption[];
}
