import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeInChromium, keepPicture } from '../support/chromium.ts';
import {
  type Callback,
  type FakeBot,
  type RunningPlayground,
  startFakeBot,
  startPlayground,
  stream,
} from '../support/fake-bot.ts';

const card = (title: string, buttons: { text: string; key: string; style: number }[]) => ({
  card_type: 'button_interaction',
  main_title: { title, desc: '6月4日（周四）8:00—12:00' },
  horizontal_content_list: [
    { keyname: '地点', value: '一中门口' },
    { keyname: '名额', value: '2 人，已报 0 人' },
    { keyname: '截止', value: '6月3日（周三）18:00' },
  ],
  button_list: buttons,
  task_id: 'T1',
});
const PUBLISHED = card('护考志愿服务', [
  { text: '我要报名', key: 'register:1', style: 1 },
  { text: '看名单', key: 'list:1', style: 2 },
]);
const REGISTERED = card('护考志愿服务 · 已报名', [{ text: '取消报名', key: 'cancel:1', style: 3 }]);
const SIGNED_UP =
  '已为你报名：**6月4日（周四）8:00** 护考志愿服务，第 1 位。\n- 地点：一中门口\n- 名额：还剩 **1** 个\n\n不去了就说：`取消报名 护考`，详情见 https://example.org/a?b=1。';
const HOSTILE = '<img src=x onerror="document.title=1"> **<b>粗</b>** [点我](javascript:alert(1))';

let bot: FakeBot;
let playground: RunningPlayground;
let polls = 0;

beforeEach(async () => {
  polls = 0;
  bot = await startFakeBot(answer);
  playground = await startPlayground(bot, { pollMs: 20 });
});

afterEach(async () => {
  await playground.close();
  await bot.close();
});

interface Said {
  text?: { content: string };
  event?: { eventtype: string };
}

async function answer({ msgtype, text, event }: Callback & Said) {
  if (event?.eventtype === 'enter_chat') return undefined;
  if (event) return { response_type: 'update_template_card', userids: ['wangfang'], template_card: REGISTERED };
  if (msgtype === 'stream') {
    polls += 1;
    if (polls < 3) return stream('正在数活动和服务时长……', false);
    await pushFile();
    return stream('上半年总结写好了，文件已发到群里。');
  }
  const said = text?.content ?? '';
  if (said.includes('总结')) return stream('正在数活动和服务时长……', false);
  if (said.includes('发布')) return { msgtype: 'template_card', template_card: PUBLISHED };
  if (said.includes('坏')) return stream(HOSTILE);
  return stream(SIGNED_UP);
}

async function pushFile(): Promise<void> {
  const base = `${playground.origin}/playground/wecom/cgi-bin/webhook`;
  const form = new FormData();
  form.set('media', new File([Buffer.alloc(18_432, 1)], '区志愿者协会党支部2026年上半年工作总结.docx'));
  const upload = await fetch(`${base}/upload_media?key=key-1&type=file`, { method: 'POST', body: form });
  const { media_id } = (await upload.json()) as { media_id: string };
  await playground.send('POST', '/wecom/cgi-bin/webhook/send?key=key-1', { msgtype: 'file', file: { media_id } });
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
}

const width = (page: Page) =>
  page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }));

