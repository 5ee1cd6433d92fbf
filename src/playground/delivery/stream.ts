import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Origin, refreshCallback } from '../protocol/callback.ts';
import { readRefreshReply } from '../protocol/reply.ts';
import { Violation } from '../protocol/violation.ts';
import type { Shown } from '../world/log.ts';
import type { Carrier } from './carrier.ts';
import type { Exchange, Presenter } from './presenter.ts';

export interface StreamOptions {
  pollMs: number;
  limitMs: number;
  closing: AbortSignal;
}

export interface OpenStream {
  id: string;
  shown: Shown;
  origin: Origin;
  exchange: Exchange;
  /** A message takes one card, with the first reply or with a refresh. */
  hasCard: boolean;
  /** Whether WeCom asks for it no longer: six minutes after the person's message. */
  isOver(): boolean;
}

/** Polls an open stream until it is finished. */
export async function followStream(
  { carrier, presenter }: { carrier: Carrier; presenter: Presenter },
  stream: OpenStream,
  options: StreamOptions,
): Promise<void> {
  try {
    while (!stream.isOver()) {
      await sleep(options.pollMs, undefined, { signal: options.closing });
      if (await pollOnce(carrier, presenter, stream)) return;
    }
    presenter.endStream(stream.exchange, stream.shown);
    presenter.notice(stream.exchange, '流式消息没有结束，企业微信不再刷新');
  } catch (error) {
    if (options.closing.aborted) return;
    if (!(error instanceof Violation)) throw error;
    presenter.endStream(stream.exchange, stream.shown);
    presenter.notice(stream.exchange, `企业微信没有收下：${error.message}`);
  }
}

/** Whether the stream has ended. */
async function pollOnce(carrier: Carrier, presenter: Presenter, stream: OpenStream): Promise<boolean> {
  const delivered = await carrier.post(refreshCallback(stream.origin, { msgid: randomUUID(), streamId: stream.id }));
  if (delivered.outcome === 'unreadable') throw new Violation(delivered.reason);
  if (delivered.outcome === 'failed' || delivered.reply === undefined) return false;
  const reply = readRefreshReply(delivered.reply, stream.id);
  if (reply.card && stream.hasCard) throw new Violation('一条消息只能带一张卡片');
  stream.hasCard ||= reply.card !== undefined;
  presenter.refresh(stream.exchange, stream.shown, reply);
  return reply.stream?.isFinished ?? false;
}
