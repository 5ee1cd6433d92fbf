import type { Content, Target } from './outbox.ts';

/** A way in. */
export interface Incoming {
  /** As people name it: 智能机器人（长连接）. */
  label: string;
  /** Why nothing comes in at present and what to do, as a sentence; undefined: nothing is known to be wrong. */
  trouble(): string | undefined;
}

/** A way out, and how it fares. */
export interface Outgoing {
  /** As people name it: 群机器人「支部群」. */
  label: string;
  /** What it may still say; `isEach`: each of its conversations counts for itself, these are of the busiest one. */
  left: { minute: number; hour?: number; isEach: boolean };
  /** WeCom said it was too often: nothing more before this. */
  blockedUntil?: Date;
  lastSentAt?: Date;
  /** With what to do about it. */
  lastError?: { reason: string; at: Date };
}

/** What is known of all ways in and out of the bot. */
export interface ChannelBoard {
  incoming: readonly Incoming[];
  outgoing(now: Date): Promise<Outgoing[]>;
  /** The label of the way that would be tried first; undefined: none reaches the target. */
  wayFor(target: Target, content: Content): Promise<string | undefined>;
}
