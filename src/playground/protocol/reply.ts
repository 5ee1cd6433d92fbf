import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CardBody, readCard } from './card.ts';
import { bytes, firstFault } from './text.ts';
import { Violation } from './violation.ts';

export interface StreamPart {
  id: string;
  isFinished: boolean;
  /** The whole text so far; what was shown before is replaced. */
  text: string;
  images: Buffer[];
  /** Where the bot wants to hear what people think of the answer; counts with the first reply only. */
  feedbackId?: string;
}

/** What a passive reply shows; all absent: nothing. */
export interface PassiveReply {
  text?: string;
  stream?: StreamPart;
  card?: CardBody;
  /** Replaces the clicked card, for `userids` only where given. */
  update?: { card: CardBody; userids?: string[] };
}

const imageSchema = z.object({
  msgtype: z.literal('image', '只能是 image'),
  image: z.object({ base64: z.base64(), md5: z.string() }),
});

/** The id under which the bot hears what people think of a message. */
export const feedbackSchema = z.object({ id: bytes(256).min(1, '不能空') }).optional();

const streamSchema = z.object({
  id: z.string().min(1, '不能空'),
  finish: z.boolean().default(false),
  content: bytes(20_480).default(''),
  msg_item: z.array(imageSchema).max(10, '最多 10 张').default([]),
  feedback: feedbackSchema,
});

// https://developer.work.weixin.qq.com/document/path/101031
const messageReplySchema = z.discriminatedUnion(
  'msgtype',
  [
    z.object({ msgtype: z.literal('stream'), stream: streamSchema }),
    z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
    z.object({ msgtype: z.literal('stream_with_template_card'), stream: streamSchema, template_card: z.unknown() }),
  ],
  { error: '回复消息的 msgtype 只能是 stream、template_card 或 stream_with_template_card' },
);

const entryReplySchema = z.discriminatedUnion(
  'msgtype',
  [
    z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) }),
    z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
  ],
  { error: '进入会话的回复只能是 text 或 template_card' },
);

const clickReplySchema = z.object({
  response_type: z.literal('update_template_card', '只能是 update_template_card'),
  userids: z.array(z.string()).optional(),
  template_card: z.unknown(),
});

/** @throws Violation; so do the others here. */
export function readMessageReply(value: unknown): PassiveReply {
  const reply = read(messageReplySchema, value);
  return {
    ...('stream' in reply && { stream: readStream(reply.stream) }),
    ...('template_card' in reply && { card: readCard(reply.template_card) }),
  };
}

/** The answer to a poll of the stream `streamId`. */
export function readRefreshReply(value: unknown, streamId: string): PassiveReply {
  const reply = readMessageReply(value);
  if (!reply.stream) throw new Violation('刷新流式消息只能回复 stream');
  if (reply.stream.id !== streamId) throw new Violation('刷新时 stream.id 变了');
  return reply;
}

export function readEntryReply(value: unknown): PassiveReply {
  const reply = read(entryReplySchema, value);
  return 'text' in reply ? { text: reply.text.content } : { card: readCard(reply.template_card) };
}

/** The answer to a tap on the card `taskId`. */
export function readClickReply(value: unknown, taskId: string): PassiveReply {
  const reply = read(clickReplySchema, value);
  const card = readCard(reply.template_card, { isUpdate: true });
  if (card.taskId !== taskId) throw new Violation('更新卡片的 task_id 要和被点的卡片一样');
  return { update: { card, ...(reply.userids && { userids: reply.userids }) } };
}

function readStream(stream: z.infer<typeof streamSchema>): StreamPart {
  if (stream.msg_item.length > 0 && !stream.finish) throw new Violation('msg_item 只能和 finish:true 一起给');
  const images = stream.msg_item.map(({ image }) => readImage(image));
  const { id, finish, content, feedback } = stream;
  return { id, isFinished: finish, text: content, images, ...(feedback && { feedbackId: feedback.id }) };
}

/** The bytes of an image given in base64, at most `limit` of them. */
export function readImage(image: { base64: string; md5: string }, limit = 10 * 1024 * 1024): Buffer {
  const data = Buffer.from(image.base64, 'base64');
  const isPicture = data.subarray(0, 3).toString('hex') === 'ffd8ff' || data.subarray(1, 4).toString() === 'PNG';
  if (!isPicture) throw new Violation('图片只能是 JPG 或 PNG');
  if (data.length > limit) throw new Violation('图片太大', 45001);
  if (createHash('md5').update(data).digest('hex') !== image.md5.toLowerCase()) throw new Violation('图片的 md5 不对');
  return data;
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Violation(`回复的内容不对：${firstFault(parsed.error)}`);
  return parsed.data;
}
