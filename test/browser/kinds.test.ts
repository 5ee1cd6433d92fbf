import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeInChromium, keepPicture } from '../support/chromium.ts';
import {
  type Callback,
  type FakeBot,
  type RunningPlayground,
  startFakeBot,
  startPlayground,
} from '../support/fake-bot.ts';
import { startSocketPlayground } from '../support/long-connection.ts';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: PICTURE });
const options = (...texts: string[]) => texts.map((text) => ({ id: text, text }));
const vote = (values: object = {}) => ({
  card_type: 'vote_interaction',
  source: { desc: '支部投票' },
  main_title: { title: '周末去哪做志愿', desc: '6月5日（周五）18:00 截止' },
  checkbox: { question_key: 'where', mode: 1, option_list: options('一中护考', '敬老院', '河道清洁'), ...values },
  submit_button: { text: '投票', key: 'vote' },
  task_id: 'V1',
});
const VOTED = vote({
  disable: true,
  option_list: options('一中护考', '敬老院', '河道清洁').map((one) => ({ ...one, is_checked: one.id !== '敬老院' })),
});
const LISTS = {
  card_type: 'multiple_interaction',
  main_title: { title: '六月值班', desc: '选好后提交' },
  select_list: [
    { question_key: 'day', title: '哪天', option_list: options('周六', '周日') },
    { question_key: 'part', title: '时段', option_list: options('上午', '下午'), selected_id: '下午' },
  ],
  submit_button: { text: '报上去', key: 'send' },
  task_id: 'L1',
};
const NOTICE = {
  card_type: 'text_notice',
  main_title: { title: '护考集合', desc: '6月4日 7:30 一中门口' },
  card_action: { type: 1, url: 'https://example.org' },
  jump_list: [{ type: 3, title: '我报了哪些', question: '我的报名' }],
  action_menu: { desc: '这条通知', action_list: [{ text: '不再提醒我', key: 'mute' }] },
  task_id: 'N1',
};
const CARDS: Record<string, object> = { 投票: vote(), 值班: LISTS, 通知: NOTICE };

let bot: FakeBot;
let playground: RunningPlayground;

beforeEach(async () => {
  bot = await startFakeBot(answer);
  playground = await startPlayground(bot, { pollMs: 20 });
});

afterEach(async () => {
  await playground.close();
  await bot.close();
});

interface Said {
  text?: { content: string };
  event?: { eventtype: string; template_card_event?: { event_key: string } };
}

function answer({ text, event }: Callback & Said) {
  if (event?.template_card_event?.event_key === 'vote') {
    return { response_type: 'update_template_card', userids: ['wangfang'], template_card: VOTED };
  }
  if (event) return undefined;
  const name = Object.keys(CARDS).find((one) => text?.content.includes(one));
  if (name) return { msgtype: 'template_card', template_card: CARDS[name] };
  return { msgtype: 'stream', stream: { id: 's', finish: true, content: '收到，已经记下。', feedback: { id: 'F1' } } };
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: /要说的话/ }).fill(text);
  await page.keyboard.press('Enter');
}

// biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
const lastCallback = (): any => bot.deliveries.at(-1)?.callback;
const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

