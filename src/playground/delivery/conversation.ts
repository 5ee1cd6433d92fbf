import { randomUUID } from 'node:crypto';
import { clickCallback, entryCallback, messageCallback, type Origin, placeOf } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import { Violation } from '../protocol/violation.ts';
import type { Cards } from '../world/cards.ts';
import type { Faults } from '../world/faults.ts';
import { type Body, bodyFor, briefOf, isSamePlace, type Log } from '../world/log.ts';
import type { MediaStore } from '../world/media.ts';
import type { MediaHost } from '../world/media-host.ts';
import { nameOf } from '../world/people.ts';
import type { ResponseCodes } from '../world/response-codes.ts';
import { wallDay } from '../world/wall-time.ts';
import type { Channel } from './channel.ts';
import { type Answer, collect, type Patience } from './collect.ts';
import { contentOf, type Draft, showDraft } from './draft.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import type { Exchange, Presenter } from './presenter.ts';
import { type Selected, selectedItems } from './selection.ts';

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
  presenter: Presenter;
  media: MediaStore;
  mediaHost: MediaHost;
  faults: () => Faults;
  responseCodes: ResponseCodes<LateAnswer>;
  /** Where `response_url` points. */
  apiBase: () => string;
  patience: Patience;
}

/** `chat` null: to the bot alone. A quote is a message shown before, or written here for itself. */
export interface Message {
  chat: string | null;
  sender: string;
  draft: Draft;
  quote?: Draft | { messageId: string } | undefined;
}

export interface CardClick {
  chat: string | null;
  sender: string;
  taskId: string;
  key: string;
  /** Of the questions that were touched. */
  selected?: Selected | undefined;
}

/** What people do on their phones. */
export interface Conversation {
  /** @throws Violation for a quoted message that is not in this chat. */
  say(message: Message): Promise<Answer>;
  /** @throws Violation for a card, a button or an option that is not in this chat. */
  click(click: CardClick): Promise<Answer>;
  /** Opens the chat with the bot; it hears of the first time each day. */
  enter(entry: { sender: string }): Promise<Answer>;
}

export function createConversation(parts: ConversationParts): Conversation {
  const enteredOn = new Map<string, string>();
  const inFlight = createInFlight();
  return {
    say: (message) => say(parts, inFlight, message),
    click: (click) => clickCard(parts, click),
    enter: async ({ sender }) => {
      const today = wallDay(parts.now());
      if (enteredOn.get(sender) === today) return { delivered: false, replies: [] };
      enteredOn.set(sender, today);
      return enter(parts, sender);
    },
  };
}

async function say(parts: ConversationParts, inFlight: InFlight, message: Message): Promise<Answer> {
  const { chat, sender } = message;
  const exchange = begin(chat, sender);
  const quoted = message.quote && quotedBody(parts, exchange, message.quote);
  const body = showDraft(message.draft, parts.media, parts.now());
  const whyUnheard = chat === null ? undefined : findWhyUnheard(parts.botName, body);
  parts.log.add({
    place: exchange.place,
    author: { kind: 'person', userid: sender, name: nameOf(sender) },
    body,
    isDelivered: whyUnheard === undefined,
    ...(whyUnheard !== undefined && { whyUnheard }),
    ...(quoted && { quote: briefOf(quoted) }),
  });
  if (whyUnheard !== undefined) return { delivered: false, replies: [] };
  const done = inFlight.begin(sender);
  if (!done) return refuseOneMore(parts, exchange);
  const callback = callbackFor(parts, exchange, body, quoted);
  return collect(parts.log, exchange, parts.patience, () =>
    parts.channel.tell({ kind: 'message', exchange, callback }).finally(done),
  );
}

function callbackFor(parts: ConversationParts, exchange: Exchange, body: Body, quoted: Body | undefined): string {
  const isInGroup = exchange.place.chat !== null;
  return messageCallback(originOf(parts, exchange), {
    msgid: exchange.msgid,
    content: contentOf(body, parts.media, parts.mediaHost),
    quote: quoted && contentOf(quoted, parts.media, parts.mediaHost),
    responseUrl: openResponse(parts, { exchange, ...(isInGroup && { quote: briefOf(body) }) }),
    at: parts.faults().withCreateTime ? parts.now() : undefined,
  });
}

function quotedBody(parts: ConversationParts, { place, sender }: Exchange, quote: Draft | { messageId: string }): Body {
  if (!('messageId' in quote)) return showDraft(quote, parts.media, parts.now());
  const shown = parts.log.find(quote.messageId);
  if (!shown || !isSamePlace(shown.place, place)) throw new Violation('这个会话里没有要引用的消息');
  return bodyFor(shown, sender);
}

/** Nothing but text and mixed messages that mention it reaches the bot from a group. */
function findWhyUnheard(botName: string, body: Body): string | undefined {
  if (body.kind !== 'text' && body.kind !== 'mixed') return '群里单独发的图片、文件、语音和视频，机器人收不到';
  return isMentioned(botName, body.text) ? undefined : `没有@${botName}，机器人收不到`;
}

/** https://developer.work.weixin.qq.com/document/path/101031 */
function refuseOneMore({ presenter }: ConversationParts, exchange: Exchange): Answer {
  const problem = `${nameOf(exchange.sender)}已有 3 条消息在等机器人回答，这一条没有送到；等答完再发`;
  presenter.notice(exchange, problem);
  return { delivered: false, replies: [], problems: [problem] };
}

async function clickCard(parts: ConversationParts, click: CardClick): Promise<Answer> {
  const { chat, sender, taskId, key, selected = {} } = click;
  const exchange = begin(chat, sender);
  const card = parts.cards.find(taskId);
  if (!card || !isSamePlace(card.place, exchange.place)) throw new Violation('这个会话里没有这张卡片');
  if (!card.keys.has(key)) throw new Violation('卡片上没有这个按钮');
  const visible = visibleCard(parts, card.shownId, sender);
  const callback = clickCallback(originOf(parts, exchange), {
    ...{ msgid: exchange.msgid, at: parts.now(), cardType: card.cardType, taskId, key },
    responseUrl: openResponse(parts, { exchange }),
    selected: selectedItems(card, { visible, key, selected }),
  });
  return collect(parts.log, exchange, parts.patience, () =>
    parts.channel.tell({ kind: 'click', exchange, callback, taskId }),
  );
}

function visibleCard({ log }: ConversationParts, shownId: string, sender: string): CardBody | undefined {
  const shown = log.find(shownId);
  const body = shown && bodyFor(shown, sender);
  return body?.kind === 'card' ? body : undefined;
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
  return { msgid: randomUUID(), place: placeOf(chat, sender), sender };
}

function originOf({ botId }: ConversationParts, { place, sender }: Exchange): Origin {
  return { botId, place, sender };
}

function openResponse({ apiBase, responseCodes, faults }: ConversationParts, late: LateAnswer): string | undefined {
  if (faults().noResponseUrl) return undefined;
  return `${apiBase()}/cgi-bin/aibot/response?response_code=${responseCodes.issue(late)}`;
}
