import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { SOCKET_ENV, startTestApp, type TestApp, textOf } from '../support/app.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';
import { openSocket, SUBSCRIBE } from '../support/long-connection.ts';

const NOW = '2026-05-20T09:00:00+08:00';
const viewSchema = z.object({ lines: z.array(z.string()) });

/** What somebody sees who talks to the bot alone. */
async function view(app: TestApp, sender: string): Promise<string> {
  const response = await fetch(`${app.address}/playground/view?sender=${sender}`);
  return viewSchema.parse(await response.json()).lines.join('\n');
}

async function readiness(app: TestApp): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${app.address}/readyz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function start(database: TestDatabase, options: Partial<Parameters<typeof startTestApp>[0]> = {}): Promise<TestApp> {
  return startTestApp({ databaseUrl: database.url, now: NOW, env: SOCKET_ENV, ...options });
}

const owedIn = (database: TestDatabase) =>
  database.get().db.outboxItem.findMany({ where: { kind: 'reply' }, orderBy: { id: 'asc' } });

describeOnDatabases('answers over the long connection', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await start(database);
  });
  afterAll(() => app.stop());
  beforeEach(() => database.get().db.outboxItem.deleteMany());
  afterEach(() => app.setFaults({}));

  it('come once to a message that comes twice, and leave nothing owed', async () => {
    await app.setFaults({ duplicate: true });
    const shown = await app.say('wangfang', '我是王芳');
    expect(shown).toHaveLength(1);
    expect(textOf(shown)).toContain('王芳');
    expect(await database.get().db.message.count({ where: { text: '我是王芳' } })).toBe(1);
    await expect.poll(() => owedIn(database)).toEqual([]);
  });

  it('are owed, with the effect of the message, until they are acknowledged', async () => {
    await app.setFaults({ ackDelayMs: 1000 });
    const saying = app.ask('wangfang', '我的报名');
    await expect.poll(() => owedIn(database)).toMatchObject([{ state: 'pending', target: { kind: 'chat' } }]);
    await saying;
    await expect.poll(() => owedIn(database)).toEqual([]);
  });

  it('come between what nobody knows', async () => {
    await app.setFaults({ unknownCommand: true, unknownEvent: true, brokenFrame: true });
    expect(await app.ask('wangfang', '我的报名')).toMatch(/报名/);
  });

  it('come by an active send, once, where the req_id is refused (lesson 12)', async () => {
    await app.ask('chenjing', '我是陈静', null);
    await app.setFaults({ replyErrcode: 846_605 });
    await app.ask('chenjing', '我的报名', null);
    await app.setFaults({});
    await expect
      .poll(() => owedIn(database), { timeout: 10_000 })
      .toMatchObject([{ state: 'sent', channel: '智能机器人', tries: 1 }]);
    const lines = (await view(app, 'chenjing')).split('\n');
    expect(lines.filter((line) => /还没有|没有报名/.test(line))).toHaveLength(1);
  });

  it('come as late as the process that should have given them is replaced', async () => {
    const { db } = database.get();
    await app.ask('sunhao', '我是孙浩', null);
    const now = app.clock.now();
    const content = { kind: 'markdown', text: '已为你报名' };
    const target = { kind: 'person', userid: 'sunhao' };
    // What a process leaves that dies between keeping an answer and showing it.
    await db.outboxItem.create({
      data: {
        ...{ key: 'reply:bot-1:M1', kind: 'reply', target, content, createdAt: now },
        ...{ dueAt: now, nextTryAt: now, usefulUntil: new Date(now.getTime() + 3_600_000) },
      },
    });
    await expect.poll(() => view(app, 'sunhao'), { timeout: 10_000 }).toContain('已为你报名');
  });

  it('count against the allowance of the conversation', async () => {
    await app.ask('zhaomin', '我是赵敏', null);
    await expect
      .poll(() => database.get().db.channelUse.count({ where: { allowance: 'aibot:zhaomin' } }))
      .toBeGreaterThanOrEqual(1);
  });

  it('welcome who comes in', async () => {
    const response = await fetch(`${app.address}/playground/entries`, {
      method: 'POST',
      body: JSON.stringify({ sender: 'liqiang' }),
    });
    expect(response.status).toBe(200);
    expect(JSON.stringify(await response.json())).toMatch(/帮助/);
  });
});

describeOnDatabases('an answer nobody acknowledges', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await start(database);
    await app.ask('wangfang', '我是王芳', null);
  });
  afterAll(() => app.stop());

  it('is repeated in its own bubble, then sent another way, and never lost (lesson 17)', async () => {
    await app.setFaults({ loseAck: true });
    const shown = await app.ask('wangfang', '我的报名', null);
    expect(shown).toMatch(/报名/);
    await expect
      .poll(async () => (await owedIn(database)).map(({ dueAt }) => dueAt <= app.clock.now()), {
        timeout: 20_000,
      })
      .toEqual([true]);
    await app.setFaults({});
    await expect.poll(() => owedIn(database), { timeout: 45_000 }).toMatchObject([{ state: 'sent' }]);
  });
});

describeOnDatabases('a connection another program takes', (database) => {
  it('stays down, says so loudly everywhere, and is told to be up after a restart (lesson 10)', async () => {
    let app = await start(database);
    await app.ask('wangfang', '我是王芳', null);
    const socketUrl = `${app.address.replace('http', 'ws')}/playground/wecom/socket`;
    const other = await openSocket(socketUrl);
    await other.request('aibot_subscribe', { ...SUBSCRIBE });
    await expect.poll(async () => (await readiness(app)).status).toBe(503);
    expect((await readiness(app)).body).toMatchObject({
      status: 'not ready',
      checks: { aibot: false, database: true, scheduler: true },
      reasons: { aibot: expect.stringMatching(/另一个程序.*重新启动/) },
    });
    expect(await (await fetch(`${app.address}/metrics`)).text()).toContain('bot_channel_connected{channel="aibot"} 0');
    const { db } = database.get();
    const down = () => db.outboxItem.findMany({ where: { kind: 'channel_down' }, orderBy: { id: 'asc' } });
    await expect.poll(async () => (await down()).map(({ state }) => state), { timeout: 10_000 }).toContain('sent');
    expect(await down()).toMatchObject([
      { target: { kind: 'branch' }, content: { text: expect.stringMatching(/群里的消息暂时收不到/) } },
      { target: { kind: 'role', role: 'secretary' } },
    ]);
    expect((await app.pushes()).map(({ text }) => text).join('\n')).toMatch(/连不上企业微信/);
    expect(other.frames).toEqual([]);
    await app.stop();
    app = await start(database);
    expect(await readiness(app)).toMatchObject({ status: 200, body: { checks: { aibot: true } } });
    await expect
      .poll(() => db.outboxItem.findMany({ where: { kind: 'channel_up' } }), { timeout: 10_000 })
      .toMatchObject([{ target: { kind: 'branch' }, state: 'sent' }]);
    await app.stop();
  });
});