describeInChromium('the playground’s page', (browser) => {
  const open = (size?: number) => browser.open(`${playground.origin}/playground`, size);

  it('lets 王芳 speak, tap a card and fetch a file', async () => {
    const page = await open();
    const log = page.getByRole('log');
    await say(page, '大家早上好');
    await log.getByText('没有@志愿助手，机器人收不到').waitFor();
    expect(bot.deliveries).toHaveLength(0);
    await say(page, '@志愿助手 发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额2 截止6月3日18点');
    await log.getByRole('button', { name: '我要报名' }).waitFor();
    await keepPicture(page, 'card');
    await log.getByRole('button', { name: '我要报名' }).click();
    await log.getByRole('button', { name: '取消报名' }).waitFor();
    expect(bot.deliveries.at(-1)?.callback.from).toMatchObject({ userid: 'wangfang' });

    await page.locator('.speakers label', { hasText: '李强' }).click();
    await log.getByRole('button', { name: '我要报名' }).waitFor();
    await say(page, '@志愿助手 报名 护考');
    await log.locator('strong', { hasText: '6月4日（周四）8:00' }).waitFor();
    expect(await log.getByRole('link').getAttribute('href')).toBe('https://example.org/a?b=1');
    await say(page, '@志愿助手 生成上半年总结');
    await log.getByText('上半年总结写好了').waitFor();
    const download = page.waitForEvent('download');
    await log.getByRole('link', { name: /上半年工作总结\.docx/ }).click();
    expect((await download).suggestedFilename()).toBe('区志愿者协会党支部2026年上半年工作总结.docx');
    await keepPicture(page, 'desktop');
    await page.close();
  });

  it('suggests the mention and can be used with the keyboard alone', async () => {
    const page = await open();
    const input = page.getByRole('combobox');
    await input.focus();
    await page.keyboard.type('@');
    await page.getByRole('option', { name: /志愿助手/ }).waitFor();
    await keepPicture(page, 'mention');
    await page.keyboard.press('Enter');
    expect(await input.inputValue()).toBe('@志愿助手 ');
    await page.keyboard.type('报名');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('已为你报名').waitFor();
    expect(await input.inputValue()).toBe('');
    await page.getByRole('button', { name: '我的报名' }).press('Enter');
    expect(await input.inputValue()).toBe('@志愿助手 我的报名');
    await page.close();
  });

  it('shows text as text', async () => {
    const page = await open();
    await page.getByRole('button', { name: /一对一/ }).click();
    await say(page, '坏');
    const bubble = page.getByRole('log').locator('.bubble').last();
    await bubble.getByText('onerror').waitFor();
    expect(await bubble.textContent()).toContain('<img src=x');
    expect(await bubble.locator('img, a').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
    await page.close();
  });

  it('moves the clock', async () => {
    const page = await open();
    await page.getByText('2026年6月1日 周一').click();
    await keepPicture(page, 'clock');
    await page.getByRole('button', { name: '本周日 20:00' }).click();
    await page.locator('.clock summary', { hasText: '2026年6月7日 周日' }).waitFor();
    expect(await page.getByLabel('拨到').isVisible()).toBe(false);
    expect(playground.clock.now().toISOString()).toBe('2026-06-07T12:00:00.000Z');
    await page.getByText('2026年6月7日 周日').click();
    await page.getByLabel('拨到').fill('2026-06-08T06:59');
    await page.getByRole('button', { name: '拨过去' }).click();
    await page.getByText('2026年6月8日 周一').waitFor();
    await page.close();
  });

  it('fits a phone', async () => {
    const page = await open(375);
    await say(page, '@志愿助手 发布活动 6月4日 8:00-12:00 护考志愿服务');
    await page.getByRole('button', { name: '我要报名' }).click();
    await page.getByRole('log').getByRole('button', { name: '取消报名' }).waitFor();
    await say(page, `@志愿助手 ${'长'.repeat(90)}https://example.org/${'a'.repeat(120)}`);
    await page.getByRole('log').getByText('已为你报名').waitFor();
    const { content, window } = await width(page);
    expect(content).toBeLessThanOrEqual(window);
    await keepPicture(page, 'phone');
    await page.locator('.clock summary').click();
    await keepPicture(page, 'phone-clock');
    await page.close();
  });

  it('tells what went wrong and goes on', async () => {
    const page = await open();
    await page.locator('.faults > summary').click();
    await page.getByLabel('每条消息投递两次').check();
    await page.getByText('有故障').waitFor();
    await keepPicture(page, 'faults');
    await say(page, '@志愿助手 报名');
    await page.getByRole('log').getByText('已为你报名').waitFor();
    expect(bot.deliveries).toHaveLength(2);
    bot.handler = (_, { raw }) => raw(200, '不是JSON');
    await say(page, '@志愿助手 报名');
    await page.getByRole('note').getByText('JSON').waitFor();
    await page.close();
  });
});
