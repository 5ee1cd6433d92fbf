import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type Answer, type ModelServer, startModelServer } from '../../support/model-server.ts';
import { startBotProcess } from '../../support/process.ts';
import { CREDENTIALS_ENV, postMessage } from '../../support/wecom.ts';

const DAY_MS = 86_400_000;
const PROPOSAL: Answer = { content: JSON.stringify({ intent: 'register', keyword: '护考志愿服务', self: true }) };

describeOnDatabases('a process killed while the model thinks', (database) => {
  let server: ModelServer;
  let isThinking = true;
  beforeAll(async () => {
    server = await startModelServer((): Answer => (isThinking ? { hangs: true } : PROPOSAL));
  });
  afterAll(() => server.close());

  it('is followed by one that asks again, keeps one question, and does it on a yes', async () => {
    const { db } = database.get();
    const now = new Date();
    const startsAt = new Date(now.getTime() + 3 * DAY_MS);
    const day = startsAt.toISOString().slice(0, 10);
    await db.activity.create({
      data: { title: '护考志愿服务', chatId: 'group-1', createdAt: now, occurrences: { create: { day, startsAt } } },
    });
    const port = await findFreePort();
    const env = {
      ...CREDENTIALS_ENV,
      ...{ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' },
      ...{ DATABASE_URL: database.url, PLAYGROUND: 'off', DATA_KEY: '0'.repeat(64) },
    };
    const say = (id: string, text: string) =>
      postMessage(`http://127.0.0.1:${port}`, { id, sender: 'liqiang', text }, new Date());

    const first = await startBotProcess(port, env);
    expect(await say('unread', '俺也想去给考生加油那个')).toBe('我再想想…');
    await expect.poll(() => server.asked.length, { timeout: 20_000 }).toBe(1);
    await first.kill();
    expect(await db.lateAnswer.findFirstOrThrow()).toMatchObject({ state: 'running', card: null });
    expect(await db.question.count()).toBe(0);
    // Another process waits two minutes before it takes over a claim.
    await db.lateAnswer.updateMany({ data: { claimedUntil: new Date(now.getTime() - 1) } });
    isThinking = false;

    const second = await startBotProcess(port, env);
    await expect.poll(() => db.question.count(), { timeout: 20_000 }).toBe(1);
    expect(await db.lateAnswer.findFirstOrThrow()).toMatchObject({
      state: 'done',
      tries: 2,
      card: { title: '是要「报名」吗？' },
    });
    // Counted once: the person asked once.
    expect(await db.modelRequest.count()).toBe(1);
    expect(await say('yes', '是')).toMatch(/已为你报名/);
    expect(await say('yes-again', '是')).not.toMatch(/已为你报名/);
    expect(await db.registration.count()).toBe(1);
    expect(await second.terminate()).toBe(0);
  });
});
