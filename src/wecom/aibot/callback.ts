import { Router, type RouterContext } from '@koa/router';
import getRawBody from 'raw-body';
import { z } from 'zod';
import type { Message, Receiver } from '../../bot/message.ts';
import type { Reply } from '../../bot/reply.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Crypto, Envelope } from '../crypto.ts';
import { decode, describeKind } from './decode.ts';
import { encodeReply, encodeStream, textBeyondCard } from './encode.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const bodySchema = z.object({ encrypt: z.string().min(1) });

export interface AibotCallbackOptions {
  crypto: Crypto;
  receiver: Receiver;
  clock: Clock;
  logger: Logger;
  /** Takes the mention of the bot out of what was typed. */
  stripMention(text: string): string;
  /** Whether a text that mentions the bot only speaks of it. */
  isSpokenOf?(text: string): boolean;
  /** Posts markdown to a message's one-time address; false: not taken. */
  answerByUrl(url: string, markdown: string): Promise<boolean>;
}

/**
 * The AI bot's callback address, `GET,POST /wecom/callback`: verifies, decrypts, decodes, and answers with what the
 * receiver says. What does not prove to come from WeCom is refused with 4xx and one line in the log; a failure of
 * ours is a 500, so that WeCom delivers the message again.
 */
export function aibotCallback(options: AibotCallbackOptions): Router {
  const router = new Router();
  router.get('/wecom/callback', (ctx) => refusing(ctx, options, () => verifyAddress(ctx, options)));
  router.post('/wecom/callback', (ctx) => refusing(ctx, options, () => answerCallback(ctx, options)));
  return router;
}

/** WeCom compares the body byte by byte: plain text, nothing added. */
async function verifyAddress(ctx: RouterContext, { crypto, clock }: AibotCallbackOptions): Promise<void> {
  const query = parseQuery(ctx.querystring);
  const echo = crypto.open(envelopeOf(query, query.get('echostr') ?? ''), clock.now());
  ctx.type = 'text/plain';
  ctx.body = echo;
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

/** The one place where a refusal becomes a status and a line for the operator. */
async function refusing(ctx: RouterContext, options: AibotCallbackOptions, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const status = statusOf(error);
    const place = { method: ctx.method, path: ctx.path, ip: ctx.ip, status };
    if (status === 500) options.logger.error({ ...place, err: error }, '处理回调出错，企业微信会再送一次');
    else options.logger.warn(place, `拒绝了一个回调请求。${messageOf(error)}`);
    ctx.status = status;
    ctx.body = '';
    // Read to its end and thrown away: closing on a sender in the middle may cost them the answer.
    ctx.req.resume();
  }
}

function statusOf(error: unknown): number {
  if (error instanceof AppError && error.code === 'refused_request') return 403;
  if (error instanceof AppError && error.code === 'invalid_input') return 400;
  if (isRawBodyError(error)) return error.status;
  return 500;
}

function messageOf(error: unknown): string {
  if (isRawBodyError(error)) return error.status === 413 ? '请求体超过 1 MB' : '请求体没有收完整';
  return error instanceof Error ? error.message : String(error);
}

function isRawBodyError(error: unknown): error is getRawBody.RawBodyError {
  return error instanceof Error && 'type' in error && 'status' in error && typeof error.status === 'number';
}

/** A `+` of base64 is often sent as it is and must not become a space. */
function parseQuery(querystring: string): URLSearchParams {
  return new URLSearchParams(querystring.replaceAll('+', '%2B'));
}

function envelopeOf(query: URLSearchParams, encrypt: string): Envelope {
  const signature = query.get('msg_signature') ?? '';
  const timestamp = query.get('timestamp') ?? '';
  const nonce = query.get('nonce') ?? '';
  if (!signature || !timestamp || !nonce || !encrypt) {
    throw malformed('地址里缺少 msg_signature、timestamp、nonce 或 echostr：这不像是企业微信发来的');
  }
  return { signature, timestamp, nonce, encrypt };
}

function readBody(ctx: RouterContext): Promise<string> {
  return getRawBody(ctx.req, {
    limit: MAX_BODY_BYTES,
    length: ctx.req.headers['content-length'] ?? null,
    encoding: 'utf-8',
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

function malformed(message: string, cause?: unknown): AppError {
  return new AppError('invalid_input', message, { cause });
}