describeInChromium('what people send and choose', (browser) => {
  const open = (size?: number) => browser.open(`${playground.origin}/playground`, size);

  it('sends pictures with the words, and files alone', async () => {
    const page = await open();
    const log = page.getByRole('log');
    await page.getByLabel('选图片').setInputFiles([picture('签到表.png'), picture('合影.png')]);
    await page.getByRole('button', { name: '不发合影.png' }).click();
    await page.getByText('没有@志愿助手，机器人收不到').waitFor();
    await page.getByRole('combobox').fill('@志愿助手 这是今天的签到表');
    await keepPicture(page, 'picking');
    await page.getByRole('button', { name: '发送' }).click();
    await log.getByText('收到，已经记下').waitFor();
    expect(lastCallback()).toMatchObject({ msgtype: 'mixed', mixed: { msg_item: [{ msgtype: 'text' }, {}] } });
    const image = log.locator('.mixed img');
    expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(4);
    await page.getByLabel('选图片').setInputFiles([picture('合影.png')]);
    await page.getByRole('button', { name: '发送' }).click();
    await log.getByText('群里单独发的图片').waitFor();
    expect(bot.deliveries).toHaveLength(1);
    await keepPicture(page, 'pictures');

    await page.getByRole('button', { name: /一对一/ }).click();
    const file = { name: '六月排班.xlsx', mimeType: '', buffer: Buffer.alloc(9000) };
    await page.getByLabel('选文件').setInputFiles(file);
    await log.getByRole('link', { name: /六月排班\.xlsx/ }).waitFor();
    await expect.poll(() => lastCallback().msgtype).toBe('file');
    await page.getByRole('combobox').fill('我要报名');
    await page.getByRole('button', { name: '当语音发' }).click();
    await log.getByText('语音转成的文字').waitFor();
    await expect.poll(() => lastCallback().voice).toEqual({ content: '我要报名' });
    await log.locator('.message', { hasText: '六月排班' }).hover();
    await log.locator('.message', { hasText: '六月排班' }).getByRole('button', { name: '引用' }).click();
    await say(page, '按这个排');
    await expect.poll(() => lastCallback().quote?.msgtype).toBe('file');
    await keepPicture(page, 'one-to-one');
    await page.close();
  });

  it('takes a pasted picture', async () => {
    const page = await open();
    await page.getByRole('combobox').focus();
    await page.evaluate(
      (bytes) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([new Uint8Array(bytes)], '截图.png', { type: 'image/png' }));
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      [...PICTURE],
    );
    await page.getByRole('img', { name: '截图.png' }).waitFor();
    await page.close();
  });

  it.each([1280, 375])('chooses on cards, %i pixels wide', async (width) => {
    const page = await open(width);
    const log = page.getByRole('log');
    await say(page, '@志愿助手 投票');
    const submit = log.getByRole('button', { name: '投票' });
    await submit.waitFor();
    expect(await submit.isDisabled()).toBe(true);
    await log.getByLabel('河道清洁').check();
    await log.getByLabel('一中护考').check();
    await keepPicture(page, `vote-${width}`);
    await submit.click();
    await log.getByText('（不能再选）').waitFor();
    expect(lastCallback().event.template_card_event.selected_items.selected_item).toEqual([
      { question_key: 'where', option_ids: { option_id: ['一中护考', '河道清洁'] } },
    ]);
    expect(await submit.isDisabled()).toBe(true);

    await say(page, '@志愿助手 值班');
    await log.getByLabel('哪天').selectOption('周日');
    await log.getByRole('button', { name: '报上去' }).click();
    await expect
      .poll(() => lastCallback().event?.template_card_event.selected_items.selected_item)
      .toEqual([
        { question_key: 'day', option_ids: { option_id: ['周日'] } },
        { question_key: 'part', option_ids: { option_id: ['下午'] } },
      ]);

    await say(page, '@志愿助手 通知');
    await log.getByLabel('这条通知').click();
    await keepPicture(page, `cards-${width}`);
    await log.getByRole('button', { name: '不再提醒我' }).click();
    await expect.poll(() => lastCallback().event?.template_card_event.event_key).toBe('mute');
    await log.getByRole('button', { name: '我报了哪些' }).click();
    await expect.poll(() => lastCallback().text?.content).toBe('@志愿助手 我的报名');
    expect(await isWithin(page)).toBe(true);
    await page.close();
  });

  it('says what it thinks of an answer', async () => {
    const page = await open(375);
    const log = page.getByRole('log');
    await say(page, '@志愿助手 帮助');
    await log.getByRole('button', { name: '不准确' }).click();
    await log.getByLabel('有错误').check();
    await log.getByLabel('说说哪里不对').fill('日期不对');
    await keepPicture(page, 'feedback');
    await log.getByRole('button', { name: '提交评价' }).click();
    await expect
      .poll(() => lastCallback().event?.feedback_event)
      .toEqual({
        ...{ id: 'F1', type: 2, content: '日期不对', inaccurate_reason_list: [3] },
      });
    await log.getByRole('button', { name: '撤回' }).click();
    await expect.poll(() => lastCallback().event?.feedback_event.type).toBe(3);
    await page.close();
  });

  it('switches several things wrong and all right again', async () => {
    const page = await open(375);
    const faults = async () =>
      Object.entries((await playground.send('GET', '/faults')).body).filter(([, one]) => one !== null);
    await page.locator('.faults > summary').click();
    await page.getByText('企业微信把消息送到机器人的网址').waitFor();
    await page.getByLabel('每条消息投递两次').check();
    await page.getByText('机器人下载图片和文件').click();
    await page.getByLabel('下载到一半断开').check();
    await page.getByLabel('少了几个字节').check();
    await expect.poll(() => page.getByLabel('下载到一半断开').isChecked()).toBe(false);
    await page.getByText('开了 1 项').first().waitFor();
    await keepPicture(page, 'fault-sections');
    expect(await faults()).toEqual([
      ['duplicate', true],
      ['mediaFault', 'length'],
    ]);
    expect(await isWithin(page)).toBe(true);
    await page.getByRole('button', { name: '恢复正常' }).click();
    await expect.poll(faults).toEqual([]);
    await page.close();
  });

  it('shows the switches of the long connection, and presses those that happen once', async () => {
    const other = await startSocketPlayground();
    const page = await browser.open(`${other.origin}/playground`);
    await page.locator('.faults > summary').click();
    await page.getByText('机器人自己连上企业微信收消息').waitFor();
    await page.getByText('长连接', { exact: true }).click();
    await page.getByLabel('心跳没有回音').check();
    await keepPicture(page, 'socket-faults');
    await page.getByRole('button', { name: '另一个程序把连接顶掉' }).click();
    await expect
      .poll(async () => (await other.send('GET', '/faults')).body)
      .toMatchObject({ kick: null, noPong: true });
    await page.close();
    await other.close();
  });
});
