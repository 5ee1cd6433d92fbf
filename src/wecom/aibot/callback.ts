import type { Router, RouterContext } from '@koa/router';
import { z } from 'zod';
import type { Message, Receiver } from '../../bot/message.ts';
import type { Reply } from '../../bot/reply.ts';
import { type CallbackOptions, callbackRouter, envelopeOf, malformed, parseQuery, readBody } from '../request.ts';
import { decode, describeKind } from './decode.ts';
import { encodeReply, encodeStream, textBeyondCard } from './encode.ts';

const bodySchema = z.object({ encrypt: z.string().min(1) });

export interface AibotCallbackOptions extends CallbackOptions {
  receiver: Receiver;
  /** Takes the mention of the bot out of what was typed. */
  stripMention(text: string): string;
  /** Whether a text that mentions the bot only speaks of it. */
  isSpokenOf?(text: string): boolean;
  /** Posts markdown to a message's one-time address; false: not taken. */
  answerByUrl(url: string, markdown: string): Promise<boolean>;
}

/** The AI bot's callback address, `GET,POST /wecom/callback`: decodes, and answers with what the receiver says. */
export function aibotCallback(options: AibotCallbackOptions): Router {
  return callbackRouter('/wecom/callback', options, (ctx) => answerCallback(ctx, options));
}

async function answerCallback(ctx: RouterContext, options: AibotCallbackOptions): Promise<void> {
  const query = parseQuery(ctx.querystring);
  const { encrypt } = parseBody(await readBody(ctx));
  const receivedAt = options.clock.now();
  const body = parseJson(options.crypto.open(envelopeOf(query, encrypt), receivedAt));
  const answer = await answerBody(body, receivedAt, options);
  if (answer.body === undefined) {
    ctx.body = '';
    return;
  }
  const { whenWritten } = answer;
  if (whenWritten) ctx.res.once('finish', whenWritten);
  const timestamp = Math.floor(options.clock.now().getTime() / 1000);
  const nonce = query.get('nonce') ?? '';
  const sealed = options.crypto.seal(JSON.stringify(answer.body), { timestamp, nonce });
  ctx.body = { encrypt: sealed.encrypt, msgsignature: sealed.signature, timestamp, nonce };
}

interface Answer {
  /** Undefined: an empty answer. */
  body: object | undefined;
  whenWritten?: () => void;
}

async function answerBody(body: unknown, receivedAt: Date, options: AibotCallbackOptions): Promise<Answer> {
  const { stripMention, isSpokenOf } = options;
  const decoded = decode(body, { receivedAt, stripMention, ...(isSpokenOf ? { isSpokenOf } : {}) });
  if (!decoded) {
    options.logger.info({ kind: describeKind(body) }, '收到一种不处理的消息或事件，已忽略');
    return { body: undefined };
  }
  if (decoded.kind === 'refresh') return answerRefresh(decoded.streamId, options);
  const reply = await options.receiver.receive(decoded.message);
  sayTheRest(reply, decoded.message, options);
  return { body: encodeReply(reply, decoded.message, decoded.userid) };
}

/** A finished state counts as delivered once the answer has gone out whole, and not before. */
async function answerRefresh(streamId: string, { receiver, logger }: AibotCallbackOptions): Promise<Answer> {
  const state = await receiver.refresh(streamId);
  if (!state) return { body: undefined };
  const body = encodeStream(state);
  if (!state.isFinished) return { body };
  const whenWritten = () => {
    receiver
      .delivered(streamId)
      .catch((error: unknown) => logger.warn({ err: error, streamId }, '没能记下一条回复已送到，可能会再发一次'));
  };
  return { body, whenWritten };
}

/** Not waited for: the card must be answered within five seconds. */
function sayTheRest(reply: Reply, message: Message, { answerByUrl, logger }: AibotCallbackOptions): void {
  const rest = textBeyondCard(reply, message);
  if (rest === undefined || message.responseUrl === undefined) return;
  void answerByUrl(message.responseUrl, rest).then((isSaid) => {
    if (!isSaid) logger.warn({ message: message.id }, '点卡片后的完整文字没有发出去，群里只看到卡片上的部分');
  });
}

function parseBody(text: string): { encrypt: string } {
  const parsed = bodySchema.safeParse(parseJson(text));
  if (!parsed.success) throw malformed('请求体里没有 encrypt：这不像是企业微信智能机器人发来的');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed('请求体不是 JSON：请确认后台填的是智能机器人的回调地址', error);
  }
}
