import { Router, type RouterContext } from '@koa/router';
import getRawBody from 'raw-body';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Crypto, Envelope } from './crypto.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface CallbackOptions {
  crypto: Crypto;
  clock: Clock;
  logger: Logger;
}

/**
 * An encrypted callback address: GET proves that it is ours, POST is left to `answer`. What does not prove to come
 * from WeCom is refused with 4xx and one line in the log; a failure of ours is a 500, so that WeCom delivers again.
 */
export function callbackRouter(
  path: string,
  options: CallbackOptions,
  answer: (ctx: RouterContext) => Promise<void>,
): Router {
  const router = new Router();
  router.get(path, (ctx) => refusing(ctx, options, () => verifyAddress(ctx, options)));
  router.post(path, (ctx) => refusing(ctx, options, () => answer(ctx)));
  return router;
}

/** A `+` of base64 is often sent as it is and must not become a space. */
export function parseQuery(querystring: string): URLSearchParams {
  return new URLSearchParams(querystring.replaceAll('+', '%2B'));
}

/** @throws AppError `invalid_input` where a part is missing. */
export function envelopeOf(query: URLSearchParams, encrypt: string): Envelope {
  const signature = query.get('msg_signature') ?? '';
  const timestamp = query.get('timestamp') ?? '';
  const nonce = query.get('nonce') ?? '';
  if (!signature || !timestamp || !nonce || !encrypt) {
    throw malformed('地址里缺少 msg_signature、timestamp、nonce 或 echostr：这不像是企业微信发来的');
  }
  return { signature, timestamp, nonce, encrypt };
}

/** The whole body, at most 1 MB. */
export function readBody(ctx: RouterContext): Promise<string> {
  return getRawBody(ctx.req, {
    limit: MAX_BODY_BYTES,
    length: ctx.req.headers['content-length'] ?? null,
    encoding: 'utf-8',
  });
}

/** A request that is none of WeCom's: 400. */
export function malformed(message: string, cause?: unknown): AppError {
  return new AppError('invalid_input', message, { cause });
}

/** WeCom compares the body byte by byte: plain text, nothing added. */
async function verifyAddress(ctx: RouterContext, { crypto, clock }: CallbackOptions): Promise<void> {
  const query = parseQuery(ctx.querystring);
  const echo = crypto.open(envelopeOf(query, query.get('echostr') ?? ''), clock.now());
  ctx.type = 'text/plain';
  ctx.body = echo;
}

/** The one place where a refusal becomes a status and a line for the operator. */
async function refusing(ctx: RouterContext, { logger }: CallbackOptions, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const status = statusOf(error);
    const place = { method: ctx.method, path: ctx.path, ip: ctx.ip, status };
    if (status === 500) logger.error({ ...place, err: error }, '处理回调出错，企业微信会再送一次');
    else logger.warn(place, `拒绝了一个回调请求。${messageOf(error)}`);
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
