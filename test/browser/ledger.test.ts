import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toInstant } from '../../src/clock.ts';
import { openDatabase } from '../../src/database.ts';
import type { LedgerKind } from '../../src/features/ledger/types.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type AppApiServer, startAppApi } from '../support/app-api.ts';
import { describeInChromium, keepPicture } from '../support/chromium.ts';

const PHONE = 390;
const SCREEN = 1280;

describeInChromium('the ledger as a page', (browser) => {
  let app: TestApp;
  let server: AppApiServer;
  const folder = mkdtempSync(join(tmpdir(), 'bot-ledger-'));
  const databaseUrl = `file:${join(folder, 'bot.db')}`;

  beforeAll(async () => {
    server = await startAppApi();
    server.on('/connect/oauth2/authorize', ({ query }, response) => {
      const back = `${query.redirect_uri}?${new URLSearchParams({ code: 'CODE', state: query.state ?? '' })}`;
      response.writeHead(302, { location: back }).end();
    });
    server.on('auth/getuserinfo', () => ({ errcode: 0, userid: 'WangFang' }));
    app = await startTestApp({
      databaseUrl,
      now: '2026-06-10T09:00:00+08:00',
      env: {
        WECOM_CORP_ID: 'ww1',
        WECOM_APP_AGENT_ID: '1000002',
        WECOM_APP_SECRET: 'S',
        WECOM_API_BASE: server.address,
        ADMIN_USERIDS: 'wangfang',
      },
    });
    await app.say('wangfang', '我是王芳', null);
    await app.say('wangfang', '党小组 第一党小组：张三、李四', null);
    await app.say('wangfang', '是', null);
    await fill();
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function fill(): Promise<void> {
    const database = await openDatabase(databaseUrl);
    const { db } = database;
    const [came] = await db.person.findMany({ where: { name: '张三' } });
    const held: [LedgerKind, string, string][] = [
      ['members', '支部党员大会', '2026-02-10'],
      ['members', '支部党员大会', '2026-06-25'],
      ...['01', '02', '03', '05', '06'].map((month): [LedgerKind, string, string] => [
        'committee',
        '支委会',
        `2026-${month}-05`,
      ]),
      ['lecture', '党课：学习党章', '2026-05-12'],
    ];
    for (const [kind, title, day] of held) {
      const createdAt = new Date('2026-01-01T00:00:00+08:00');
      const meeting = await db.meeting.create({
        data: { title, kind, startTime: '19:00', agenda: [], onDay: day, createdAt },
      });
      const startsAt = toInstant(day, '19:00', 'Asia/Shanghai');
      const timing = { meetingId: meeting.id, nominalDay: day, day, startTime: '19:00', startsAt };
      const { id } = await db.meetingOccurrence.create({ data: timing });
      if (kind !== 'members' || !came) continue;
      const activeKey = `${id}:${came.id}`;
      const data = {
        occurrenceId: id,
        personId: came.id,
        at: startsAt,
        createdAt: startsAt,
        way: 'typed' as const,
        activeKey,
      };
      await db.attendance.create({ data });
    }
    await database.close();
  }

  it.each([
    ['screen', SCREEN],
    ['phone', PHONE],
  ])('says in words what is done, due and missed, and opens to the rows (%s)', async (name, width) => {
    const page = await browser.open(`${app.address}/console`, width);
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.getByRole('link', { name: '三会一课台账' }).click();
    await page.waitForURL('**/console/ledger');
    const text = await page.innerText('main');
    expect(text).toMatch(/支部党员大会\s+2\s+1\s+已排定\s+支委会\s+6\s+5\s+欠开/);
    expect(text).toMatch(/支委会 欠开[\s\S]*到今天应开\s*6 次[\s\S]*欠\s*4月/);
    expect(text).toMatch(/党课 欠开[\s\S]*第一季度/);
    expect(text).toMatch(/组织生活会 待开[\s\S]*12月31日/);
    expect(text).not.toContain('党课：学习党章');
    await keepPicture(page, `ledger-${name}`);
    await page.getByText('看每一次').first().click();
    await page.getByText('看每一次').nth(1).click();
    const opened = await page.innerText('main');
    expect(opened).toMatch(/2月10日\(周二\) 支部党员大会\s+应到 2，实到 1（50%），缺席 1/);
    expect(opened).toMatch(/4月：0 \/ 1 次 欠开/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(faults).toEqual([]);
    await keepPicture(page, `ledger-${name}-open`);
    await page.close();
  });
});
