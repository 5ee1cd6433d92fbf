import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';

const at = (time: string) => `2025-06-04T${time}:00+08:00`;

describeOnDatabases('a reminder while WeCom refuses', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    const env = { WECOM_GROUP_WEBHOOKS: '支部群=test-key' };
    app = await startTestApp({ databaseUrl: database.url, now: at('09:00'), env });
  });
  afterAll(() => app.stop());

  it('as too often for ten minutes: goes out once, after it', async () => {
    await app.say('admin', '绑定本群 支部群');
    await app.say('admin', '提醒大家 今天10:00 带身份证');
    await app.pushes();
    await app.setFaults({ pushErrcode: 45009 });
    await app.moveTo(at('10:09'));
    expect(await app.pushes()).toEqual([]);
    await app.setFaults({ pushErrcode: 0 });
    await app.moveTo(at('10:20'));
    expect((await app.pushes()).map(({ text }) => text)).toEqual(['【提醒】带身份证']);
    await app.moveTo(at('12:00'));
    expect(await app.pushes()).toEqual([]);
    expect(await app.ask('admin', '提醒记录')).toMatch(/10:00 已发，10:(?:09|1\d)发出.*带身份证/);
  });
});
