import type { Article, Content } from '../../../bot/outbox.ts';
import { isInteractive } from '../../../bot/reply.ts';
import { splitBytes } from '../../limits.ts';
import { cardAsMarkdown, encodeCard } from '../card.ts';

/** https://developer.work.weixin.qq.com/document/path/101463 */
const MAX_MARKDOWN_BYTES = 20_480;

/** One message, still without the conversation it goes to. */
export type Part =
  | { kind: 'markdown' | 'card'; body: object }
  | { kind: 'file'; fileId: string; type: 'file' | 'image' };

/** The messages `content` becomes, in order: text in pieces, then the card; none: there is nothing to say. */
export function partsOf(content: Content): Part[] {
  if (content.kind === 'file' || content.kind === 'image') {
    return [{ kind: 'file', fileId: content.fileId, type: content.kind }];
  }
  if (content.kind === 'news') return markdownParts(content.articles.map(linkOf).join('\n\n'));
  const { text, card } = content;
  if (!card) return markdownParts(text);
  if (!isInteractive(card))
    return markdownParts([text, cardAsMarkdown(card)].filter((part) => part !== '').join('\n\n'));
  const body = { msgtype: 'template_card', template_card: encodeCard(card, card.taskId) };
  // A text that only repeats the title is for channels without cards.
  return [...(text === card.title ? [] : markdownParts(text)), { kind: 'card', body }];
}

function markdownParts(text: string): Part[] {
  return splitBytes(text, MAX_MARKDOWN_BYTES).map((content) => ({
    kind: 'markdown',
    body: { msgtype: 'markdown', markdown: { content } },
  }));
}

function linkOf({ title, description, url }: Article): string {
  return [`[${title}](${url})`, description ?? ''].filter((part) => part !== '').join('\n');
}
