import { z } from 'zod';
import { ROBOT_CARD } from '../protocol/card/limits.ts';
import { readCard } from '../protocol/card.ts';
import { parse } from '../protocol/parse.ts';
import { readImage } from '../protocol/reply.ts';
import { Violation } from '../protocol/violation.ts';
import { createAllowance } from '../world/allowance.ts';
import type { Author, Body, Log } from '../world/log.ts';
import { type MediaStore, urlOf } from '../world/media.ts';
import { checkUpload, findUploaded, showUploaded } from '../world/media-type.ts';
import { nameOf, showMentions } from '../world/people.ts';
import { readNews } from './news.ts';
import type { Presenter } from './presenter.ts';

/** The 21st message within a minute is refused. */
const LIMITS = [{ count: 20, ms: 60_000 }];
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
const BYTE_LIMITS = { text: 2048, markdown: 4096, markdown_v2: 4096 };

const messageSchema = z.object({ msgtype: z.string() });
const contentSchema = z.object({
  content: z.string().default(''),
  mentioned_list: z.array(z.string()).default([]),
  mentioned_mobile_list: z.array(z.string()).default([]),
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
  /** Undefined for an unknown key. */
  groupOf(key: string): string | undefined;
  /** @throws Violation with the errcode to answer; nothing is shown then. */
  send(key: string, message: unknown): void;
  /** Returns the media id. @throws Violation */
  upload(key: string, type: string, file: { name: string; data: Buffer } | undefined): string;
}

export function createRobots(world: RobotWorld): Robots {
  const groups = new Map(Object.entries(world.robots).map(([group, key]) => [key, group]));
  const countOne = createAllowance(world.now, LIMITS);

  function requireGroup(key: string): string {
    const group = groups.get(key);
    if (group === undefined) throw new Violation('invalid webhook url', 93_000);
    return group;
  }

  return {
    groupOf: (key) => groups.get(key),
    send(key, message) {
      const chat = requireGroup(key);
      countOne(key);
      const author: Author = { kind: 'robot', name: '支部通知' };
      const body = read(world, key, message);
      if (body.kind === 'card') world.presenter.showCard(body, { place: { chat }, author });
      else world.log.add({ place: { chat }, author, body });
    },
    upload(key, type, file) {
      requireGroup(key);
      if (type !== 'file' && type !== 'voice') throw new Violation('invalid media type', 40_004);
      return world.media.keep({ ...checkUpload(type, file), key: ownerOf(key), type, uploadedAt: world.now() }).id;
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
    case 'voice': {
      const wanted = { id: parse(mediaSchema, part).media_id, type: msgtype, key: ownerOf(key) };
      return showUploaded(findUploaded(world.media, wanted, world.now()));
    }
    case 'template_card':
      return readCard(part, { limits: ROBOT_CARD });
    default:
      throw new Violation('invalid message type', 40_008);
  }
}

function readText(msgtype: keyof typeof BYTE_LIMITS, part: unknown): Body {
  const { content, mentioned_list, mentioned_mobile_list } = parse(contentSchema, part ?? {});
  if (content === '') throw new Violation('empty content', 44_004);
  if (Buffer.byteLength(content) > BYTE_LIMITS[msgtype]) throw new Violation('content size out of limit', 45_002);
  if (msgtype !== 'text') {
    return { kind: 'markdown', text: msgtype === 'markdown' ? showMentions(content) : content };
  }
  const names = [...mentioned_list, ...mentioned_mobile_list].map(
    (userid) => `@${userid === '@all' ? '所有人' : nameOf(userid)}`,
  );
  return { kind: 'text', text: [showMentions(content), ...names].join(' ') };
}

/** A file can be sent with no other robot than that it was uploaded with. */
function ownerOf(key: string): string {
  return `robot:${key}`;
}
