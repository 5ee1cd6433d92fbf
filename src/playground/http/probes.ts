import { Router } from '@koa/router';
import { z } from 'zod';
import { type ForgerParts, type ForgeryTarget, postForgery } from '../delivery/forger.ts';
import { FORGERIES } from '../protocol/forgery.ts';
import { PEOPLE } from '../world/people.ts';
import { BadRequest, readBody } from './body.ts';

export interface Probes extends ForgerParts {
  /** Of calls of the app's interface, by path. */
  calls(): Record<string, number>;
  /** Undefined where there is no such callback. */
  targets: Record<'bot' | 'app', ForgeryTarget | undefined>;
}

const forgerySchema = z.object(
  {
    to: z.enum(['bot', 'app'], { error: '只能是 bot 或 app' }),
    kind: z.enum(FORGERIES, { error: `只能是 ${FORGERIES.join('、')} 里的一种` }),
    sender: z.string().default(PEOPLE[0]?.userid ?? ''),
    text: z.string().default('帮助'),
  },
  { error: '要写成一个对象，例如 {"to":"bot","kind":"signature"}' },
);

/** For tests: what the bot did that nobody sees, and what it says to what does not come from WeCom. */
export function probesRouter(probes: Probes): Router {
  const router = new Router();
  router.get('/calls', (ctx) => {
    ctx.body = probes.calls();
  });
  router.post('/forgeries', async (ctx) => {
    const { to, ...forgery } = await readBody(ctx, forgerySchema);
    const target = probes.targets[to];
    if (!target) throw new BadRequest(`${to === 'bot' ? '智能机器人' : '自建应用'}没有回调地址`);
    ctx.body = { answers: await postForgery(target, forgery, probes) };
  });
  return router;
}
