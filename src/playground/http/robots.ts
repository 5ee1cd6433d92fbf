import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Robots } from '../delivery/robot.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import { answerWithErrcode, queryOf, readMessage, readUpload } from './api.ts';

export interface RobotApi {
  robots: Robots;
  faults: () => Faults;
  now: () => Date;
  closing: AbortSignal;
}

/** The group robots' interface at WeCom: https://developer.work.weixin.qq.com/document/path/99110 */
export function robotsRouter(world: RobotApi): Router {
  const { robots } = world;
  const router = new Router();
  router.use(answerWithErrcode());
  router.post('/cgi-bin/webhook/send', async (ctx) => {
    const message = await readMessage(ctx);
    const { pushErrcode, cutPush } = world.faults();
    if (pushErrcode) throw new Violation('playground fault', pushErrcode);
    const key = queryOf(ctx, 'key');
    answer(ctx, world, key, () => {
      robots.send(key, message);
      return {};
    });
    if (cutPush) ctx.req.socket.destroy();
  });
  router.post('/cgi-bin/webhook/upload_media', async (ctx) => {
    const file = await readUpload(ctx);
    const [key, type] = [queryOf(ctx, 'key'), queryOf(ctx, 'type')];
    answer(ctx, world, key, () => {
      const created_at = String(Math.floor(world.now().getTime() / 1000));
      return { type, media_id: robots.upload(key, type, file), created_at };
    });
  });
  return router;
}

/** Does `work` for the robot, as rightly or wrongly as its faults say. */
function answer(ctx: Context, { robots, faults, closing }: RobotApi, key: string, work: () => object): void {
  const fault = faults().robotFaults?.[robots.groupOf(key) ?? ''];
  if (fault === 'removed') throw new Violation('invalid webhook url', 93_000);
  if (typeof fault === 'number' && fault !== 0) throw new Violation('playground fault', fault);
  if (fault === '500') {
    ctx.status = 500;
    ctx.body = '';
    return;
  }
  ctx.body = { errcode: 0, errmsg: 'ok', ...work() };
  const { socket } = ctx.req;
  if (fault === 'cut') socket.destroy();
  if (fault !== 'hang') return;
  ctx.respond = false;
  const end = () => socket.destroy();
  closing.addEventListener('abort', end, { once: true });
  socket.once('close', () => closing.removeEventListener('abort', end));
}
