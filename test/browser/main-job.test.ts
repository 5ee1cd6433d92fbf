import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeInChromium, keepPicture } from '../support/chromium.ts';
import { openDocx } from '../support/docx.ts';

/** A Wednesday; Monday 25 May is no holiday. */
const NOW = '2026-05-20T09:00:00+08:00';
const NAMES = [
  ['liqiang', '李强'],
  ['wangfang', '王芳'],
  ['chenjing', '陈静'],
  ['zhouli', '周丽'],
] as const;
const PUBLICATION = '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额2 截止6月3日18点';

let folder: string;
let app: TestApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'main-job-'));
  app = await startTestApp({ databaseUrl: `file:${join(folder, 'bot.db')}`, now: NOW });
  for (const [userid, name] of NAMES) await app.ask(userid, `我是${name}`, null);
});

afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

const log = (page: Page) => page.getByRole('log');
const shown = (page: Page, text: string | RegExp) => log(page).getByText(text).last().waitFor();

async function speakAs(page: Page, name: string): Promise<void> {
  await page.locator('.speakers label', { hasText: name }).click();
}

async function say(page: Page, name: string, text: string): Promise<void> {
  await speakAs(page, name);
  await page.getByRole('combobox').fill(`@志愿助手 ${text}`);
  await page.getByRole('button', { name: '发送' }).click();
}

async function fetchWord(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await log(page)
    .getByRole('link', { name: /上半年工作总结\.docx/ })
    .click();
  const { paragraphs, cells } = await openDocx(await readFile(await (await download).path()));
  return [...paragraphs, ...cells].join('\n');
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const scrolled = () => document.documentElement.scrollWidth - window.innerWidth;
  expect(await page.evaluate(scrolled)).toBeLessThanOrEqual(0);
}

/** Presses Tab until `wanted` has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const isThere = await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${wanted}`);
}

describeInChromium('the main job on the page', (browser) => {
  const open = (width?: number) => browser.open(`${app.address}/playground`, width);

  it('from the publication to the Word file', async () => {
    const page = await open();
    await say(page, '李强', PUBLICATION);
    await shown(page, /已发布：6月4日\(周四\) 护考志愿服务/);
    await speakAs(page, '王芳');
    await log(page).getByRole('button', { name: '报名', exact: true }).click();
    await shown(page, '王芳报上了，第 1 位。');
    await shown(page, '1/2 人');
    await say(page, '陈静', '报名 6月4日护考');
    await shown(page, /护考志愿服务，第 2 位/);
    await say(page, '周丽', '报名 护考');
    await shown(page, /候补第 1 位/);

    await page.locator('.clock summary').click();
    await page.getByRole('button', { name: '本周日 20:00' }).click();
    await shown(page, /周一例会[\s\S]*明天 5月25日\(周一\)19:00/);
    await keepPicture(page, 'main-job');
    await page.setViewportSize({ width: 1280, height: 1420 });
    await keepPicture(page, 'screenshot');
    await page.setViewportSize({ width: 1280, height: 800 });

    await say(page, '王芳', '补录 5月23日 帮小世博家收菜花 20人 3小时');
    await shown(page, /合计60小时/);
    await say(page, '赵敏', '生成上半年总结');
    await shown(page, /起草好了/);
    expect(await fetchWord(page)).toMatch(/60小时/);
    await keepPicture(page, 'main-job-word');
    await page.close();
  });

  it('step by step on a phone, as the page proposes it', async () => {
    const page = await open(390);
    await keepPicture(page, 'main-job-phone-first');
    const takeStep = async (name: RegExp) => {
      const menu = page.locator('.steps summary');
      if (await menu.isVisible()) await menu.click();
      await keepPicture(page, 'main-job-phone-steps');
      await page.getByRole('button', { name }).click();
      await expectNoSidewaysScroll(page);
    };
    const send = () => page.getByRole('button', { name: '发送' }).click();

    await takeStep(/李强发布活动/);
    await send();
    await shown(page, /已发布：5月23日\(周六\) 护考志愿服务/);
    await takeStep(/王芳点卡片/);
    await page.locator('.card-button:focus').waitFor();
    await page.keyboard.press('Enter');
    await shown(page, '王芳报上了，第 1 位。');
    await takeStep(/陈静打一行字/);
    await send();
    await shown(page, /第 2 位/);
    await takeStep(/周丽来晚了/);
    await send();
    await shown(page, /候补第 1 位/);
    await takeStep(/时钟拨到周日/);
    await page.getByRole('button', { name: '本周日 20:00' }).click();
    await shown(page, /周一例会/);
    await keepPicture(page, 'screenshot-phone');
    await takeStep(/赵敏要一份总结/);
    await send();
    await shown(page, /起草好了/);
    expect(await fetchWord(page)).toMatch(/护考志愿服务/);
    await expectNoSidewaysScroll(page);
    await page.locator('.steps summary').click();
    await page.getByRole('heading', { name: '都走过一遍了' }).waitFor();
    await page.close();
  });

  it('without a mouse', async () => {
    const page = await open();
    await tabTo(page, '.welcome .guide button');
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Enter');
    await shown(page, /已发布/);
    await tabTo(page, '.speakers input');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.speakers .chosen', { hasText: '王芳' }).waitFor();
    await tabTo(page, '.messages .card-button');
    await page.keyboard.press('Enter');
    await shown(page, '王芳报上了，第 1 位。');
    await tabTo(page, '.clock summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '.moves button:nth-child(3)');
    await page.keyboard.press('Enter');
    await shown(page, /周一例会/);
    await tabTo(page, 'textarea');
    await page.keyboard.type('@');
    await page.getByRole('option', { name: /志愿助手/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('我的报名');
    await page.keyboard.press('Enter');
    await shown(page, '@志愿助手 我的报名');
    await page.close();
  });
});
