import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeInChromium, keepPicture } from '../support/chromium.ts';
import { type FakeBot, type RunningPlayground, startFakeBot, startPlayground } from '../support/fake-bot.ts';

const COUNT = 1500;
const PAGE_SIZE = 200;

let bot: FakeBot;
let playground: RunningPlayground;

beforeEach(async () => {
  bot = await startFakeBot(async () => undefined);
  playground = await startPlayground(bot, { pollMs: 20 });
});

afterEach(async () => {
  await playground.close();
  await bot.close();
});

const speak = (text: string) => playground.send('POST', '/messages', { chat: 'group-1', sender: 'liqiang', text });

describeInChromium('a long chat on the page', (browser) => {
  it('opens at its end, and leaves who reads further up where they are', async () => {
    for (let number = 1; number <= COUNT; number += 1) await speak(`第${number}条。`);
    const page = await browser.open(`${playground.origin}/playground`);
    const log = page.getByRole('log');
    await log.getByText(`第${COUNT}条。`).waitFor();
    expect(await log.locator('.message').count()).toBe(PAGE_SIZE);
    const isAtEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2);
    expect(await isAtEnd()).toBe(true);

    await speak('最新的一条');
    await log.getByText('最新的一条').waitFor();
    expect(await isAtEnd()).toBe(true);

    await log.getByRole('button', { name: '看更早的 1301 条' }).click();
    const reading = log.getByText('第1290条。', { exact: true });
    await reading.scrollIntoViewIfNeeded();
    const before = await reading.boundingBox();
    await speak('又来了一条');
    await log.getByText('又来了一条').waitFor();
    expect(await reading.boundingBox()).toEqual(before);
    await keepPicture(page, 'long-chat');
    await page.close();
  });

  it('shows a long file name and a long card within the phone', async () => {
    const name = `${'城东志愿服务站与区志愿者协会党支部联合'.repeat(4)}2026年上半年工作总结.docx`;
    const base = `${playground.origin}/playground/wecom/cgi-bin/webhook`;
    const form = new FormData();
    form.set('media', new File([Buffer.alloc(2048, 1)], name));
    const upload = await fetch(`${base}/upload_media?key=key-1&type=file`, { method: 'POST', body: form });
    const { media_id } = (await upload.json()) as { media_id: string };
    await playground.send('POST', '/wecom/cgi-bin/webhook/send?key=key-1', { msgtype: 'file', file: { media_id } });
    bot.handler = async () => ({
      msgtype: 'template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '护考志愿服务'.repeat(4), desc: 'a'.repeat(30) },
        sub_title_text: '长'.repeat(112),
        horizontal_content_list: Array.from({ length: 6 }, () => ({ keyname: '报名截止时', value: 'b'.repeat(26) })),
        button_list: Array.from({ length: 5 }, (_, index) => ({
          text: '名单和名额还有名额吗',
          key: `k:${index}`,
          style: 1,
        })),
        task_id: 'T2',
      },
    });
    await playground.send('POST', '/messages', { chat: 'group-1', sender: 'liqiang', text: '@志愿助手 帮助' });
    const page = await browser.open(`${playground.origin}/playground`, 390);
    await page.getByRole('log').getByRole('button', { name: '名单和名额还有名额吗' }).last().waitFor();
    await keepPicture(page, 'long-card-phone');
    const edges = await page.getByRole('log').evaluate((box) => ({ content: box.scrollWidth, shown: box.clientWidth }));
    expect(edges.content).toBe(edges.shown);
    await page.close();
  });
});
