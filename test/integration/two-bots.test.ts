import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOCKET_ENV, startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('two bots in one group (lesson 7)', (database) => {
  let apps: TestApp[] = [];
  const [one, other] = [(): TestApp => at(0), (): TestApp => at(1)];

  function at(i: number): TestApp {
    const app = apps[i];
    if (!app) throw new Error('started before the tests');
    return app;
  }

  beforeAll(async () => {
    for (const WECOM_BOT_ID of ['bot-1', 'bot-2']) {
      apps.push(await startTestApp({ databaseUrl: database.url, now: NOW, env: { ...SOCKET_ENV, WECOM_BOT_ID } }));
    }
    await one().ask('liqiang', '发布活动 6月6日、6月7日 9:00 河道清洁 名额5');
    await one().ask('sunhao', '我是孙浩');
  });
  afterAll(async () => {
    for (const app of apps.reverse()) await app.stop();
    apps = [];
  });

  it('do not answer each other’s questions', async () => {
    expect(await one().ask('sunhao', '报名 河道清洁')).toMatch(/1\. 6月6日.*2\. 6月7日/s);
    expect(await other().ask('sunhao', '2')).toMatch(/没看懂/);
    expect(await database.get().db.registration.count()).toBe(0);
    expect(await one().ask('sunhao', '2')).toMatch(/6月7日\(周日\)9:00 河道清洁/);
  });
});
