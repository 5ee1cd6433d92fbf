import { randomUUID } from 'node:crypto';
import { clickCallback, entryCallback, type Origin, type Place, textCallback } from '../protocol/callback.ts';
import { Violation } from '../protocol/violation.ts';
import type { Cards } from '../world/cards.ts';
import type { Faults } from '../world/faults.ts';
import type { Log } from '../world/log.ts';
import { nameOf } from '../world/people.ts';
import type { ResponseCodes } from '../world/response-codes.ts';
import { wallDay } from '../world/wall-time.ts';
import type { Channel } from './channel.ts';
import { type Answer, collect, type Patience } from './collect.ts';
import type { Exchange } from './presenter.ts';

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
  channel: Channel;
  faults: () => Faults;
  responseCodes: ResponseCodes<LateAnswer>;
  /** Where `response_url` points. */
  apiBase: () => string;
  patience: Patience;
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
  return collect(parts.log, exchange, parts.patience, () =>
    parts.channel.tell({ kind: 'message', exchange, callback }),
  );
}

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
  return collect(parts.log, exchange, parts.patience, () =>
    parts.channel.tell({ kind: 'click', exchange, callback, taskId }),
  );
}

async function enter(parts: ConversationParts, sender: string): Promise<Answer> {
  const exchange = begin(null, sender);
  const callback = entryCallback(originOf(parts, exchange), { msgid: exchange.msgid, at: parts.now() });
  return collect(parts.log, exchange, parts.patience, () => parts.channel.tell({ kind: 'entry', exchange, callback }));
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

function openResponse({ apiBase, responseCodes, faults }: ConversationParts, late: LateAnswer): string | undefined {
  if (faults().noResponseUrl) return undefined;
  return `${apiBase()}/cgi-bin/aibot/response?response_code=${responseCodes.issue(late)}`;
}
