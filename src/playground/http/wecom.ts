import { Router } from '@koa/router';
import { answerLate } from '../delivery/late-answer.ts';
import type { Robots } from '../delivery/robot.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import { answerWithErrcode, queryOf, readMessage, readUpload } from './api.ts';

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
