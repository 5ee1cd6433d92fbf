import type { Outgoing } from '../../bot/channels.ts';

/** `blocked`: WeCom said it was too often. `full`: its allowance is used up for now. `failing`: the last try went wrong. */
export type ChannelState = 'working' | 'untried' | 'full' | 'blocked' | 'failing';

export interface ChannelReport {
  incoming: { label: string; trouble?: string }[];
  /** When the last message came in. */
  lastHeardAt?: Date;
  outgoing: (Outgoing & { state: ChannelState; waiting: number })[];
  /** What is due and has not gone out; `byNone`: no way out reaches its target. */
  waiting: { total: number; byNone: number };
}
