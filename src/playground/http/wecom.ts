import { Busboy } from '@fastify/busboy';
import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { answerLate } from '../delivery/late-answer.ts';
import type { Robots } from '../delivery/robot.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import { BadRequest, readJson } from './body.ts';

const MAX_UPLOAD_BYTES = 21 * 1024 * 1024;

type File = { name: string; data: Buffer };

/** WeCom's own API as far as the bot uses it; HTTP 200 always, the outcome is `errcode`. */
export function wecomRouter(
  world: { robots: Robots; faults: () => Faults } & Parameters<typeof answerLate>[0],
): Router {
  const router = new Router();
  router.use(answerWithErrcode);
  router.post('/cgi-bin/webhook/send', async (ctx) => {
    const message = await readMessage(ctx);
    const { pushErrcode, cutPush } = world.faults();
    if (pushErrcode) throw new Violation('playground fault', pushErrcode);
    world.robots.send(queryOf(ctx, 'key'), message);
    if (cutPush) ctx.req.socket.destroy();
    ctx.body = { errcode: 0, errmsg: 'ok' };
  });
  router.post('/cgi-bin/webhook/upload_media', async (ctx) => {
    const type = queryOf(ctx, 'type');
    const media_id = world.robots.upload(queryOf(ctx, 'key'), type, await readUpload(ctx));
    ctx.body = { errcode: 0, errmsg: 'ok', type, media_id, created_at: String(Math.floor(Date.now() / 1000)) };
  });
  router.post('/cgi-bin/aibot/response', async (ctx) => {
    const message = await readMessage(ctx);
    const { responseErrcode } = world.faults();
    if (responseErrcode) throw new Violation('playground fault', responseErrcode);
    answerLate(world, queryOf(ctx, 'response_code'), message);
    ctx.body = { errcode: 0, errmsg: 'ok' };
  });
  return router;
}

const answerWithErrcode: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    ctx.status = 200;
    ctx.body = { errcode: error.errcode, errmsg: error.message };
  }
};

async function readMessage(ctx: Context): Promise<unknown> {
  try {
    return await readJson(ctx);
  } catch (error) {
    if (error instanceof BadRequest) throw new Violation('data format error', 47_001);
    throw error;
  }
}

function queryOf(ctx: Context, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}

/** The multipart field `media`; undefined where there is none. */
function readUpload(ctx: Context): Promise<File | undefined> {
  const contentType = ctx.get('content-type');
  if (!contentType.startsWith('multipart/form-data')) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const parser = new Busboy({
      headers: { ...ctx.headers, 'content-type': contentType },
      limits: { files: 1, fileSize: MAX_UPLOAD_BYTES },
    });
    let file: File | undefined;
    parser.on('file', (field, stream, name) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (field === 'media' && name) file = { name, data: Buffer.concat(chunks) };
      });
    });
    parser.on('error', () => reject(new Violation('invalid multipart body', 41_005)));
    parser.on('finish', () => resolve(file));
    ctx.req.pipe(parser);
  });
}
