import { createHash } from 'node:crypto';
import type { Article } from '../../bot/outbox.ts';
import { cutBytes, splitBytes } from '../limits.ts';

const MAX_TEXT_BYTES = 2048;
const MAX_MARKDOWN_BYTES = 4096;
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
  | { msgtype: 'file'; file: GroupFile };

/** As many messages as the limit of 2048 bytes asks for; the last one mentions `mentions` (userids or `@all`). */
export function textMessages(text: string, mentions: readonly string[] = []): GroupMessage[] {
  const pieces = splitBytes(text, MAX_TEXT_BYTES);
  return pieces.map((content, i) => {
    const isMentioning = i === pieces.length - 1 && mentions.length > 0;
    return { msgtype: 'text', text: { content, ...(isMentioning ? { mentioned_list: [...mentions] } : {}) } };
  });
}

/** As many messages as the limit of 4096 bytes asks for. */
export function markdownMessages(markdown: string): GroupMessage[] {
  const pieces = splitBytes(markdown, MAX_MARKDOWN_BYTES);
  if (!needsSecondMarkdown(markdown)) return pieces.map((content) => ({ msgtype: 'markdown', markdown: { content } }));
  return pieces.map((content) => ({ msgtype: 'markdown_v2', markdown_v2: { content } }));
}

/** The newer kind shows tables and pictures, but neither colours nor mentions, and nothing of it on old clients. */
function needsSecondMarkdown(markdown: string): boolean {
  if (/<font |<@/.test(markdown)) return false;
  return /^\|.+\|[ \t]*$/m.test(markdown) || /!\[[^\]\n]*\]\(/.test(markdown);
}

export function newsMessages(articles: readonly Article[]): GroupMessage[] {
  const shown = articles.slice(0, MAX_ARTICLES).map(({ title, description, url, pictureUrl }) => ({
    title: cutBytes(title, MAX_TITLE_BYTES),
    url,
    ...(description === undefined ? {} : { description: cutBytes(description, MAX_DESCRIPTION_BYTES) }),
    ...(pictureUrl === undefined ? {} : { picurl: pictureUrl }),
  }));
  return shown.length === 0 ? [] : [{ msgtype: 'news', news: { articles: shown } }];
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
