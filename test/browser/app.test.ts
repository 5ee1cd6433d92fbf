import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeInChromium, keepPicture } from '../support/chromium.ts';
import { type RunningCorp, startCorp } from '../support/corp.ts';
import { CORP, replyXml } from '../support/fake-app.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

const card = {
  ...{ card_type: 'button_interaction', main_title: { title: '护考志愿服务', desc: '6月4日' }, task_id: 'T1' },
  button_list: [{ text: '报名', key: 'join' }],
};

describeInChromium('the self-built app on the page', (browser) => {
  it('has a chat of its own with each person', async () => {
    corp.app.handler = ({ MsgType, FromUserName }) =>
      MsgType === 'text'
        ? replyXml(FromUserName, 'text', '<Content>你报了 1 个</Content>')
        : replyXml(FromUserName, 'update_button', '<Button><ReplaceName>已报名</ReplaceName></Button>');
    await corp.post('message/send', {
      ...{ touser: 'wangfang', agentid: CORP.agentId, msgtype: 'template_card', template_card: card },
    });
    const page = await browser.open(`${corp.playground.origin}/playground`);
    await page.getByRole('button', { name: '志愿助手（应用）' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('志愿助手（应用）');
    await page.getByRole('combobox').fill('我的报名');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('你报了 1 个').waitFor();
    await page.getByRole('log').getByRole('button', { name: '报名', exact: true }).click();
    await expect.poll(() => corp.app.deliveries.map(({ fields }) => fields.Event)).toContain('template_card_event');
    await keepPicture(page, 'app');
    await page.locator('.speakers label', { hasText: '李强' }).click();
    await expect.poll(() => page.getByRole('log').textContent()).not.toContain('你报了 1 个');
    await page.close();
  });

  it('asks who signs in', async () => {
    const query = new URLSearchParams({
      ...{ appid: CORP.corpId, redirect_uri: 'http://bot.example.org/in', response_type: 'code' },
      ...{ scope: 'snsapi_base', state: 's' },
    });
    const page = await browser.open(
      `${corp.playground.origin}/playground/wecom/connect/oauth2/authorize?${query}`,
      390,
    );
    expect(await page.getByRole('link').count()).toBe(9);
    await keepPicture(page, 'sign-in');
    const [request] = await Promise.all([
      page.waitForRequest(/^http:\/\/bot\.example\.org/),
      page.getByRole('link', { name: '王芳' }).click({ noWaitAfter: true }),
    ]);
    expect(request.url()).toMatch(/^http:\/\/bot\.example\.org\/in\?code=[\w-]+&state=s$/);
    await page.close();
  });
});
