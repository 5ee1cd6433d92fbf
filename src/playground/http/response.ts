import { Router } from '@koa/router';
import { answerLate } from '../delivery/late-answer.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import { answerWithErrcode, queryOf, readMessage } from './api.ts';

/** Where `response_url` points. */
export function responseRouter(world: { faults: () => Faults } & Parameters<typeof answerLate>[0]): Router {
  const router = new Router();
  router.use(answerWithErrcode());
  router.post('/cgi-bin/aibot/response', async (ctx) => {
    const message = await readMessage(ctx);
    const { responseErrcode } = world.faults();
    if (responseErrcode) throw new Violation('playground fault', responseErrcode);
    answerLate(world, queryOf(ctx, 'response_code'), message);
    ctx.body = { errcode: 0, errmsg: 'ok' };
  });
  return router;
}
