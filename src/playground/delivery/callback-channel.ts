import { randomUUID } from 'node:crypto';
import { botEventCallback, UNKNOWN } from '../protocol/callback.ts';
import { type PassiveReply, readClickReply, readEntryReply, readMessageReply } from '../protocol/reply.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import type { Carrier } from './carrier.ts';
import type { Channel, Grace, Occasion } from './channel.ts';
import { originOf } from './origin.ts';
import type { Presenter } from './presenter.ts';
import { followStream, type StreamOptions } from './stream.ts';

/** Events are delivered once: https://developer.work.weixin.qq.com/document/path/101027 */
const DELIVERIES = { message: 3, click: 1, entry: 1, feedback: 1 };

export interface CallbackParts {
  botId: string;
  now: () => Date;
  faults: () => Faults;
  carrier: Carrier;
  presenter: Presenter;
  streams: StreamOptions;
  graceMs: Grace;
}

/** Posts to the bot's callback address; the answer is in the response, and an open stream is asked for again and again. */
export function createCallbackChannel(parts: CallbackParts): Channel {
  return {
    async tell(occasion) {
      if (occasion.kind === 'message' && parts.faults().unknownEvent) await postUnknownEvent(parts);
      const isOver = limitFrom(parts);
      const reply = await deliver(parts, occasion);
      if (reply) return present(parts, occasion, reply, isOver);
      return occasion.kind === 'entry' ? 0 : parts.graceMs.streamed;
    },
    verify: () => parts.carrier.verify(),
  };
}

async function postUnknownEvent({ botId, now, carrier }: CallbackParts): Promise<void> {
  await carrier.post(botEventCallback(botId, { msgid: randomUUID(), at: now(), eventtype: UNKNOWN }));
}

/** Undefined where there is nothing to show; what is wrong is shown in the chat. */
async function deliver({ carrier, presenter }: CallbackParts, occasion: Occasion): Promise<PassiveReply | undefined> {
  const { exchange, callback, kind } = occasion;
  const delivered = await carrier.deliver(callback, DELIVERIES[kind]);
  try {
    if (delivered.outcome === 'answered') {
      return delivered.reply === undefined ? undefined : read(occasion, delivered.reply);
    }
    if (delivered.outcome === 'unreadable') throw new Violation(delivered.reason);
    presenter.notice(exchange, `投递了 ${DELIVERIES[kind]} 次，没有得到机器人的应答：${delivered.reason}`);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    presenter.notice(exchange, `企业微信没有收下机器人的应答：${error.message}`);
  }
  return undefined;
}

function read({ kind, taskId = '' }: Occasion, reply: unknown): PassiveReply {
  if (kind === 'feedback') throw new Violation('评价只能用空的应答来回');
  if (kind === 'click') return readClickReply(reply, taskId);
  return kind === 'entry' ? readEntryReply(reply) : readMessageReply(reply);
}

/** Tells when a stream has had its time, by the clock on the wall or by the one people move. */
function limitFrom({ now, streams }: CallbackParts): () => boolean {
  const [since, at] = [performance.now(), now().getTime()];
  return () => Math.max(performance.now() - since, now().getTime() - at) >= streams.limitMs;
}

/** Shows the answer, follows it where it is an open stream, and says how long to wait for pushes after it. */
async function present(
  parts: CallbackParts,
  { exchange }: Occasion,
  reply: PassiveReply,
  isOver: () => boolean,
): Promise<number> {
  const { botId, presenter, graceMs, streams, faults } = parts;
  try {
    const shown = presenter.present(exchange, reply);
    if (!shown || !reply.stream) return graceMs.answered;
    const hasCard = reply.card !== undefined;
    const origin = originOf(botId, exchange, faults());
    await followStream(parts, { id: reply.stream.id, shown, exchange, origin, hasCard, isOver }, streams);
    return graceMs.streamed;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    presenter.notice(exchange, `企业微信没有收下机器人的应答：${error.message}`);
    return graceMs.answered;
  }
}
