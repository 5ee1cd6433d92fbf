import { Router } from '@koa/router';
import { z } from 'zod';
import { type FaultBox, faultsSchema } from '../world/faults.ts';
import { toWallTime } from '../world/wall-time.ts';
import { BadRequest, readBody } from './body.ts';

/** The bot's clock. `moveTo` runs what falls due on the way. */
export interface PlaygroundClock {
  now(): Date;
  moveTo(instant: Date): Promise<void>;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const badInstant = { error: '要写带时区的时刻，例如 {"now":"2025-06-01T19:59:00+08:00"}' };
const clockSchema = z.object(
  {
    now: z
      .string(badInstant)
      .regex(INSTANT, badInstant)
      .transform((text) => new Date(text))
      .refine((instant) => instant.getUTCFullYear() >= 2000 && instant.getUTCFullYear() <= 2100, {
        error: '只能在 2000 年到 2100 年之间，而且要真有这一天',
      }),
  },
  badInstant,
);

/** The clock and the faults. */
export function settingsRouter(world: { clock: PlaygroundClock; onMoved: () => void; faults: FaultBox }): Router {
  const { clock, faults } = world;
  const router = new Router();
  router.get('/clock', (ctx) => {
    ctx.body = { now: toWallTime(clock.now()) };
  });
  router.put('/clock', async (ctx) => {
    const { now } = await readBody(ctx, clockSchema);
    await clock.moveTo(now).catch((cause: unknown) => {
      throw new BadRequest(`时钟没有拨好：${cause instanceof Error ? cause.message : String(cause)}`);
    });
    world.onMoved();
    ctx.body = { now: toWallTime(clock.now()) };
  });
  router.get('/faults', (ctx) => {
    ctx.body = faults.get();
  });
  router.put('/faults', async (ctx) => {
    faults.set(await readBody(ctx, faultsSchema));
    ctx.body = faults.get();
  });
  return router;
}
