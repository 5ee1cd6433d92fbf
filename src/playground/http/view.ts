import { Router } from '@koa/router';
import { z } from 'zod';
import { placeOf } from '../protocol/callback.ts';
import type { Log } from '../world/log.ts';
import { viewOf } from '../world/view.ts';
import { readQuery } from './body.ts';

const querySchema = z.object({
  /** Absent: one to one with the bot; `app`: with the self-built app. */
  chat: z.string().optional(),
  sender: z.string({ error: '要写是谁在看，例如 sender=wangfang' }),
});

/** What one person sees in a chat now: `lines` in their order, and the message each stands for. */
export function viewRouter(log: Log): Router {
  const router = new Router();
  router.get('/view', (ctx) => {
    const { chat, sender } = readQuery(ctx, querySchema);
    const seen = viewOf(log, placeOf(chat ?? null, sender), sender);
    ctx.body = { lines: seen.map(({ line }) => line), ids: seen.map(({ id }) => id) };
  });
  return router;
}
