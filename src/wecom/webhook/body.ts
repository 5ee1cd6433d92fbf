import { createHash } from 'node:crypto';
import type { Article } from '../../bot/outbox.ts';
import type { Card } from '../../bot/reply.ts';
import { encodeCard } from '../aibot/card.ts';
import { cutBytes, splitBytes } from '../limits.ts';
import { splitMarkdown } from '../markdown.ts';
import { guardMentions } from '../mention.ts';

const MAX_TEXT_BYTES = 2048;
const MAX_MARKDOWN_BYTES = 4096;
/** How many the client names in one message without hiding the text behind them. */
const MAX_MENTIONS = 50;
const MAX_ARTICLES = 8;
const MAX_TITLE_BYTES = 128;
const MAX_DESCRIPTION_BYTES = 512;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

/** A file as it goes to the group; more than 5 bytes, at most 20 MB. */
export interface GroupFile {
  name: string;
  bytes: Uint8Array;
}

/** One message of a group robot: https://developer.work.weixin.qq.com/document/path/99110. */
export type GroupMessage =
  | { msgtype: 'text'; text: { content: string; mentioned_list?: string[] } }
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'markdown_v2'; markdown_v2: { content: string } }
  | { msgtype: 'news'; news: { articles: { title: string; description?: string; url: string; picurl?: string }[] } }
  | { msgtype: 'image'; image: { base64: string; md5: string } }
  | { msgtype: 'template_card'; template_card: object }
  | { msgtype: 'file'; file: GroupFile };

/**
 * As many messages as the limit of 2048 bytes asks for; the last one mentions `mentions` (userids or `@all`), fifty
 * at a time. Nothing within the text mentions anybody.
 */
export function textMessages(text: string, mentions: readonly string[] = []): GroupMessage[] {
  const pieces = splitBytes(guardMentions(text), MAX_TEXT_BYTES);
  const last = pieces.pop();
  if (last === undefined) return [];
  const groups = groupsOf(mentions, MAX_MENTIONS);
  return [
    ...pieces.map(textMessage),
    ...(groups.length === 0 ? [textMessage(last)] : groups.map((group) => mentioningMessage(last, group))),
  ];
}

/** As many messages as the limit of 4096 bytes asks for; `<@userid>` mentions only those of `mentions` (spelling by userid). */
export function markdownMessages(markdown: string, mentions?: ReadonlyMap<string, string>): GroupMessage[] {
  const safe = guardMentions(markdown, mentions);
  const pieces = splitMarkdown(safe, MAX_MARKDOWN_BYTES);
  if (!needsSecondMarkdown(safe)) return pieces.map((content) => ({ msgtype: 'markdown', markdown: { content } }));
  return pieces.map((content) => ({ msgtype: 'markdown_v2', markdown_v2: { content } }));
}

/**
 * The newer kind shows tables, pictures and lists, but neither colours nor mentions, and its marks as they are on old
 * clients. Numbered lines read well in either.
 */
function needsSecondMarkdown(markdown: string): boolean {
  if (/<font |<@/.test(markdown)) return false;
  return /^\|.+\|[ \t]*$|^[ \t]*[-*+] \S|^```/m.test(markdown) || /!\[[^\]\n]*\]\(/.test(markdown);
}

/** Eight in a message; one without a title goes by its address. */
export function newsMessages(articles: readonly Article[]): GroupMessage[] {
  const shown = articles.map(({ title, description, url, pictureUrl }) => ({
    title: cutBytes(guardMentions(title.trim() || url), MAX_TITLE_BYTES),
    ...(description === undefined ? {} : { description: cutBytes(guardMentions(description), MAX_DESCRIPTION_BYTES) }),
    url,
    ...(pictureUrl === undefined ? {} : { picurl: pictureUrl }),
  }));
  return groupsOf(shown, MAX_ARTICLES).map((group) => ({ msgtype: 'news', news: { articles: group } }));
}

/** A card with nothing to tap. Its number serves to find it after a tap; here it would only be spent. */
export function cardMessage(card: Card): GroupMessage {
  const { task_id: _, ...template_card } = Object.assign({ task_id: '' }, encodeCard(card, card.taskId));
  return { msgtype: 'template_card', template_card };
}

/** A JPG or PNG of at most 2 MB as a picture; anything else as a file. */
export function imageMessages(file: GroupFile): GroupMessage[] {
  const bytes = Buffer.from(file.bytes);
  if (!isPicture(bytes) || bytes.length > MAX_IMAGE_BYTES) return [{ msgtype: 'file', file }];
  const md5 = createHash('md5').update(bytes).digest('hex');
  return [{ msgtype: 'image', image: { base64: bytes.toString('base64'), md5 } }];
}

function isPicture(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 3).toString('hex') === 'ffd8ff' || bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'
  );
}

function textMessage(content: string): GroupMessage {
  return { msgtype: 'text', text: { content } };
}

function mentioningMessage(content: string, mentioned_list: string[]): GroupMessage {
  return { msgtype: 'text', text: { content, mentioned_list } };
}

function groupsOf<T>(all: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let i = 0; i < all.length; i += size) groups.push(all.slice(i, i + size));
  return groups;
}
