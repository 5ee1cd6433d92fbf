import { randomUUID } from 'node:crypto';
import { clickCallback, entryCallback, type Origin, type Place, textCallback } from '../protocol/callback.ts';
import { type PassiveReply, readClickReply, readEntryReply, readMessageReply } from '../protocol/reply.ts';
import { Violation } from '../protocol/violation.ts';
import type { Cards } from '../world/cards.ts';
import type { Log } from '../world/log.ts';
import { nameOf } from '../world/people.ts';
import type { ResponseCodes } from '../world/response-codes.ts';
import { wallDay } from '../world/wall-time.ts';
import type { Carrier } from './carrier.ts';
import { type Answer, collect, type Patience } from './collect.ts';
import type { Exchange, Presenter } from './presenter.ts';
import { followStream, type StreamOptions } from './stream.ts';

const DELIVERIES = 3;

/** Takes one answer to `exchange` outside the callback; `quote` is what the answer quotes in a group. */
export interface LateAnswer {
  exchange: Exchange;
  quote?: string;
}

export interface ConversationParts {
  botId: string;
  botName: string;
  now: () => Date;
  log: Log;
  cards: Cards;
  carrier: Carrier;
  presenter: Presenter;
  responseCodes: ResponseCodes<LateAnswer>;
  /** Where `response_url` points. */
  apiBase: () => string;
  streams: StreamOptions;
  patience: Patience;
  /** How long a push may come after the answer and still be part of it. */
  graceMs: { answered: number; streamed: number };
}

/** What people do on their phones. */
export interface Conversation {
  /** `chat` null: to the bot alone. */
  say(message: { chat: string | null; sender: string; text: string; quote?: string | undefined }): Promise<Answer>;
  /** @throws Violation for a card or a button that is not in this chat. */
  click(click: { chat: string | null; sender: string; taskId: string; key: string }): Promise<Answer>;
  /** Opens the chat with the bot; it hears of the first time each day. */
  enter(entry: { sender: string }): Promise<Answer>;
}

export function createConversation(parts: ConversationParts): Conversation {
  const enteredOn = new Map<string, string>();
  return {
    say: (message) => say(parts, message),
    click: (click) => clickCard(parts, click),
    enter: async ({ sender }) => {
      const today = wallDay(parts.now());
      if (enteredOn.get(sender) === today) return { delivered: false, replies: [] };
      enteredOn.set(sender, today);
      return enter(parts, sender);
    },
  };
}

async function say(
  parts: ConversationParts,
  { chat, sender, text, quote }: Parameters<Conversation['say']>[0],
): Promise<Answer> {
  const exchange = begin(chat, sender);
  const isDelivered = chat === null || isMentioned(parts.botName, text);
  const author = { kind: 'person', userid: sender, name: nameOf(sender) } as const;
  const about = quote === undefined ? {} : { quote };
  parts.log.add({ place: exchange.place, author, body: { kind: 'text', text }, isDelivered, ...about });
  if (!isDelivered) return { delivered: false, replies: [] };
  const responseUrl = openResponse(parts, { exchange, ...(chat !== null && { quote: text }) });
  const origin = originOf(parts, exchange);
  const callback = textCallback(origin, { msgid: exchange.msgid, text, quote, responseUrl });
  return collect(parts.log, exchange, parts.patience, async () => {
    const reply = await deliver(parts, { exchange, callback, deliveries: DELIVERIES }, readMessageReply);
    return reply ? present(parts, exchange, reply) : parts.graceMs.streamed;
  });
}

/** Delivered once: https://developer.work.weixin.qq.com/document/path/101027 */
async function clickCard(
  parts: ConversationParts,
  { chat, sender, taskId, key }: Parameters<Conversation['click']>[0],
): Promise<Answer> {
  const exchange = begin(chat, sender);
  const card = parts.cards.find(taskId);
  const isHere = card && JSON.stringify(card.place) === JSON.stringify(exchange.place);
  if (!isHere) throw new Violation('这个会话里没有这张卡片');
  if (!card.keys.has(key)) throw new Violation('卡片上没有这个按钮');
  const responseUrl = openResponse(parts, { exchange });
  const click = { msgid: exchange.msgid, at: parts.now(), responseUrl, cardType: card.cardType, taskId, key };
  const callback = clickCallback(originOf(parts, exchange), click);
  return collect(parts.log, exchange, parts.patience, async () => {
    const reply = await deliver(parts, { exchange, callback, deliveries: 1 }, (value) => readClickReply(value, taskId));
    return reply ? present(parts, exchange, reply) : parts.graceMs.streamed;
  });
}

async function enter(parts: ConversationParts, sender: string): Promise<Answer> {
  const exchange = begin(null, sender);
  const callback = entryCallback(originOf(parts, exchange), { msgid: exchange.msgid, at: parts.now() });
  return collect(parts.log, exchange, parts.patience, async () => {
    const reply = await deliver(parts, { exchange, callback, deliveries: 1 }, readEntryReply);
    return reply ? present(parts, exchange, reply) : 0;
  });
}

/** Undefined where there is nothing to show; what is wrong is shown in the chat. */
async function deliver(
  { carrier, presenter }: ConversationParts,
  { exchange, callback, deliveries }: { exchange: Exchange; callback: string; deliveries: number },
  read: (value: unknown) => PassiveReply,
): Promise<PassiveReply | undefined> {
  const delivered = await carrier.deliver(callback, deliveries);
  try {
    if (delivered.outcome === 'answered') return delivered.reply === undefined ? undefined : read(delivered.reply);
    if (delivered.outcome === 'unreadable') throw new Violation(delivered.reason);
    presenter.notice(exchange, `投递了 ${deliveries} 次，没有得到机器人的应答：${delivered.reason}`);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    presenter.notice(exchange, `企业微信没有收下机器人的应答：${error.message}`);
  }
  return undefined;
}

/** Shows the answer, follows it where it is an open stream, and says how long to wait for pushes after it. */
async function present(parts: ConversationParts, exchange: Exchange, reply: PassiveReply): Promise<number> {
  const { presenter, graceMs, streams } = parts;
  try {
    const shown = presenter.present(exchange, reply);
    if (!shown || !reply.stream) return graceMs.answered;
    const hasCard = reply.card !== undefined;
    const stream = { id: reply.stream.id, shown, exchange, origin: originOf(parts, exchange), hasCard };
    await followStream(parts, stream, streams);
    return graceMs.streamed;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    presenter.notice(exchange, `企业微信没有收下机器人的应答：${error.message}`);
    return graceMs.answered;
  }
}

/** As plain text anywhere, with the half-width or the full-width sign. */
function isMentioned(botName: string, text: string): boolean {
  return text.replace(/[@＠]\s*/g, '@').includes(`@${botName}`);
}

function begin(chat: string | null, sender: string): Exchange {
  const place: Place = chat === null ? { chat: null, person: sender } : { chat };
  return { msgid: randomUUID(), place, sender };
}

function originOf({ botId }: ConversationParts, { place, sender }: Exchange): Origin {
  return { botId, place, sender };
}

function openResponse({ apiBase, responseCodes }: ConversationParts, late: LateAnswer): string {
  return `${apiBase()}/cgi-bin/aibot/response?response_code=${responseCodes.issue(late)}`;
}
