import { afterAll, beforeAll, expect, it } from 'vitest';
import { enqueue } from '../../src/bot/outbox.ts';
import { findFreePort } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { startBotProcess, startWebhook, type Webhook } from '../support/process.ts';
import { CREDENTIALS_ENV, postMessage } from '../support/wecom.ts';

describeOnDatabases('a killed process', (database) => {
  let webhook: Webhook;
  let port = 0;
  let env: Record<string, string> = {};

  beforeAll(async () => {
    webhook = await startWebhook(await findFreePort());
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

  it('between claim and send: the next one sends the reminder once more, and records it', async () => {
    const { db } = database.get();
    const now = new Date();
    const reminder = {
      key: 'meeting:1:2026-06-01:eve',
      kind: 'meeting',
      target: { kind: 'branch' },
      content: { kind: 'text', text: '明天周一例会' },
      dueAt: now,
      usefulUntil: new Date(now.getTime() + 3_600_000),
    } as const;
    await enqueue(db, reminder, now);

    const first = await startBotProcess(port, env);
    expect(await webhook.next(undefined)).toMatchObject({ text: { content: '明天周一例会' } });
    await first.kill();
    expect(await db.outboxItem.findUnique({ where: { key: reminder.key } })).toMatchObject({ state: 'sending' });
    // A process on a shared database waits a minute before it takes over another's claim.
    await db.outboxItem.updateMany({
      where: { key: reminder.key },
      data: { claimedAt: new Date(now.getTime() - 61_000) },
    });

    const second = await startBotProcess(port, env);
    expect(await webhook.next(0)).toMatchObject({ text: { content: '明天周一例会' } });
    expect(await second.terminate()).toBe(0);
    const row = await db.outboxItem.findUniqueOrThrow({ where: { key: reminder.key } });
    expect(row).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('in the middle of a long message: goes on where it was, and says nothing a third time', async () => {
    const { db } = database.get();
    const now = new Date();
    const text = `${'一'.repeat(600)}\n${'二'.repeat(600)}`;
    const times = { dueAt: now, usefulUntil: new Date(now.getTime() + 3_600_000) };
    const content = { kind: 'text', text } as const;
    await enqueue(db, { key: 'long', kind: 'notice', target: { kind: 'branch' }, content, ...times }, now);
    const find = () => db.outboxItem.findUniqueOrThrow({ where: { key: 'long' } });
    const pieceIn = (body: unknown) => JSON.stringify(body).match(/[一二]/)?.[0];
    const dieAt = async (piece: string) => {
      const bot = await startBotProcess(port, env);
      if (piece === '一') expect(pieceIn(await webhook.next(0))).toBe('一');
      expect(pieceIn(await webhook.next(undefined))).toBe('二');
      await bot.kill();
      await db.outboxItem.updateMany({ where: { key: 'long' }, data: { claimedAt: new Date(now.getTime() - 61_000) } });
    };
    await dieAt('一');
    await dieAt('二');
    const last = await startBotProcess(port, env);
    await expect.poll(async () => (await find()).state, { timeout: 10_000 }).toBe('sent');
    expect(await last.terminate()).toBe(0);
    expect(await find()).toMatchObject({ reason: expect.stringContaining('可能没有发到'), tries: 3 });
  });

  it('between commit and answer: the redelivery gets the reply, and nothing is done again', async () => {
    const first = await startBotProcess(port, env);
    const sent = { id: 'lost-answer', sender: 'wangfang', text: '捐款500元' };
    const reply = await postMessage(`http://127.0.0.1:${port}`, sent, new Date());
    await first.kill();
    const second = await startBotProcess(port, env);
    expect(await postMessage(`http://127.0.0.1:${port}`, sent, new Date())).toBe(reply);
    expect(await second.terminate()).toBe(0);
    expect(await database.get().db.donation.count()).toBe(1);
  });
});
