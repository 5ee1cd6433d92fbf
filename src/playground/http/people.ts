import { Router } from '@koa/router';
import { z } from 'zod';
import type { Channel } from '../delivery/channel.ts';
import type { Conversation } from '../delivery/conversation.ts';
import { type Group, PEOPLE } from '../world/people.ts';
import { readBody } from './body.ts';

const chatSchema = z
  .string({ error: '要写群的编号，例如 "group-1"；一对一时写 null' })
  .regex(/^[\w@.-]{1,64}$/, '要写群的编号，例如 "group-1"；一对一时写 null')
  .nullable();
const senderSchema = z.string({ error: '要写说话人的账号，例如 "wangfang"' }).regex(/^[\w@.-]{1,64}$/, {
  error: '要写说话人的账号，例如 "wangfang"',
});
const sentence = (limit: number) =>
  z
    .string({ error: '要写一句话' })
    .max(limit, `最多 ${limit} 个字`)
    .refine((text) => text.trim() !== '', { error: '不能是空的' });

const notAnObject = { error: '请求内容要写成一个对象' };
const messageSchema = z.object(
  { chat: chatSchema, sender: senderSchema, text: sentence(100_000), quote: sentence(100_000).optional() },
  notAnObject,
);
const clickSchema = z.object(
  {
    chat: chatSchema,
    sender: senderSchema,
    taskId: z.string({ error: '要写卡片的 taskId' }),
    key: z.string({ error: '要写按钮的 key' }),
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
    ctx.body = await conversation.say(await readBody(ctx, messageSchema));
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
