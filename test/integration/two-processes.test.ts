import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { type Running, serve } from '../../src/serve.ts';
import { findFreePort } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { CREDENTIALS, type SocketPlayground, startSocketPlayground } from '../support/long-connection.ts';

const DATA_KEY = randomBytes(32).toString('hex');

describeOnDatabases('two processes of one database, one bot', (database) => {
  let wecom: SocketPlayground;
  let running: Running[];

  beforeEach(async () => {
    wecom = await startSocketPlayground();
    running = [];
  });
  afterEach(async () => {
    for (const bot of running) await bot.stop();
    await wecom.close();
  });

  async function startBot(): Promise<Running> {
    const config = loadConfig({
      ...{ DATABASE_URL: database.url, PORT: String(await findFreePort()), PLAYGROUND: 'off', DATA_KEY },
      ...{ WECOM_BOT_ID: CREDENTIALS.botId, WECOM_BOT_SECRET: CREDENTIALS.secret, WECOM_BOT_WS_URL: wecom.socketUrl },
      WECOM_API_BASE: `${wecom.origin}/playground/wecom`,
    });
    const bot = await serve(config, { logger: createLogger('silent'), socketTimings: { leaseMs: 600 } });
    running.push(bot);
    return bot;
  }

  async function connectedOf(bot: Running): Promise<string | undefined> {
    const text = await (await fetch(`${bot.address}/metrics`)).text();
    return /bot_channel_connected\{channel="aibot"\} (\d)/.exec(text)?.[1];
  }

  const say = (text: string) => wecom.send('POST', '/messages', { chat: null, sender: 'wangfang', text });

  it('never kick each other: one has the connection, the other stands by and takes over when it ends', async () => {
    const first = await startBot();
    await expect.poll(() => connectedOf(first)).toBe('1');
    const second = await startBot();
    expect((await fetch(`${second.address}/readyz`)).status).toBe(200);
    expect(await connectedOf(second)).toBe('0');
    expect((await say('我是王芳')).body.replies).toMatchObject([{ text: expect.stringContaining('王芳') }]);
    expect([await connectedOf(first), await connectedOf(second)]).toEqual(['1', '0']);
    running = running.filter((bot) => bot !== first);
    await first.stop();
    await expect.poll(() => connectedOf(second), { timeout: 10_000 }).toBe('1');
    expect((await say('我的报名')).body.replies).toHaveLength(1);
  });
});
