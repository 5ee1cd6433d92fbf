import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { CREDENTIALS_ENV, postMessage } from '../support/wecom.ts';

const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('200 people at once for 20 places, over HTTP', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW, env: CREDENTIALS_ENV });
  });
  afterAll(() => app.stop());

  it('registers 20 and keeps 180 waiting in one order, nobody twice, no error', async () => {
    await app.ask('liqiang', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额20');
    const people = Array.from({ length: 200 }, (_, i) => `member${i}`);
    const replies = await Promise.all(
      people.map((sender) =>
        postMessage(app.address, { id: `rush-${sender}`, sender, text: '报名 6月4日护考' }, app.clock.now()),
      ),
    );
    const { db } = database.get();
    const rows = await db.registration.findMany({ orderBy: { id: 'asc' } });
    const confirmed = rows.filter(({ state }) => state === 'confirmed');
    const waiting = rows.filter(({ state }) => state === 'waiting');
    expect(confirmed).toHaveLength(20);
    expect(waiting).toHaveLength(180);
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(200);
    const serials = waiting.map(({ waitingSerial }) => waitingSerial ?? 0).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 180 }, (_, i) => i + 1));
    expect(replies.filter((reply) => reply.includes('候补'))).toHaveLength(180);
    const occurrence = await db.occurrence.findFirstOrThrow();
    expect(occurrence.placesLeft).toBe(0);
  });

  it('answers both of two deliveries at once the same, and does it once', async () => {
    const sent = { id: 'twice-at-once', sender: 'member0', text: '取消 6月4日护考' };
    const [first, second] = await Promise.all([
      postMessage(app.address, sent, app.clock.now()),
      postMessage(app.address, sent, app.clock.now()),
    ]);
    expect(first).toBe(second);
    expect(first).toContain('取消');
    const { db } = database.get();
    expect(await db.registration.count({ where: { state: 'confirmed' } })).toBe(20);
    expect(await db.registration.count({ where: { state: 'waiting' } })).toBe(179);
    expect(await db.message.count({ where: { key: { contains: 'twice-at-once' } } })).toBe(1);
  });
});
