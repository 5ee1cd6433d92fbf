import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueue } from '../../src/bot/outbox.ts';
import { findFreePort, SOCKET_ENV } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { type BotProcess, startBotProcess, startWebhook, type Webhook } from '../support/process.ts';
import { CREDENTIALS_ENV, postMessage } from '../support/wecom.ts';

// The process ends itself with 1 when stopping takes ten seconds: 0 says that it was in order and in time.
describeOnDatabases('SIGTERM', (database) => {
  let webhook: Webhook;
  let env: Record<string, string> = {};
  let port = 0;

  beforeEach(async () => {
    webhook = await startWebhook(await findFreePort());
    port = await findFreePort();
    env = { DATABASE_URL: database.url, DATA_KEY: '0'.repeat(64) };
  });
  afterEach(() => webhook.close());

  it('ends the process in order with an event stream, idle connections and half a request open', async () => {
    const bot = await startBotProcess(port, env);
    const stream = await fetch(`http://127.0.0.1:${port}/playground/events`);
    const agent = new Agent({ keepAlive: true });
    await getKeepingAlive(port, agent);
    const half = await beginRequest(port);
    expect(await bot.terminate()).toBe(0);
    await stream.body?.cancel().catch(() => undefined);
    agent.destroy();
    half.destroy();
  });

  it('ends the process in order with the long connection open', async () => {
    const bot = await startBotProcess(port, { ...env, ...SOCKET_ENV, PLAYGROUND: 'on' });
    expect(await bot.terminate()).toBe(0);
    expect(await database.get().db.lease.count()).toBe(0);
  });

  it('reaches the bot through npm start', async () => {
    const bot = await startBotProcess(port, env, ['npm', 'start']);
    expect(await bot.terminate()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  it('ends it in order while a group robot does not answer; the message is sent by the next process', async () => {
    const key = 'test:hanging';
    env = { ...env, ...CREDENTIALS_ENV, WECOM_GROUP_WEBHOOKS: 'group-1=k', WECOM_API_BASE: webhook.address };
    const now = new Date();
    const usefulUntil = new Date(now.getTime() + 3_600_000);
    const content = { kind: 'text', text: '明天例会' } as const;
    const { db } = database.get();
    for (const name of [key, `${key}:second`]) {
      await enqueue(db, { key: name, kind: 'test', target: { kind: 'branch' }, content, dueAt: now, usefulUntil }, now);
    }
    const bot = await startBotProcess(port, env);
    await webhook.next(undefined);
    expect(await bot.terminate()).toBe(0);
    expect(await db.outboxItem.findUnique({ where: { key } })).toMatchObject({ state: 'sending' });
    expect(await db.outboxItem.findUnique({ where: { key: `${key}:second` } })).toMatchObject({
      state: 'pending',
      tries: 0,
    });
  });

  it('lets a message that has come in get its answer', async () => {
    const bot = await startBotProcess(port, { ...env, ...CREDENTIALS_ENV });
    const address = `http://127.0.0.1:${port}`;
    const answers = Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        postMessage(address, { id: `last-${i}`, sender: `u${i}`, text: '帮助' }, new Date()),
      ),
    );
    const code = await stopSoon(bot);
    const { db } = database.get();
    const answered = (await answers).filter(({ status }) => status === 'fulfilled');
    expect(code).toBe(0);
    // Whoever was answered is stored, and what is stored is answered: a redelivery is never needed for it.
    expect(await db.message.count({ where: { key: { startsWith: 'bot-1:last-' } } })).toBe(answered.length);
  });
});

async function stopSoon(bot: BotProcess): Promise<number | null> {
  await new Promise((resolve) => setImmediate(resolve));
  return bot.terminate();
}

function getKeepingAlive(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/healthz', agent }, (response) => {
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end();
  });
}

/** A body that is announced and never comes. */
function beginRequest(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST /wecom/callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\n{', () => resolve(socket));
    });
    socket.on('error', () => undefined);
  });
}
