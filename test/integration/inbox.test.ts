import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort, startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { CREDENTIALS_ENV, postMessage, type Sent } from '../support/wecom.ts';

const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('a message that comes in', (database) => {
  let app: TestApp;
  let serial = 0;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW, env: CREDENTIALS_ENV });
  });
  afterAll(() => app.stop());

  function post(text: string, more: Partial<Sent> = {}): Promise<string> {
    serial += 1;
    return postMessage(app.address, { id: `m${serial}`, sender: 'wangfang', text, ...more }, app.clock.now());
  }

  it.each([
    ['20 KB of Chinese', '报名护考，'.repeat(1366)],
    ['20 KB of digits', '1'.repeat(20_480)],
    ['20 KB of dates', '6月4日 '.repeat(2048)],
    ['20 KB of mentions', '@王芳 '.repeat(2560)],
    ['20 KB of colons', '地点:'.repeat(2925)],
    ['20 KB of spaces', `报名${' '.repeat(20_480)}护考`],
    ['20 KB of lines', '1. 王芳\n'.repeat(1706)],
    ['20 KB of brackets', '（'.repeat(6826)],
    ['emoji only', '🎉🎉👨‍👩‍👧'],
    ['control characters', '\u0001\u0002\u0007\u001b[31m'],
    ['half a surrogate pair', '报名 \ud83d'],
    ['a publication with half a surrogate pair', '发布活动 6月4日 8:00-12:00 护\ud83d考 地点:一中\udc00门口 名额20'],
    ['a text that is SQL', "'; DROP TABLE person; --"],
    ['a text that is JSON', '{"$where":"1"}'],
  ])('%s gets an answer, and is stored once', async (_, text) => {
    serial += 1;
    const id = `odd-${serial}`;
    const said = await post(text, { id });
    expect(said).not.toBe('');
    expect(said).not.toContain('出了点问题');
    expect(said).not.toContain('您');
    expect(Buffer.byteLength(said)).toBeLessThan(4096);
    expect(await database.get().db.message.count({ where: { key: `bot-1:${id}` } })).toBe(1);
  });

  it('is answered the same when it comes again, or twice at once, and changes nothing', async () => {
    const { db } = database.get();
    const sent = { id: 'twice', sender: 'chenjing', text: '捐款500元' };
    const now = app.clock.now();
    const [one, other] = await Promise.all([postMessage(app.address, sent, now), postMessage(app.address, sent, now)]);
    expect(one).toBe(other);
    expect(await postMessage(app.address, sent, now)).toBe(one);
    expect(await db.donation.count()).toBe(1);
  });

  it('of somebody new is answered also where their first ones come at once', async () => {
    for (const sender of ['newcomer-1', 'newcomer-2', 'newcomer-3']) {
      const said = await Promise.all(Array.from({ length: 8 }, () => post('帮助', { sender })));
      expect(said.filter((text) => text.includes('出了点问题'))).toEqual([]);
      expect(await database.get().db.person.count({ where: { userid: sender } })).toBe(1);
    }
  });

  it('is kept with its phone numbers masked, however they are typed', async () => {
    await post('我的电话 13812345678、138 1234 5678、138-1234-5678、１３８１２３４５６７８', { id: 'phones' });
    const { text } = await database.get().db.message.findUniqueOrThrow({ where: { key: 'bot-1:phones' } });
    expect(text.match(/138\*{4}5678/g)).toHaveLength(3);
    expect(text).toContain('１３８****５６７８');
    expect(text).not.toMatch(/1234|１２３４/);
  });
});

describeOnDatabases('what the operator asks', (database) => {
  it('tells figures to this machine only, not to whom a proxy forwards', async () => {
    const app = await startTestApp({
      databaseUrl: database.url,
      now: NOW,
      env: { PORT: String(await findFreePort()) },
    });
    const direct = await fetch(`${app.address}/metrics`);
    expect(await direct.text()).toContain('bot_outbox_items');
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
      const forwarded = await fetch(`${app.address}/metrics`, { headers: { [name]: '203.0.113.9' } });
      expect(forwarded.status).toBe(403);
    }
    expect(await (await fetch(`${app.address}/readyz`)).json()).toMatchObject({ status: 'ready' });
    await app.stop();
  });
});
