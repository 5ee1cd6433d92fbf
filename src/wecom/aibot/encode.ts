import { createHash } from 'node:crypto';
import type { Message, StreamState } from '../../bot/message.ts';
import { type Card, isInteractive, type Reply } from '../../bot/reply.ts';
import { cutContent } from '../limits.ts';
import { guardMentions } from '../mention.ts';
import { plainText } from '../plain.ts';
import {
  AIBOT_CARD,
  type CardContent,
  type CardLimits,
  cardAsMarkdown,
  encodeCard,
  noticeCard,
  shownTexts,
} from './card.ts';

/** Shown where an answer follows and nothing was said yet. */
export const WORKING: string = '正在处理，请稍候……';
const NOTHING_TO_SAY = '已处理完。';

/**
 * The passive answer to `message` (https://developer.work.weixin.qq.com/document/path/101031); undefined: say
 * nothing. `clicker`: the sender's userid as WeCom spelled it, for whom alone a clicked card changes.
 */
export function encodeReply(reply: Reply, message: Message, clicker = message.sender): object | undefined {
  const card = cardOf(reply, message);
  if (reply.text === '' && !card && !reply.streamId) return undefined;
  if (message.click) {
    const isForOne = message.chat.kind === 'group' && !reply.isForAll;
    const update = encodeCard(card ?? noticeCard(reply.text || WORKING), message.click.taskId);
    return {
      response_type: 'update_template_card',
      ...(isForOne ? { userids: [clicker] } : {}),
      template_card: update,
    };
  }
  return message.isEntering ? encodeGreeting(reply.text, card) : encodeAnswer(reply, card, message.id);
}

/**
 * A stream as it stands now, with its card beside it. The content replaces what was shown, so the last one repeats
 * the whole text and is never empty.
 */
export function encodeStream({ id, text, isFinished, card }: StreamState): object {
  const content = cutContent(text === '' && isFinished ? NOTHING_TO_SAY : guardMentions(text));
  const stream = { id, finish: isFinished, content };
  if (!card) return { msgtype: 'stream', stream };
  return { msgtype: 'stream_with_template_card', stream, template_card: encodeCard(card, card.taskId) };
}

/**
 * Markdown that the answer to a click has no room for, since nothing but a card may answer it: to be said by
 * the message's response_url. Undefined where the card shows it all, or a late answer will need the address.
 */
export function textBeyondCard(reply: Reply, message: Message, limits = AIBOT_CARD): string | undefined {
  if (!message.click || reply.streamId) return undefined;
  const said = reply.isOnCard || isShown(reply, limits) ? '' : reply.text;
  return joinParagraphs(said, reply.beside ?? '') || undefined;
}

/** What the reply offers to tap or tells on a card, with a number of its own. */
export function cardOf(reply: Reply, message: Message): Card | undefined {
  const content = reply.card ?? choiceCard(reply);
  return content && { ...content, taskId: reply.card?.taskId ?? `c-${hashOf(message.id)}` };
}

function isShown(reply: Reply, limits: CardLimits): boolean {
  const card = reply.card ?? choiceCard(reply) ?? noticeCard(reply.text);
  const { title, description, text } = shownTexts(card, limits);
  const said = plainText(reply.text);
  return [title, description, text, `${title}\n${text}`].some((shown) => shown.trim() === said);
}

/** A stream, finished unless a late answer follows, with the card beside it. */
function encodeAnswer(reply: Reply, card: Card | undefined, messageId: string): object {
  const isTapped = card !== undefined && isInteractive(card);
  const said = card && !isTapped ? joinParagraphs(reply.text, cardAsMarkdown(card)) : reply.text;
  if (said === '' && isTapped && !reply.streamId) {
    return { msgtype: 'template_card', template_card: encodeCard(card, card.taskId) };
  }
  return encodeStream({
    id: reply.streamId ?? `s-${hashOf(messageId)}`,
    text: said || WORKING,
    isFinished: reply.streamId === undefined,
    ...(isTapped ? { card } : {}),
  });
}

/** Where someone opens the chat, plain text or a card is all WeCom takes. */
function encodeGreeting(text: string, card: Card | undefined): object {
  if (text === '' && card) return { msgtype: 'template_card', template_card: encodeCard(card, card.taskId) };
  return { msgtype: 'text', text: { content: cutContent(guardMentions(plainText(text))) } };
}

/** Buttons for choices that came without a card. */
function choiceCard({ choices = [], text }: Reply): CardContent | undefined {
  if (choices.length === 0) return undefined;
  const buttons = choices.map(({ label, key }, i) => ({ text: `${i + 1} ${label}`, key }));
  return { title: plainText(text).split('\n')[0] ?? '', buttons };
}

function joinParagraphs(...paragraphs: string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/** The same for each delivery of one message, so that a redelivery shows the same bubble. */
function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}
