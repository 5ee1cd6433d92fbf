import type { Context, Middleware } from 'koa';
import getRawBody from 'raw-body';
import type { z } from 'zod';
import { firstFault } from '../protocol/text.ts';
import { Violation } from '../protocol/violation.ts';
import { isFromHere } from './origin.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A request that cannot be carried out; `message` is one sentence. */
export class BadRequest extends Error {}

/** Turns what is wrong with a request into 400 and one sentence. */
export const sayWhatIsWrong: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof BadRequest || error instanceof Violation)) throw error;
    ctx.status = 400;
    ctx.body = { error: `${error.message}。` };
  }
};

/** Another site's page must not speak for the people here, neither by its own name nor by one that it points here. */
export const refuseOtherSites: Middleware = async (ctx, next) => {
  if (!isFromHere(ctx.host, ctx.get('origin'))) {
    ctx.status = 403;
    ctx.body = { error: '只接受本机上这一页的请求。' };
    return;
  }
  await next();
};

/** @throws BadRequest */
export async function readBody<T>(ctx: Context, schema: z.ZodType<T>, maxBytes?: number): Promise<T> {
  const parsed = schema.safeParse(await readJson(ctx, maxBytes));
  if (!parsed.success) throw new BadRequest(firstFault(parsed.error));
  return parsed.data;
}

/** @throws BadRequest */
export function readQuery<T>(ctx: Context, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(ctx.query);
  if (!parsed.success) throw new BadRequest(firstFault(parsed.error));
  return parsed.data;
}

/** @throws BadRequest */
export async function readJson(ctx: Context, maxBytes = MAX_BYTES): Promise<unknown> {
  const text = await getRawBody(ctx.req, { limit: maxBytes, encoding: 'utf-8' }).catch(() => {
    throw new BadRequest('请求内容收不下');
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest('请求内容不是合法的 JSON');
  }
}
