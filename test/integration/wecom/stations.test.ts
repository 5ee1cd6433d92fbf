import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueue, findNextTry, type Target } from '../../../src/bot/outbox.ts';
import { sendDue } from '../../../src/bot/sending.ts';
import { type Channels, createChannels } from '../../../src/channels.ts';
import { loadConfig } from '../../../src/config.ts';
import { createLogger } from '../../../src/logger.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type FakeBot, type RunningPlayground, startFakeBot, startPlayground } from '../../support/fake-bot.ts';

const STATIONS = Array.from({ length: 29 }, (_, i) => `第${i + 1}站`);
const ROBOTS = Object.fromEntries(STATIONS.map((name, i) => [name, `key-${i + 1}`]));
const START = new Date('2026-06-01T09:00:00+08:00');
const logger = createLogger('silent');

describeOnDatabases('many groups', (database) => {
  let bot: FakeBot;
  let wecom: RunningPlayground;

  beforeEach(async () => {
    bot = await startFakeBot(() => undefined);
    wecom = await startPlayground(bot, { robots: ROBOTS });
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
      WECOM_GROUP_WEBHOOKS: Object.entries(ROBOTS)
        .map(([name, key]) => `${name}=${key}`)
        .join(','),
      WECOM_API_BASE: `${wecom.origin}/playground/wecom`,
    });
    return createChannels({ config, database: database.get(), clock: wecom.clock, logger, incoming: [], others: [] });
  }

  async function keep(station: string, text: string): Promise<void> {
    const target: Target = { kind: 'chat', chatId: station };
    const usefulUntil = new Date(START.getTime() + 86_400_000);
    const item = { key: `${station}:${text}`, kind: 'test', target, content: { kind: 'text' as const, text } };
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

  async function seenIn(station: string): Promise<string[]> {
    const { body } = await wecom.send('GET', `/view?chat=${encodeURIComponent(station)}&sender=wangfang`);
    return body.lines.map((line: string) => line.replace(/^.*?：/, ''));
  }

  const refused = () =>
    database
      .get()
      .db.channel.findMany({ where: { OR: [{ lastError: { not: null } }, { blockedUntil: { not: null } }] } });

  it('twenty-nine groups with several messages each are reached within one minute, none too often', async () => {
    for (let i = 1; i <= 5; i += 1) for (const station of STATIONS) await keep(station, `通知${i}`);
    await sendFor(60_000, [channels()]);
    for (const station of STATIONS) {
      expect(await seenIn(station)).toEqual(['通知1', '通知2', '通知3', '通知4', '通知5']);
    }
    expect(wecom.clock.now().getTime() - START.getTime()).toBeLessThan(60_000);
    expect(await refused()).toEqual([]);
  });

  it.each([1, 2])(
    'fifty messages to one group go out twenty a minute and in order, by %i process(es)',
    async (count) => {
      const texts = Array.from({ length: 50 }, (_, i) => `第${i + 1}条`);
      for (const text of texts) await keep('第1站', text);
      const processes = Array.from({ length: count }, channels);
      for (const [minutes, sent] of [
        [0.99, 20],
        [1.99, 40],
        [2.99, 50],
      ] as const) {
        await sendFor(minutes * 60_000, processes);
        expect(await seenIn('第1站')).toEqual(texts.slice(0, sent));
      }
      expect(await refused()).toEqual([]);
    },
  );

  it('what comes while others wait goes out behind them', async () => {
    for (let i = 1; i <= 21; i += 1) await keep('第1站', `第${i}条`);
    const one = channels();
    while ((await send(one)) > 0);
    await wecom.clock.moveTo(new Date(START.getTime() + 30_000));
    await keep('第1站', '后来的');
    await keep('第2站', '别处的');
    await send(one);
    expect(await seenIn('第2站')).toEqual(['别处的']);
    await sendFor(63_000, [one]);
    expect((await seenIn('第1站')).slice(-2)).toEqual(['第21条', '后来的']);
  });

  it('a restart forgets nothing of what was said in the last minute', async () => {
    for (let i = 1; i <= 25; i += 1) await keep('第1站', `第${i}条`);
    while ((await send(channels())) > 0);
    while ((await send(channels())) > 0);
    expect(await seenIn('第1站')).toHaveLength(20);
    expect(await refused()).toEqual([]);
  });

  it('waits a minute where WeCom says it was too often, and goes on', async () => {
    await keep('第1站', '一');
    await wecom.send('PUT', '/faults', { pushErrcode: 45_009 });
    await send(channels());
    await wecom.send('PUT', '/faults', {});
    await sendFor(59_000, [channels()]);
    expect(await seenIn('第1站')).toEqual([]);
    await sendFor(60_000, [channels()]);
    expect(await seenIn('第1站')).toEqual(['一']);
  });

  it('a cut connection behind a message that was shown: shown twice at most, and told so', async () => {
    await keep('第1站', '一');
    await wecom.send('PUT', '/faults', { cutPush: true });
    await sendFor(3_600_000, [channels()]);
    expect(await seenIn('第1站')).toEqual(['一', '一']);
    const row = await database.get().db.outboxItem.findFirstOrThrow();
    expect(row).toMatchObject({ state: 'sent', reason: expect.stringContaining('可能没有发到'), tries: 2 });
  });
});
