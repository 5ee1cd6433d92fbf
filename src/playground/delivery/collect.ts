import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, bodyFor, isSamePlace, type Log, type Shown } from '../world/log.ts';
import type { Exchange } from './presenter.ts';

export interface Answer {
  /** False: said in a group without mentioning the bot. */
  delivered: boolean;
  /** `messageId` where the bot wants to hear what people think of it. */
  replies: (Body & { messageId?: string })[];
  /** What WeCom did not take, or why nothing came. */
  problems?: string[];
}

export interface Patience {
  /** The longest wait for an answer to be whole. */
  limitMs: number;
  closing: AbortSignal;
}

/**
 * What the sender sees because of `exchange` while `work` runs, and what is pushed to the same chat meanwhile; then
 * for as many milliseconds longer as `work` says.
 */
export async function collect(
  log: Log,
  exchange: Exchange,
  patience: Patience,
  work: () => Promise<number>,
): Promise<Answer> {
  const seen = new Map<string, Shown>();
  const stop = log.watch((shown, cause) => {
    const isPush = cause === undefined && shown.author.kind !== 'person' && isSamePlace(shown.place, exchange.place);
    if (cause === exchange.msgid || isPush) seen.set(shown.id, shown);
  });
  try {
    await waitFor(work, patience);
  } finally {
    stop();
  }
  const shown = [...seen.values()];
  const problems = shown.filter(({ author }) => author.kind === 'notice').map(({ body }) => body.text);
  const replies = shown
    .filter(({ author }) => author.kind !== 'notice')
    .map((one) => ({ ...bodyFor(one, exchange.sender), ...(one.feedbackId !== undefined && { messageId: one.id }) }));
  return { delivered: true, replies, ...(problems.length > 0 && { problems }) };
}

async function waitFor(work: () => Promise<number>, { limitMs, closing }: Patience): Promise<void> {
  const done = new AbortController();
  const limit = sleep(limitMs, 0, { signal: AbortSignal.any([closing, done.signal]) }).catch(() => 0);
  const graceMs = await Promise.race([work(), limit]);
  done.abort();
  await sleep(graceMs, undefined, { signal: closing }).catch(() => undefined);
}
