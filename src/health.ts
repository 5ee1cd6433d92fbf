import Router from '@koa/router';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from './database.ts';

export interface HealthOptions {
  database: Database;
  isSchedulerRunning(): boolean;
}

export interface Metrics {
  registry: Registry;
  countAnswered(command: string | undefined): void;
}

export function createMetrics(database: Database): Metrics {
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
  return { registry, countAnswered: (command) => answered.inc({ command: command ?? 'none' }) };
}

/** `/healthz` says the process lives, `/readyz` that it can work, `/metrics` (loopback only) what it has done. */
export function healthRouter(options: HealthOptions, metrics: Metrics): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const checks = { database: await isReachable(options.database), scheduler: options.isSchedulerRunning() };
    const isReady = Object.values(checks).every(Boolean);
    ctx.status = isReady ? 200 : 503;
    ctx.body = { status: isReady ? 'ready' : 'not ready', checks };
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
