import { setTimeout as sleep } from 'node:timers/promises';
import type { Receiver, StreamState } from '../../../bot/message.ts';
import type { Card } from '../../../bot/reply.ts';
import type { Logger } from '../../../logger.ts';
import { encodeStream } from '../encode.ts';
import { splitCard } from './frames.ts';
import type { Turn } from './turn.ts';

export interface FollowOptions {
  receiver: Pick<Receiver, 'refresh' | 'deliver'>;
  logger: Logger;
  /** Aborted: the process stops. */
  signal: AbortSignal;
  timings: FollowTimings;
}

export interface FollowTimings {
  /** Between two looks at the state, and so the least between two frames. */
  everyMs: number;
  /** The same state is shown again after so long: a stream nobody updates expires after some minutes. */
  keepAliveMs: number;
}

export interface Followed {
  streamId: string;
  turn: Turn;
  /** What is shown by now; undefined: the stream cannot be shown, and its answer goes by another way. */
  shown: string | undefined;
  /** Says the card of the finished answer by another way. */
  sendCard(card: Card): Promise<void>;
}

/** Whether each refresh counts against the 30 messages a minute is not documented; the end must have room. */
const LIVELY_REFRESHES = 10;
const SLOWER = 3;
const RESTARTING = '机器人正在重启，办好了另外发给你。';
const ELSEWHERE = '办好了，另外发给你。';

/** Pushes what a late answer shows until its end, which is shown whole; where it cannot be, it goes by another way. */
export async function follow({ streamId, turn, sendCard, ...opened }: Followed, options: FollowOptions): Promise<void> {
  const { receiver, signal, timings } = options;
  let { shown } = opened;
  let quiet = 0;
  let refreshes = 0;
  for (;;) {
    await sleep(timings.everyMs, undefined, { signal }).catch(() => undefined);
    quiet += 1;
    const state = await read(streamId, options);
    if (state === 'unknown') return;
    if (state?.isFinished) return finish();
    if (signal.aborted) return leave(RESTARTING);
    if (!state || shown === undefined) continue;
    const isDue = state.text !== shown && quiet >= (refreshes < LIVELY_REFRESHES ? 1 : SLOWER);
    if (!isDue && quiet * timings.everyMs < timings.keepAliveMs) continue;
    shown = (await turn.show(encodeStream(state))) ? state.text : undefined;
    refreshes += 1;
    quiet = 0;
  }

  async function finish(): Promise<void> {
    let isShown = true;
    await receiver.deliver(streamId, async (end) => {
      isShown = shown !== undefined && (await close(end));
      return isShown;
    });
    if (!isShown) await leave(ELSEWHERE);
  }

  async function close(end: StreamState): Promise<boolean> {
    const { main, card } = splitCard(encodeStream(end));
    if (!main || !(await turn.settle(main.body))) return false;
    if (card && end.card && !(await turn.card(card))) await sendCard(end.card);
    return true;
  }

  /** No bubble is left as if the bot were still at it. */
  async function leave(why: string): Promise<void> {
    if (shown === undefined) return;
    const text = [shown, why].filter((part) => part !== '').join('\n\n');
    await turn.settle(encodeStream({ id: streamId, text, isFinished: true }));
  }
}

/** Undefined: could not be read this time. */
async function read(
  streamId: string,
  { receiver, logger }: FollowOptions,
): Promise<StreamState | 'unknown' | undefined> {
  try {
    return (await receiver.refresh(streamId)) ?? 'unknown';
  } catch (error) {
    logger.warn({ err: error, streamId }, '没能读到一条回复的进度，稍后再读');
    return undefined;
  }
}
