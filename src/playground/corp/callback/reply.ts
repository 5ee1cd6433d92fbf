import { z } from 'zod';
import { readNews } from '../../delivery/news.ts';
import type { CardBody } from '../../protocol/card.ts';
import { parse } from '../../protocol/parse.ts';
import { cutBytes } from '../../protocol/text.ts';
import { Violation } from '../../protocol/violation.ts';
import type { Body } from '../../world/log.ts';
import type { AppMedia } from '../media.ts';
import { readUpdate } from '../message/update.ts';
import { cardOfXml } from './card.ts';

const MAX_TEXT_BYTES = 2048;

/** What a passive reply does. */
export type AppReply =
  | { kind: 'message'; body: Body }
  /** The clicked card is shown so to the one who clicked. */
  | { kind: 'card'; card: CardBody }
  /** The buttons of the clicked card give way to `word`. */
  | { kind: 'button'; word: string };

/** What it answers; `taskId` where that is a click. */
export interface Answered {
  corpId: string;
  sender: string;
  taskId?: string | undefined;
  media: AppMedia;
}

const headSchema = z.object({
  ToUserName: z.string(),
  FromUserName: z.string(),
  MsgType: z.string(),
});
const textSchema = z.object({ Content: z.string().min(1, '不能空') });
const mediumSchema = z.object({ MediaId: z.string() });
const newsSchema = z.object({
  ArticleCount: z.string().regex(/^\d+$/, '要写条数'),
  Articles: z.object({
    item: z.unknown().transform((item) => (item === undefined ? [] : [item].flat())),
  }),
});
const itemSchema = z
  .object({
    Title: z.string(),
    Description: z.string().default(''),
    Url: z.string().optional(),
    PicUrl: z.string().default(''),
  })
  .transform(({ Title, Description, Url, PicUrl }) => ({
    ...{ title: Title, description: Description, picurl: PicUrl },
    ...(Url && { url: Url }),
  }));
const updateSchema = z.object({ TemplateCard: z.record(z.string(), z.unknown()) });
const buttonSchema = z.object({ Button: z.object({ ReplaceName: z.string().min(1, '不能空') }) });

/** https://developer.work.weixin.qq.com/document/path/90241. @throws Violation */
export function readAppReply(fields: unknown, { corpId, sender, taskId, media }: Answered): AppReply {
  const head = parse(headSchema, fields);
  if (head.ToUserName !== sender) throw new Violation('ToUserName 要是发来消息的人');
  if (head.FromUserName !== corpId) throw new Violation('FromUserName 要是企业 ID');
  if (head.MsgType === 'update_template_card' || head.MsgType === 'update_button') {
    if (taskId === undefined) throw new Violation('没有点卡片，不能更新卡片');
    if (head.MsgType === 'update_button')
      return { kind: 'button', word: parse(buttonSchema, fields).Button.ReplaceName };
    return { kind: 'card', card: readUpdate(cardOfXml(parse(updateSchema, fields).TemplateCard), taskId) };
  }
  return { kind: 'message', body: readBody(head.MsgType, fields, media) };
}

function readBody(msgType: string, fields: unknown, media: AppMedia): Body {
  switch (msgType) {
    case 'text':
      return { kind: 'text', text: cutBytes(parse(textSchema, fields).Content, MAX_TEXT_BYTES) };
    case 'image':
      return media.show('image', mediaIdIn('Image', fields));
    case 'voice':
      return media.show('voice', mediaIdIn('Voice', fields));
    case 'video':
      return media.show('video', mediaIdIn('Video', fields));
    case 'news':
      return readXmlNews(fields);
    default:
      throw new Violation(
        '被动回复的 MsgType 只能是 text、image、voice、video、news、update_button 或 update_template_card',
      );
  }
}

function mediaIdIn(element: string, fields: unknown): string {
  return parse(z.object({ [element]: mediumSchema }), fields)[element]?.MediaId ?? '';
}

function readXmlNews(fields: unknown): Body {
  const { ArticleCount, Articles } = parse(newsSchema, fields);
  if (Number(ArticleCount) !== Articles.item.length) throw new Violation('ArticleCount 和 item 的个数不一样');
  return readNews({ articles: Articles.item.map((item) => parse(itemSchema, item)) });
}
