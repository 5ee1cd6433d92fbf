import { randomBytes } from 'node:crypto';
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
    if (mediaFault === 'cut') sendHalf(ctx, data, world.closing);
    else if (mediaDelayMs) sendHalf(ctx, data, world.closing, mediaDelayMs);
    else ctx.body = data;
  });
  return router;
}

function spoil(data: Buffer, fault: Faults['mediaFault']): Buffer {
  if (fault === 'garbage') return randomBytes(data.length);
  return fault === 'length' ? data.subarray(0, -7) : data;
}

/** The first half; the rest comes later or, where `delayMs` is absent, never. */
function sendHalf(ctx: Context, data: Buffer, closing: AbortSignal, delayMs?: number): void {
  // What happens to the connection is no error of the server's.
  ctx.respond = false;
  ctx.res.statusCode = 200;
  const half = Math.floor(data.length / 2);
  ctx.res.write(data.subarray(0, half), async () => {
    if (delayMs === undefined) ctx.req.socket.destroy();
    else await sleep(delayMs, undefined, { signal: closing, ref: false }).catch(() => undefined);
    ctx.res.end(data.subarray(half));
  });
}
