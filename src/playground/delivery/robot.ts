import { z } from 'zod';
import { ROBOT_CARD } from '../protocol/card/limits.ts';
import { readCard } from '../protocol/card.ts';
import { readImage } from '../protocol/reply.ts';
import { firstFault } from '../protocol/text.ts';
import { Violation } from '../protocol/violation.ts';
import { createAllowance } from '../world/allowance.ts';
import type { Author, Body, Log } from '../world/log.ts';
import { type MediaStore, urlOf } from '../world/media.ts';
import { nameOf, showMentions } from '../world/people.ts';
import type { Presenter } from './presenter.ts';

/** The 21st message within a minute is refused. */
const LIMITS = [{ count: 20, ms: 60_000 }];
const MEDIA_VALID_MS = 3 * 86_400_000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
const BYTE_LIMITS = { text: 2048, markdown: 4096, markdown_v2: 4096 };

const messageSchema = z.object({ msgtype: z.string() });
const contentSchema = z.object({
  content: z.string().default(''),
  mentioned_list: z.array(z.string()).default([]),
});
const articlesSchema = z.object({
  articles: z.array(z.object({ title: z.string().min(1), description: z.string().default(''), url: z.url() })),
});
const imageSchema = z.object({ base64: z.base64(), md5: z.string() });
const mediaSchema = z.object({ media_id: z.string() });

export interface RobotWorld {
  log: Log;
  media: MediaStore;
  presenter: Presenter;
  now: () => Date;
  /** Webhook key by group. */
  robots: Record<string, string>;
}

/** The group robots' side of WeCom: https://developer.work.weixin.qq.com/document/path/99110 */
export interface Robots {
  /** @throws Violation with the errcode to answer; nothing is shown then. */
  send(key: string, message: unknown): void;
  /** Returns the media id. @throws Violation */
  upload(key: string, type: string, file: { name: string; data: Buffer } | undefined): string;
}

export function createRobots(world: RobotWorld): Robots {
  const groups = new Map(Object.entries(world.robots).map(([group, key]) => [key, group]));
  const countOne = createAllowance(world.now, LIMITS);

  function groupOf(key: string): string {
    const group = groups.get(key);
    if (group === undefined) throw new Violation('invalid webhook url', 93_000);
    return group;
  }

  return {
    send(key, message) {
      const chat = groupOf(key);
      countOne(key);
      const author: Author = { kind: 'robot', name: '支部通知' };
      const body = read(world, key, message);
      if (body.kind === 'card') world.presenter.showCard(body, { place: { chat }, author });
      else world.log.add({ place: { chat }, author, body });
    },
    upload(key, type, file) {
      groupOf(key);
      if (type !== 'file' && type !== 'voice') throw new Violation('invalid media type', 40_004);
      if (!file) throw new Violation('media data missing', 41_005);
      if (file.data.length <= 5) throw new Violation('invalid media size', 40_006);
      if (file.data.length > MAX_FILE_BYTES) throw new Violation('media size out of limit', 45_001);
      return world.media.keep({ ...file, key, uploadedAt: world.now() }).id;
    },
  };
}

function read(world: RobotWorld, key: string, message: unknown): Body {
  const { msgtype } = parse(messageSchema, message, 40_008);
  const part: unknown = new Map(Object.entries(Object(message))).get(msgtype);
  switch (msgtype) {
    case 'text':
    case 'markdown':
    case 'markdown_v2':
      return readText(msgtype, part);
    case 'news':
      return readNews(part);
    case 'image': {
      const name = '图片.png';
      const data = readImage(parse(imageSchema, part), MAX_IMAGE_BYTES);
      return { kind: 'image', text: '［图片］', url: urlOf(world.media.keep({ name, data, uploadedAt: world.now() })) };
    }
    case 'file':
    case 'voice':
      return readFile(world, key, part);
    case 'template_card':
      return readCard(part, { limits: ROBOT_CARD });
    default:
      throw new Violation('invalid message type', 40_008);
  }
}

function readText(msgtype: keyof typeof BYTE_LIMITS, part: unknown): Body {
  const { content, mentioned_list } = parse(contentSchema, part ?? {});
  if (content === '') throw new Violation('empty content', 44_004);
  if (Buffer.byteLength(content) > BYTE_LIMITS[msgtype]) throw new Violation('content size out of limit', 45_002);
  if (msgtype !== 'text') {
    return { kind: 'markdown', text: msgtype === 'markdown' ? showMentions(content) : content };
  }
  const names = mentioned_list.map((userid) => `@${userid === '@all' ? '所有人' : nameOf(userid)}`);
  return { kind: 'text', text: [showMentions(content), ...names].join(' ') };
}

function readNews(part: unknown): Body {
  const { articles } = parse(articlesSchema, part);
  if (articles.length < 1 || articles.length > 8) throw new Violation('invalid article count', 40_058);
  const lines = articles.map(({ title, description, url }) => `[${title}](${url})\n${description}`.trim());
  return { kind: 'markdown', text: lines.join('\n\n') };
}

function readFile(world: RobotWorld, key: string, part: unknown): Body {
  const medium = world.media.find(parse(mediaSchema, part).media_id);
  const isUsable =
    medium?.key === key && medium !== undefined && world.now().getTime() - medium.uploadedAt.getTime() < MEDIA_VALID_MS;
  if (!isUsable) throw new Violation('invalid media_id', 40_007);
  return { kind: 'file', text: medium.name, name: medium.name, url: urlOf(medium), size: medium.data.length };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, errcode = 40_058): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Violation(firstFault(parsed.error), errcode);
  return parsed.data;
}
