import type { Article, Content } from '../../bot/outbox.ts';
import { type Card, isInteractive } from '../../bot/reply.ts';
import { APP_CARD, type CardContent, cardAsMarkdown, encodeCard } from '../aibot/card.ts';
import { cutBytes, splitBytes } from '../limits.ts';
import { splitMarkdown } from '../markdown.ts';

/** Longer texts are cut silently: https://developer.work.weixin.qq.com/document/path/90236. */
export const MAX_TEXT_BYTES = 2048;
const MAX_ARTICLES = 8;
const MAX_TITLE_BYTES = 128;
const MAX_DESCRIPTION_BYTES = 512;

export type Body = { msgtype: string } & Record<string, unknown>;

/** One message, still without those it goes to. */
export type Part =
  | { kind: 'plain'; body: Body }
  | { kind: 'card'; card: Card }
  | { kind: 'file'; fileId: string; type: 'file' | 'image' };

/** The messages `content` becomes, in order; none: there is nothing to say. `canClick`: clicks reach us. */
export function partsOf(content: Content, canClick: boolean): Part[] {
  if (content.kind === 'file' || content.kind === 'image') {
    return [{ kind: 'file', fileId: content.fileId, type: content.kind }];
  }
  if (content.kind === 'news') return newsParts(content.articles);
  const { card } = content;
  const isTapped = card !== undefined && canClick && isInteractive(card);
  const text = card && !isTapped ? joinParagraphs(content.text, cardAsMarkdown(card)) : content.text;
  return [...textParts(content.kind, text), ...(isTapped ? [{ kind: 'card' as const, card }] : [])];
}

/** `taskId` is spent by one message, whoever it goes to. */
export function cardBody(card: CardContent, taskId: string): Body {
  return { msgtype: 'template_card', template_card: encodeCard(card, taskId, APP_CARD) };
}

function textParts(msgtype: 'text' | 'markdown', text: string): Part[] {
  const split = msgtype === 'markdown' ? splitMarkdown : splitBytes;
  return split(text, MAX_TEXT_BYTES).map((content) => ({
    kind: 'plain',
    body: { msgtype, [msgtype]: { content } },
  }));
}

function newsParts(articles: readonly Article[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < articles.length; i += MAX_ARTICLES) {
    const body = { msgtype: 'news', news: { articles: articles.slice(i, i + MAX_ARTICLES).map(encodeArticle) } };
    parts.push({ kind: 'plain', body });
  }
  return parts;
}

function encodeArticle({ title, description, url, pictureUrl }: Article): object {
  return {
    title: cutBytes(title, MAX_TITLE_BYTES),
    ...(description === undefined ? {} : { description: cutBytes(description, MAX_DESCRIPTION_BYTES) }),
    url,
    ...(pictureUrl === undefined ? {} : { picurl: pictureUrl }),
  };
}

function joinParagraphs(...paragraphs: string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
