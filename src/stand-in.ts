import type Koa from 'koa';
import { findNextTry } from './bot/outbox.ts';
import { type MovableClock, toInstant, toLocal } from './clock.ts';
import { type Config, localAddress } from './config.ts';
import type { Database } from './database.ts';
import { addDays } from './language/day.ts';
import { createPlayground, type Playground } from './playground/app.ts';
import type { Mode, Pace } from './playground/mode.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import { createTimeMachine } from './time-machine.ts';

export interface StandInOptions {
  config: Config;
  database: Database;
  clock: MovableClock;
  scheduler: Scheduler;
  /** Sends of what is due as much as goes at once. */
  send(): Promise<number>;
  pace?: Pace;
}

/**
 * Where the playground is on: WeCom's side beside the bot. It speaks to the bot as WeCom does; all it is given is a
 * clock to move.
 */
export function mountStandIn(koa: Koa, options: StandInOptions): Playground | undefined {
  const { config, clock } = options;
  const mode = config.hasPlayground ? modeOf(config) : undefined;
  if (!mode) return undefined;
  const { moveTo } = timeMachineOf(options);
  const playground = createPlayground({
    ...mode,
    ...options.pace,
    botName: config.botName,
    clock: { now: () => clock.now(), moveTo },
    robots: Object.fromEntries(config.webhooks),
  });
  koa.use(playground.router.routes());
  return playground;
}

function modeOf(config: Config): Mode | undefined {
  const address = localAddress(config);
  if (config.socket) return { longConnection: config.socket, apiBase: () => `${address}/playground/wecom` };
  return config.bot && { ...config.bot, callbackUrl: () => `${address}/wecom/callback`, botId: 'playground' };
}

function timeMachineOf({
  config,
  clock,
  database,
  scheduler,
  send,
}: StandInOptions): ReturnType<typeof createTimeMachine> {
  return createTimeMachine({
    clock,
    send,
    runAll: scheduler.runAll,
    nextDue: () => findNextTry(database.db, clock.now()),
    nextMidnight: (instant) => toInstant(addDays(toLocal(instant, config.timezone).day, 1), '00:00', config.timezone),
  });
}
