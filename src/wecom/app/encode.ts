import type { Message } from '../../bot/message.ts';
import type { Content } from '../../bot/outbox.ts';
import { isInteractive, type Reply } from '../../bot/reply.ts';
import { APP_CARD, cardAsMarkdown, encodeCard, noticeCard } from '../aibot/card.ts';
import { cardOf, textBeyondCard, WORKING } from '../aibot/encode.ts';
import { plainText } from '../plain.ts';
import { MAX_TEXT_BYTES } from './body.ts';
import type { XmlFields, XmlValue } from './xml.ts';

/** What answers a callback: at once in its response, and as a message of its own. Neither: nothing is said. */
export interface Answer {
  passive?: XmlFields;
  later?: Content;
}

/** Elements whose name is not that of the JSON field with capitals. */
const ELEMENTS: Record<string, string> = { keyname: 'KeyName', checkbox: 'CheckBox' };

/**
 * https://developer.work.weixin.qq.com/document/path/90241: a response takes one text of 2048 bytes or, to a click,
 * the card anew. All else goes as a message; so does a greeting, which is said once a day and not at each opening.
 */
export function answerTo(reply: Reply, message: Message): Answer {
  const card = cardOf(reply, message);
  if (reply.text === '' && !card && !reply.streamId) return {};
  if (message.click) {
    const rest = textBeyondCard(reply, message, APP_CARD);
    return {
      passive: cardUpdate(encodeCard(card ?? noticeCard(reply.text || WORKING), message.click.taskId, APP_CARD)),
      ...(rest === undefined ? {} : { later: { kind: 'markdown', text: rest } }),
    };
  }
  const later: Content = { kind: 'markdown', text: reply.text, ...(card ? { card } : {}) };
  if (message.isEntering || (card && isInteractive(card))) return { later };
  const said = card ? [reply.text, cardAsMarkdown(card)].filter((one) => one !== '').join('\n\n') : reply.text;
  const text = plainText(said || WORKING);
  return Buffer.byteLength(text) <= MAX_TEXT_BYTES ? { passive: passiveText(text) } : { later };
}

export function passiveText(text: string): XmlFields {
  return { MsgType: 'text', Content: text };
}

/** The whole answer once more, for where the response can no longer bring it. */
export function asMessage(reply: Reply, message: Message): Content | undefined {
  const { passive, later } = answerTo(reply, message);
  if (!passive) return later;
  const card = message.click ? undefined : cardOf(reply, message);
  return { kind: 'markdown', text: reply.text || WORKING, ...(card ? { card } : {}) };
}

/** The number of the card is that of the click, and has no element. */
function cardUpdate(card: object): XmlFields {
  const { task_id: _, ...fields } = { task_id: '', ...card };
  return { MsgType: 'update_template_card', TemplateCard: toXml(fields) };
}

function toXml(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(toXml);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [elementOf(name), toXml(field)]));
}

/** `sub_title_text` → `SubTitleText` */
function elementOf(name: string): string {
  return ELEMENTS[name] ?? name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
