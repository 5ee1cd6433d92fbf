import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type AppApiServer, startAppApi } from '../support/app-api.ts';
import { describeInChromium, keepPicture } from '../support/chromium.ts';

const PHONE = 390;

describeInChromium('the pages on a phone', (browser) => {
  let app: TestApp;
  let server: AppApiServer;
  const folder = mkdtempSync(join(tmpdir(), 'bot-console-'));

  beforeAll(async () => {
    server = await startAppApi();
    server.on('/connect/oauth2/authorize', ({ query }, response) => {
      const back = `${query.redirect_uri}?${new URLSearchParams({ code: 'CODE', state: query.state ?? '' })}`;
      response.writeHead(302, { location: back }).end();
    });
    server.on('auth/getuserinfo', () => ({ errcode: 0, userid: 'WangFang' }));
    app = await startTestApp({
      databaseUrl: `file:${join(folder, 'bot.db')}`,
      now: '2026-05-20T09:00:00+08:00',
      env: {
        WECOM_CORP_ID: 'ww1',
        WECOM_APP_AGENT_ID: '1000002',
        WECOM_APP_SECRET: 'S',
        WECOM_API_BASE: server.address,
        ADMIN_USERIDS: 'wangfang',
      },
    });
    await app.say('wangfang', '我是王芳');
    await app.say('liqiang', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额1');
    await app.say('liqiang', '发布活动 6月6日 9:00 河道清洁 地点:龙桥');
    await app.say('wangfang', '报名 6月4日护考');
    await app.say('wangfang', '报名 6月6日河道清洁 带2个家属');
    await app.say('wangfang', '帮陈静报名 6月4日护考');
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows who is signed in what they are registered for, in large type, within the screen', async () => {
    const page = await browser.open(`${app.address}/console`, PHONE);
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.reload();
    expect(new URL(page.url()).pathname).toBe('/console');
    const text = await page.innerText('body');
    expect(text).toContain('王芳 · 管理员');
    expect(text).toMatch(/护考志愿服务\s+6月4日\(周四\) 8:00-12:00，一中门口\s+已报上/);
    expect(text).toContain('带 2 人');
    expect(text).toMatch(/陈静：护考志愿服务[\s\S]*候补第 1 位/);
    expect(text).toContain('周一例会');
    const look = await page.evaluate(() => ({
      type: Number.parseFloat(getComputedStyle(document.body).fontSize),
      button: document.querySelector('button')?.getBoundingClientRect().height ?? 0,
      isWithin: document.documentElement.scrollWidth <= window.innerWidth,
    }));
    expect(look.type).toBeGreaterThanOrEqual(20);
    expect(look.button).toBeGreaterThanOrEqual(44);
    expect(look.isWithin).toBe(true);
    expect(faults).toEqual([]);
    await keepPicture(page, 'console-phone');
    await page.close();
  });

  it('shows an administrator the state of the channels', async () => {
    const page = await browser.open(`${app.address}/console`, PHONE);
    await page.getByRole('link', { name: '通道状态' }).click();
    await page.waitForURL('**/console/channels');
    const text = await page.innerText('main');
    expect(text).toContain('收消息');
    expect(text).toContain('发消息');
    expect(text).toMatch(/自建应用/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await keepPicture(page, 'console-channels');
    await page.close();
  });

  it('lets go on a tap', async () => {
    const page = await browser.open(`${app.address}/console`, PHONE);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/console/signed-out');
    expect(await page.innerText('body')).toContain('已经退出登录');
    await keepPicture(page, 'console-signed-out');
    await page.close();
  });
});
