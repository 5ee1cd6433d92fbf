import { Router } from '@koa/router';
import { answerWithErrcode, queryOf, readMessage } from '../http/wecom-request.ts';
import { type Gate, tellRefusal } from './gate.ts';
import { createSend } from './message/send.ts';
import { updateCard } from './message/update.ts';
import type { CorpWorld } from './world.ts';

const BASE = '/cgi-bin';

/** The app's interface at WeCom, as far as the bot uses it. */
export function apiRouter(world: CorpWorld, gate: Gate): Router {
  const router = new Router();
  router.use(answerWithErrcode(tellRefusal));
  router.get(`${BASE}/gettoken`, (ctx) => {
    gate.count('gettoken');
    ctx.body = succeed(gate.tokens.get(queryOf(ctx, 'corpid'), queryOf(ctx, 'corpsecret')));
  });
  const post = (path: string, answer: (message: unknown) => object | undefined) =>
    router.post(`${BASE}/${path}`, async (ctx) => {
      const message = await readMessage(ctx);
      gate.admit(path, queryOf(ctx, 'access_token'));
      ctx.body = succeed(answer(message));
      if (path === 'message/send' && world.faults().cutAppSend) ctx.req.socket.destroy();
    });
  post('message/send', createSend(world));
  post('message/update_template_card', (message) => updateCard(world, message));
  return router;
}

function succeed(answer: object = {}): object {
  return { errcode: 0, errmsg: 'ok', ...answer };
}
