import { Router } from '@koa/router';
import type { Corp } from '../corp/app.ts';

/** For tests: what the bot did that nobody sees. */
export function probesRouter({ corp }: { corp: Corp | undefined }): Router {
  const router = new Router();
  router.get('/calls', (ctx) => {
    ctx.body = corp?.calls() ?? {};
  });
  return router;
}
