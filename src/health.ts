import Router from '@koa/router';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from './database.ts';

/** A connection the bot keeps, e.g. to hear messages. */
export interface ChannelCheck {
  name: string;
  isConnected(): boolean;
  /** Why it does not work and what to do; undefined: it does, here or in another process. */
  problem(): string | undefined;
}

export interface HealthOptions {
  database: Database;
  isSchedulerRunning(): boolean;
  channels: readonly ChannelCheck[];
}

export interface Metrics {
  registry: Registry;
  countAnswered(command: string | undefined): void;
}

export function createMetrics(database: Database, channels: readonly ChannelCheck[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answered = new Counter({
    name: 'bot_messages_answered_total',
    help: 'Messages answered, by the command they were taken for.',
    labelNames: ['command'],
    registers: [registry],
  });
  new Gauge({
    name: 'bot_outbox_items',
    help: 'Items in the outbox, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const groups = await database.db.outboxItem.groupBy({ by: ['state'], _count: true });
      this.reset();
      for (const group of groups) this.set({ state: group.state }, group._count);
    },
  });
  new Gauge({
    name: 'bot_channel_connected',
    help: 'Whether this process has the connection of a channel.',
    labelNames: ['channel'],
    registers: [registry],
    collect() {
      for (const { name, isConnected } of channels) this.set({ channel: name }, isConnected() ? 1 : 0);
    },
  });
  return { registry, countAnswered: (command) => answered.inc({ command: command ?? 'none' }) };
}

/** `/healthz` says the process lives, `/readyz` that it can work, `/metrics` (loopback only) what it has done. */
export function healthRouter(options: HealthOptions, metrics: Metrics): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const problems = problemsOf(options.channels);
    const checks = {
      database: await isReachable(options.database),
      scheduler: options.isSchedulerRunning(),
      ...Object.fromEntries(options.channels.map(({ name }) => [name, problems[name] === undefined])),
    };
    const isReady = Object.values(checks).every(Boolean);
    ctx.status = isReady ? 200 : 503;
    const reasons = Object.keys(problems).length > 0 ? { reasons: problems } : {};
    ctx.body = { status: isReady ? 'ready' : 'not ready', checks, ...reasons };
  });
  router.get('/metrics', async (ctx) => {
    // A proxy on this machine comes from the loopback too, but says for whom.
    const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => ctx.get(name) !== '');
    if (isForwarded || !isLoopback(ctx.req.socket.remoteAddress ?? '')) {
      ctx.status = 403;
      return;
    }
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
  return router;
}

function problemsOf(channels: readonly ChannelCheck[]): Record<string, string> {
  return Object.fromEntries(
    channels.flatMap(({ name, problem }) => {
      const why = problem();
      return why === undefined ? [] : [[name, why] as const];
    }),
  );
}

/** Reads a table that only a migrated database has. */
async function isReachable({ db }: Database): Promise<boolean> {
  try {
    await db.setting.findFirst({ select: { key: true } });
    return true;
  } catch {
    return false;
  }
}

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address);
}
