import type { Content } from '../bot/outbox.ts';

/** Where a channel is to say something: in a group, by a named group robot, or to people one to one. */
export type Destination =
  | { kind: 'chat'; chatId: string }
  | { kind: 'robot'; robot: string }
  | { kind: 'people'; userids: readonly string[] };

/** How often something may be said; counted under `name`, e.g. `robot:支部群`, `aibot:CHATID`. */
export interface Allowance {
  name: string;
  perMinute: number;
  perHour?: number;
}

/** One message, within its channel's limits. */
export interface Piece {
  allowances: readonly Allowance[];
  /**
   * Returns once WeCom has taken it; `missed`: userids of those it did not reach.
   * @throws AppError `wecom_refused` (cause: `{ errcode, errmsg }`), `wecom_unreachable`: it was not said,
   * `wecom_unclear`: no answer came, it may have been said.
   */
  send(): Promise<{ missed?: readonly string[] }>;
}

/** A way out of the bot; which one is taken is decided in delivery. */
export interface Channel {
  name: 'robot' | 'aibot' | 'app';
  /** Why it cannot say `content` there, as a sentence with what to do; undefined: it can. */
  objection(destination: Destination, content: Content): Promise<string | undefined>;
  /** Whether its objection may pass by itself, as where it is not connected; absent: never. */
  isObjectionPassing?(): boolean;
  /** The messages `content` becomes, in order. */
  pieces(destination: Destination, content: Content): Promise<Piece[]>;
  /** What the operator is to do about an errcode that does not pass by itself; undefined: nothing known. */
  advise(errcode: number, destination: Destination): string | undefined;
}
