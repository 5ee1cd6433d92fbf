import { z } from 'zod';
import type { Message, Receiver } from '../../../bot/message.ts';
import type { Content } from '../../../bot/outbox.ts';
import { type Reply, textReply } from '../../../bot/reply.ts';
import type { Logger } from '../../../logger.ts';
import { endsWithin } from '../../../patience.ts';
import { decode, describeKind } from '../decode.ts';
import { textBeyondCard } from '../encode.ts';
import { cardContent, contentOf, tappableCard } from './content.ts';
import { type FollowTimings, follow } from './follow.ts';
import { encodeFrames, type Frames } from './frames.ts';
import type { Link } from './link.ts';
import { createOnce } from './once.ts';
import { createTurn, type Turn } from './turn.ts';

export interface AnswerOptions {
  link: Pick<Link, 'request'>;
  receiver: Receiver;
  logger: Logger;
  now(): Date;
  stripMention(text: string): string;
  isSpokenOf?(text: string): boolean;
  owed: Owed;
  /** One message was said in a conversation, `aibot:CHATID` or `aibot:USERID`; throws nothing. */
  count(allowance: string): void;
  timings?: Partial<FollowTimings>;
}

/** Keeps what an answer owes until it has been shown. */
export interface Owed {
  settle(message: Message): Promise<void>;
  /** What was not shown goes out by another way. */
  send(message: Message, content: Content): Promise<void>;
}

export interface Answering {
  take(frame: unknown): void;
  /** Takes nothing more; ends what is under way, as far as it goes within `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

interface Said {
  reply: Reply;
  message: Message;
  turn: Turn;
  frames: Frames;
}

const frameSchema = z.object({ headers: z.object({ req_id: z.string() }), body: z.unknown() });
const TIMINGS: FollowTimings = { everyMs: 2_000, keepAliveMs: 120_000 };
const SORRY = textReply('抱歉，刚才出了点问题，这条没有办成。请过一会儿再发一次，还不行就告诉管理员。');

/** Answers what comes in on the long connection; see design.md, "The message path". */
export function createAnswering(options: AnswerOptions): Answering {
  const { link, receiver, logger, owed } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  /** Delivered twice, a message is answered once. */
  const once = createOnce();

  function take(frame: unknown): void {
    const parsed = frameSchema.safeParse(frame);
    if (parsed.success && !stopping.signal.aborted) track(answer(parsed.data.headers.req_id, parsed.data.body));
  }

  function track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => logger.error({ err: error }, '回复一条消息时出错；请把这一行报告给维护者'))
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  async function answer(reqId: string, body: unknown): Promise<void> {
    const { stripMention, isSpokenOf } = options;
    const decoded = decode(body, { receivedAt: options.now(), stripMention, ...(isSpokenOf ? { isSpokenOf } : {}) });
    if (decoded?.kind !== 'message') {
      logger.info({ kind: describeKind(body) }, '收到一种不处理的消息或事件，已忽略');
      return;
    }
    const { userid } = decoded;
    const message: Message = { ...decoded.message, isBroughtOnce: true };
    const reply = await receive(message);
    const place = message.chat.kind === 'group' ? message.chat.id : userid;
    const turn = createTurn(link, { reqId, logger, onSaid: () => options.count(`aibot:${place}`) });
    const frames = encodeFrames(reply, message, userid);
    await once(message.id, () => say({ reply, message, turn, frames }));
  }

  async function receive(message: Message): Promise<Reply> {
    try {
      return await receiver.receive(message);
    } catch (error) {
      logger.error({ err: error, message: message.id }, '处理一条消息时出错，什么也没有存；请把这一行报告给维护者');
      return SORRY;
    }
  }

  /** False: not shown, but on its way out by another; a second delivery may show it still. */
  async function say(said: Said): Promise<boolean> {
    const { reply, message, turn, frames } = said;
    if (reply.streamId) {
      await open(reply.streamId, said);
      return true;
    }
    const { main } = frames;
    if (main && !(await turn.settle(main.body, main.cmd))) {
      const whole = contentOf(reply, message);
      if (whole) await owed.send(message, whole);
      return false;
    }
    const rest = await sayTheRest(said);
    await (rest ? owed.send(message, rest) : owed.settle(message));
    return true;
  }

  /** What is left to say by another way. */
  async function sayTheRest({ reply, message, turn, frames }: Said): Promise<Content | undefined> {
    const beyond = textBeyondCard(reply, message);
    if (beyond !== undefined) return { kind: 'markdown', text: beyond };
    if (!frames.card || (await turn.card(frames.card))) return undefined;
    const card = tappableCard(reply);
    return card && (frames.main ? cardContent(card) : contentOf(reply, message));
  }

  /** An answer to a tap has no stream: its end goes by another way. */
  async function open(streamId: string, { reply, message, turn, frames: { main, card } }: Said): Promise<void> {
    const isShown = main !== undefined && (message.click ? turn.settle(main.body, main.cmd) : turn.show(main.body));
    const isOpen = (await isShown) && !message.click;
    if (isOpen && card) await turn.card(card);
    const shown = isOpen ? reply.text : undefined;
    const sendCard = (one: Parameters<typeof cardContent>[0]) => owed.send(message, cardContent(one));
    track(follow({ streamId, turn, shown, sendCard }, { receiver, logger, signal: stopping.signal, timings }));
  }

  return {
    take,
    async stop(graceMs) {
      stopping.abort();
      await endsWithin(graceMs, idle());
    },
  };

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }
}
