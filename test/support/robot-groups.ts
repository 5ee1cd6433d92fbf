import { afterEach, beforeEach } from 'vitest';
import { enqueue, findNextTry, type Target } from '../../src/bot/outbox.ts';
import { sendDue } from '../../src/bot/sending.ts';
import { type Channels, createChannels } from '../../src/channels.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import type { TestDatabase } from './database.ts';
import { type FakeBot, type RunningPlayground, startFakeBot, startPlayground } from './fake-bot.ts';

export const START = new Date('2026-06-01T09:00:00+08:00');
const logger = createLogger('silent');

/** Groups with a robot each, and what waits to be said there: for each test a stand-in and an outbox of its own. */
export function robotGroups(database: TestDatabase, robots: Record<string, string>) {
  let bot: FakeBot;
  let wecom: RunningPlayground;

  beforeEach(async () => {
    bot = await startFakeBot(() => undefined);
    wecom = await startPlayground(bot, { robots });
    await wecom.clock.moveTo(START);
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.channelUse.deleteMany();
    await db.channel.deleteMany();
  });

  afterEach(async () => {
    await wecom.close();
    await bot.close();
  });

  /** As one process would have it. */
  function channels(): Channels {
    const config = loadConfig({
      WECOM_GROUP_WEBHOOKS: Object.entries(robots)
        .map(([name, key]) => `${name}=${key}`)
        .join(','),
      WECOM_API_BASE: `${wecom.origin}/playground/wecom`,
    });
    return createChannels({ config, database: database.get(), clock: wecom.clock, logger, incoming: [], others: [] });
  }

  async function keep(group: string, text: string): Promise<void> {
    const target: Target = { kind: 'chat', chatId: group };
    const usefulUntil = new Date(START.getTime() + 86_400_000);
    const item = { key: `${group}:${text}`, kind: 'test', target, content: { kind: 'text' as const, text } };
    await enqueue(database.get().db, { ...item, dueAt: START, usefulUntil }, START);
  }

  function send({ deliver }: Channels): Promise<number> {
    return sendDue({ database: database.get(), deliver, reportTo: [], logger, now: () => wecom.clock.now() });
  }

  /** Sends, and moves the clock to when the next wants to be tried, until nothing is left or `limitMs` have passed. */
  async function sendFor(limitMs: number, processes: Channels[]): Promise<void> {
    const { db } = database.get();
    for (;;) {
      while ((await Promise.all(processes.map(send))).some((count) => count > 0));
      const next = await findNextTry(db, wecom.clock.now());
      if (!next || next.getTime() - START.getTime() > limitMs) return;
      await wecom.clock.moveTo(next);
    }
  }

  async function seenIn(group: string): Promise<string[]> {
    const { body } = await wecom.send('GET', `/view?chat=${encodeURIComponent(group)}&sender=wangfang`);
    return body.lines.map((line: string) => line.replace(/^.*?：/, ''));
  }

  return {
    channels,
    keep,
    send,
    sendFor,
    seenIn,
    clock: () => wecom.clock,
    setFaults: (faults: object) => wecom.send('PUT', '/faults', faults),
    /** The channels that WeCom refused something, or that wait. */
    refused: () =>
      database
        .get()
        .db.channel.findMany({ where: { OR: [{ lastError: { not: null } }, { blockedUntil: { not: null } }] } }),
  };
}
