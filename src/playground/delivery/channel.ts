import type { Exchange } from './presenter.ts';

/** Something a person did that the bot hears of. */
export interface Occasion {
  kind: 'message' | 'click' | 'entry' | 'feedback';
  exchange: Exchange;
  /** The JSON that tells the bot of it. */
  callback: string;
  /** Of the card that was tapped. */
  taskId?: string;
}

/** How the bot hears of what people do, and how its answers come back: a bot has one way of the two WeCom knows. */
export interface Channel {
  /**
   * Shows what the bot answers, and resolves once the answer is whole: for so many milliseconds longer what is pushed
   * may belong to it.
   */
  tell(occasion: Occasion): Promise<number>;
  /** What stands between WeCom and the bot. */
  verify(): Promise<string | undefined>;
}

/** How long a push may come after the answer and still be part of it. */
export interface Grace {
  answered: number;
  streamed: number;
}
