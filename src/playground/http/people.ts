import { Router } from '@koa/router';
import { z } from 'zod';
import type { Channel } from '../delivery/channel.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Draft } from '../delivery/draft.ts';
import { type Group, PEOPLE } from '../world/people.ts';
import { readBody } from './body.ts';
import { draftOf, draftParts, MAX_MESSAGE_BYTES } from './draft-schema.ts';

const chatSchema = z
  .string({ error: '要写群的编号，例如 "group-1"；一对一时写 null' })
  .regex(/^[\w@.-]{1,64}$/, '要写群的编号，例如 "group-1"；一对一时写 null')
  .nullable();
const senderSchema = z.string({ error: '要写说话人的账号，例如 "wangfang"' }).regex(/^[\w@.-]{1,64}$/, {
  error: '要写说话人的账号，例如 "wangfang"',
});
const notAnObject = { error: '请求内容要写成一个对象' };
const noMessage = '要写一句话，或者附上一种东西：图片、文件、语音、视频';
const quoteSchema = z.union(
  [
    z.string().transform((text): Draft => ({ kind: 'text', text })),
    z.strictObject({ messageId: z.string() }),
    z.strictObject(draftParts).transform((parts, issues): Draft => draftOf(parts) ?? refuse(issues)),
  ],
  { error: '要写一句话，或者 {"messageId":"…"}，或者和消息一样写 text、images、file、video、voice' },
);
const messageSchema = z
  .object({ chat: chatSchema, sender: senderSchema, ...draftParts, quote: quoteSchema.optional() }, notAnObject)
  .transform(({ chat, sender, quote, ...parts }, issues) => {
    const draft = draftOf(parts) ?? refuse(issues, ['text']);
    return { chat, sender, draft, quote };
  });
const clickSchema = z.object(
  {
    chat: chatSchema,
    sender: senderSchema,
    taskId: z.string({ error: '要写卡片的 taskId' }),
    key: z.string({ error: '要写按钮的 key' }),
    selected: z
      .record(z.string(), z.array(z.string()), { error: '要写成 {"题目的 question_key":["选项的 id"]}' })
      .optional(),
  },
  notAnObject,
);
const entrySchema = z.object({ sender: senderSchema }, notAnObject);

/** What people do: speak, tap, open the chat with the bot. */
export function peopleRouter(world: {
  conversation: Conversation;
  channel: Channel;
  botName: string;
  groups: readonly Group[];
}): Router {
  const { conversation, channel, botName, groups } = world;
  const router = new Router();
  router.get('/world', (ctx) => {
    ctx.body = { botName, people: PEOPLE, groups };
  });
  router.post('/messages', async (ctx) => {
    ctx.body = await conversation.say(await readBody(ctx, messageSchema, MAX_MESSAGE_BYTES));
  });
  router.post('/clicks', async (ctx) => {
    ctx.body = await conversation.click(await readBody(ctx, clickSchema));
  });
  router.post('/entries', async (ctx) => {
    ctx.body = await conversation.enter(await readBody(ctx, entrySchema));
  });
  router.post('/verification', async (ctx) => {
    const problem = await channel.verify();
    ctx.body = problem === undefined ? { verified: true } : { verified: false, error: `${problem}。` };
  });
  return router;
}

function refuse(issues: z.RefinementCtx, path: string[] = []): never {
  issues.addIssue({ code: 'custom', message: noMessage, path });
  return z.NEVER;
}
