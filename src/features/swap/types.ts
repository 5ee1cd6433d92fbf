import type { Standing } from '../registration/types.ts';

export interface SwapPerson {
  id: number;
  name: string | null;
  userid: string | null;
}

/** Somebody asks another to take over a place, or to change places. */
export interface Swap {
  id: number;
  state: 'asked' | 'agreed' | 'declined' | 'void';
  asker: SwapPerson;
  other: SwapPerson;
  givenId: number;
  /** Null: the other only takes over. */
  takenId: number | null;
  chatId: string | null;
  /** No answer counts from then on: the first of the days begins. */
  expiresAt: Date;
  createdAt: Date;
}

/** What is asked for: a place of the asker's, and what the other gives for it. */
export interface Exchange {
  given: Standing;
  taken?: Standing | undefined;
}
