import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findFreePort } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { startBotProcess, startWebhook, type Webhook } from '../../support/process.ts';
import { CREDENTIALS_ENV } from '../../support/wecom.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is promised of every reminder, with real processes that are really killed. */
describeOnDatabases('each reminder due is sent once, or its skip is recorded', (database) => {
  let webhook: Webhook;
  let webhookPort = 0;
  let port = 0;
  let env: Record<string, string> = {};

  beforeAll(async () => {
    // The meeting every branch begins with announces itself; it is not what is looked at here.
    await database.get().db.setting.create({ data: { key: 'meeting_defaults_made', value: true } });
    webhookPort = await findFreePort();
    webhook = await startWebhook(webhookPort);
    port = await findFreePort();
    env = {
      ...CREDENTIALS_ENV,
      DATABASE_URL: database.url,
      WECOM_GROUP_WEBHOOKS: 'group-1=test-key',
      WECOM_API_BASE: webhook.address,
      PLAYGROUND: 'off',
      DATA_KEY: '0'.repeat(64),
    };
  });
  afterAll(() => webhook.close());
  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.note.deleteMany();
    // What the case before has sent would make this one wait for its minute.
    await db.channelUse.deleteMany();
  });

  /** A reminder due so long from now; the bot last ran so long ago. */
  async function due(text: string, fromNowMs: number, seenMsAgo = DAY): Promise<void> {
    const { db } = database.get();
    const now = Date.now();
    const at = new Date(now + fromNowMs);
    await db.note.create({
      data: { text, at, audience: { kind: 'chat', chatId: 'group-1' }, createdAt: new Date(now - 30 * DAY) },
    });
    const value = new Date(now - seenMsAgo).toISOString();
    const key = 'reminders.seen_until';
    await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  }

  const rows = () => database.get().db.outboxItem.findMany({ where: { kind: 'note' }, orderBy: { dueAt: 'asc' } });
  const settled = (count: number) =>
    expect
      .poll(async () => (await rows()).filter(({ state }) => state === 'sent' || state === 'skipped').length, {
        timeout: 15_000,
      })
      .toBe(count);
  const said = (body: unknown) => JSON.stringify(body).match(/【提醒】(\w+)/)?.[1];
  const expire = async () => {
    await database.get().db.outboxItem.updateMany({
      where: { state: 'sending' },
      data: { claimedAt: new Date(Date.now() - MINUTE - 1000) },
    });
  };

  it('the process was down over the due time', async () => {
    await due('short', -10 * MINUTE);
    const bot = await startBotProcess(port, env);
    expect(said(await webhook.next(0))).toBe('short');
    await settled(1);
    expect(await bot.terminate()).toBe(0);
    const again = await startBotProcess(port, env);
    expect(await again.terminate()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'sent', tries: 1 }]);
  });

  it('the process was down for a week', async () => {
    for (let day = 6; day >= 1; day -= 1) await due(`day${day}`, -day * DAY, 7 * DAY);
    await due('today', -MINUTE, 7 * DAY);
    const bot = await startBotProcess(port, env);
    expect(said(await webhook.next(0))).toBe('today');
    await settled(7);
    expect(await bot.terminate()).toBe(0);
    const kept = await rows();
    expect(kept.map(({ state }) => state)).toEqual([...Array(6).fill('skipped'), 'sent']);
    expect(kept[0]?.reason).toContain('机器人没有运行');
  });

  it('killed between claim and send, then between send and record: once more, and then recorded', async () => {
    await due('killed', -MINUTE);
    const first = await startBotProcess(port, env);
    expect(said(await webhook.next(undefined))).toBe('killed');
    await first.kill();
    expect(await rows()).toMatchObject([{ state: 'sending' }]);
    await expire();
    const second = await startBotProcess(port, env);
    expect(said(await webhook.next(0))).toBe('killed');
    await settled(1);
    expect(await second.terminate()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'sent', tries: 2 }]);
  });

  it('two processes at once', async () => {
    const count = 15;
    for (let n = 0; n < count; n += 1) await due(`note${n}`, -MINUTE - n);
    const bots = await Promise.all([startBotProcess(port, env), startBotProcess(await findFreePort(), env)]);
    const heard: (string | undefined)[] = [];
    for (let n = 0; n < count; n += 1) heard.push(said(await webhook.next(0)));
    await settled(count);
    for (const bot of bots) expect(await bot.terminate()).toBe(0);
    expect(new Set(heard).size).toBe(count);
    expect((await rows()).every(({ tries }) => tries === 1)).toBe(true);
  });

  it('the network was cut', async () => {
    await webhook.close();
    await due('cut', -MINUTE);
    const bot = await startBotProcess(port, env);
    // Put back after the failure; while it is still being tried, the next try has no time yet.
    await expect.poll(async () => (await rows())[0], { timeout: 15_000 }).toMatchObject({ state: 'pending', tries: 1 });
    webhook = await startWebhook(webhookPort);
    await database.get().db.outboxItem.updateMany({ where: { state: 'pending' }, data: { nextTryAt: new Date() } });
    expect(said(await webhook.next(0))).toBe('cut');
    await settled(1);
    expect(await bot.terminate()).toBe(0);
  });
});
