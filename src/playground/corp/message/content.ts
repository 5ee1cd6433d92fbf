import { z } from 'zod';
import { readNews } from '../../delivery/news.ts';
import { APP_CARD } from '../../protocol/card/limits.ts';
import { readCard } from '../../protocol/card.ts';
import { parse } from '../../protocol/parse.ts';
import { bytes, cut, cutBytes } from '../../protocol/text.ts';
import { Violation } from '../../protocol/violation.ts';
import type { Body } from '../../world/log.ts';
import { nameOf, showMentions } from '../../world/people.ts';
import type { AppMedia } from '../media.ts';

const MAX_BYTES = 2048;

const kindSchema = z.object({ msgtype: z.string() });
const textSchema = z.object({ content: z.string().default(''), mentioned_list: z.array(z.string()).default([]) });
const textCardSchema = z.object({
  title: z.string().min(1, '不能空'),
  description: z.string().min(1, '不能空'),
  url: bytes(2048).min(1, '不能空'),
  btntxt: z.string().optional(),
});
const mediumSchema = z.object({ media_id: z.string() });
const videoSchema = mediumSchema.extend({ title: bytes(128).optional(), description: bytes(512).optional() });

/** `isChat`: to a group of the app, where people can be mentioned and cards cannot be sent. */
export interface ContentUse {
  media: AppMedia;
  isChat: boolean;
}

/** What a message of the app shows: https://developer.work.weixin.qq.com/document/path/90236. @throws Violation */
export function readContent(message: unknown, { media, isChat }: ContentUse): Body {
  const { msgtype } = parse(kindSchema, message, 40_008);
  const part: unknown = new Map(Object.entries(Object(message))).get(msgtype);
  switch (msgtype) {
    case 'text':
      return readText(part, isChat);
    case 'markdown':
      return readMarkdown(part, isChat);
    case 'textcard':
      return readTextCard(part);
    case 'news':
      return readNews(part);
    case 'image':
    case 'voice':
    case 'file':
      return media.show(msgtype, parse(mediumSchema, part, 40_007).media_id);
    case 'video':
      return media.show(msgtype, parse(videoSchema, part).media_id);
    case 'template_card':
      if (!isChat) return readCard(part, { limits: APP_CARD });
  }
  throw new Violation('invalid message type', 40_008);
}

/** Longer texts are cut without a word. */
function readText(part: unknown, isChat: boolean): Body {
  const { content, mentioned_list } = parse(textSchema, part ?? {});
  if (content === '') throw new Violation('empty content', 44_004);
  const text = cutBytes(content, MAX_BYTES);
  const mentioned = isChat ? mentioned_list : [];
  const names = mentioned.map((userid) => `@${userid === '@all' ? '所有人' : nameOf(userid)}`);
  return { kind: 'text', text: [text, ...names].join(' ') };
}

function readMarkdown(part: unknown, isChat: boolean): Body {
  const { content } = parse(textSchema, part ?? {});
  if (content === '') throw new Violation('empty content', 44_004);
  if (Buffer.byteLength(content) > MAX_BYTES) throw new Violation('content size out of limit', 45_002);
  return { kind: 'markdown', text: isChat ? showMentions(content) : content };
}

function readTextCard(part: unknown): Body {
  const { title, description, url, btntxt = '详情' } = parse(textCardSchema, part);
  return { kind: 'markdown', text: `**${cut(title, 128)}**\n${cut(description, 512)}\n[${cut(btntxt, 4)}](${url})` };
}
