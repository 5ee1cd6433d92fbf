import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Faults } from '../world/faults.ts';
import type { MediaHost } from '../world/media-host.ts';

/** Where the bot fetches what people sent; too late, and the answer is 403. */
export function mediaRouter(world: { host: MediaHost; faults: () => Faults; closing: AbortSignal }): Router {
  const router = new Router();
  router.get('/media/:token', (ctx) => {
    const { mediaFault, mediaDelayMs } = world.faults();
    const found = world.host.find(ctx.params.token ?? '');
    if (!found) return;
    if (!found.data || mediaFault === 'expired') {
      ctx.status = 403;
      return;
    }
    if (mediaFault === 'redirect' && ctx.query.moved === undefined) {
      ctx.redirect(`${ctx.path}?moved=1`);
      return;
    }
    const data = spoil(found.data, mediaFault);
    ctx.attachment(found.name);
    ctx.type = 'application/octet-stream';
    ctx.length = data.length;
    if (mediaFault === 'cut') cutIn(ctx, data);
    else ctx.body = mediaDelayMs ? Readable.from(inTwo(data, mediaDelayMs, world.closing)) : data;
  });
  return router;
}

function spoil(data: Buffer, fault: Faults['mediaFault']): Buffer {
  if (fault === 'garbage') return randomBytes(data.length);
  return fault === 'length' ? data.subarray(0, -7) : data;
}

/** More is announced than comes. */
function cutIn(ctx: Context, data: Buffer): void {
  ctx.respond = false;
  ctx.res.statusCode = 200;
  ctx.res.write(data.subarray(0, data.length / 2), () => ctx.req.socket.destroy());
}

async function* inTwo(data: Buffer, delayMs: number, closing: AbortSignal): AsyncGenerator<Buffer> {
  yield data.subarray(0, data.length / 2);
  await sleep(delayMs, undefined, { signal: closing, ref: false });
  yield data.subarray(data.length / 2);
}
