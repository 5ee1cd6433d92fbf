import { Router } from '@koa/router';
import { z } from 'zod';
import type { Corp } from '../corp/app.ts';
import { APP_EVENTS } from '../corp/callback/conversation.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Draft } from '../delivery/draft.ts';
import type { WayToBot } from '../mode.ts';
import { APP_CHAT } from '../protocol/callback.ts';
import { type Group, PEOPLE } from '../world/people.ts';
import { BadRequest, readBody } from './body.ts';
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
const ratingSchema = z
  .object(
    {
      chat: chatSchema,
      sender: senderSchema,
      messageId: z.string({ error: '要写消息的编号' }),
      type: z.literal([1, 2, 3], '只能是 1（准确）、2（不准确）或 3（撤回评价）'),
      content: z.string({ error: '要写一句话' }).max(2000, '最多 2000 个字').optional(),
      reasons: z
        .array(z.literal([1, 2, 3, 4], '只能是 1（答非所问）、2（不完整）、3（有错误）或 4（数据分析有误）'))
        .min(1, '不能空')
        .optional(),
    },
    notAnObject,
  )
  .refine(({ type, reasons }) => type === 2 || reasons === undefined, {
    path: ['reasons'],
    error: '只有不准确才说原因',
  });
const entrySchema = z.object(
  { chat: z.literal(APP_CHAT, '只能是 "app"；一对一时写 null').nullable().default(null), sender: senderSchema },
  notAnObject,
);

const appEventSchema = z
  .object(
    {
      sender: senderSchema,
      event: z.enum(APP_EVENTS, { error: `只能是 ${APP_EVENTS.join('、')} 里的一种` }),
      key: z.string().min(1, '不能空').optional(),
    },
    notAnObject,
  )
  .refine(({ event, key }) => (event === 'click' || event === 'view') === (key !== undefined), {
    error: 'click 和 view 要写菜单的 key，别的事件不写',
    path: ['key'],
  });

/** What people do: speak, tap, open the chat with the bot; use the menu of the app, come into its reach and leave it. */
export function peopleRouter(world: {
  conversation: Conversation;
  /** The self-built app, in the chat `app`. */
  corp: Corp | undefined;
  way: Pick<WayToBot, 'kind' | 'channel'>;
  botName: string;
  groups: readonly Group[];
}): Router {
  const { conversation, corp, way, botName, groups } = world;
  const router = new Router();
  router.get('/world', (ctx) => {
    ctx.body = { botName, people: PEOPLE, groups, reachedBy: way.kind, hasApp: corp !== undefined };
  });
  router.post('/messages', async (ctx) => {
    const message = await readBody(ctx, messageSchema, MAX_MESSAGE_BYTES);
    ctx.body = await (message.chat === APP_CHAT ? appOf(corp).conversation.say(message) : conversation.say(message));
  });
  router.post('/clicks', async (ctx) => {
    const click = await readBody(ctx, clickSchema);
    ctx.body = await (click.chat === APP_CHAT ? appOf(corp).conversation.click(click) : conversation.click(click));
  });
  router.post('/feedback', async (ctx) => {
    ctx.body = await conversation.rate(await readBody(ctx, ratingSchema));
  });
  router.post('/entries', async (ctx) => {
    const entry = await readBody(ctx, entrySchema);
    ctx.body = await (entry.chat === APP_CHAT ? appOf(corp).conversation : conversation).enter(entry);
  });
  router.post('/app-events', async (ctx) => {
    ctx.body = await appOf(corp).conversation.report(await readBody(ctx, appEventSchema));
  });
  router.post('/verification', async (ctx) => {
    const problem = await (ctx.query.chat === APP_CHAT ? appOf(corp) : way.channel).verify();
    ctx.body = problem === undefined ? { verified: true } : { verified: false, error: `${problem}。` };
  });
  return router;
}

/** @throws BadRequest */
function appOf(corp: Corp | undefined): Corp {
  if (!corp) throw new BadRequest('没有自建应用：要先填好 WECOM_CORP_ID、WECOM_APP_AGENT_ID 和 WECOM_APP_SECRET');
  return corp;
}

function refuse(issues: z.RefinementCtx, path: string[] = []): never {
  issues.addIssue({ code: 'custom', message: noMessage, path });
  return z.NEVER;
}
