import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { sealReply, stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot();

const say = (values: object = {}) =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'wangfang', text: '@志愿助手 报名', ...values });

/** `fetch` sets the host by itself. */
function statusUnderHost(host: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = `${here.playground.origin}/playground/messages`;
    const sent = request(url, { method: 'POST', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end(body);
  });
}

describe('a message', () => {
  it('reaches the bot as WeCom sends it, and its answer comes back', async () => {
    const answer = await say({ quote: '护考招人' });
    expect(answer).toEqual({ status: 200, body: { delivered: true, replies: [{ kind: 'markdown', text: '收到' }] } });
    expect(here.bot.deliveries).toHaveLength(1);
    expect(here.bot.deliveries[0]).toMatchObject({
      isSigned: true,
      timestamp: Date.parse('2026-06-01T01:00:00Z') / 1000,
    });
    expect(here.bot.deliveries[0]?.callback).toEqual({
      msgid: expect.stringMatching(/./),
      aibotid: 'bot-1',
      chatid: 'group-1',
      chattype: 'group',
      from: { userid: 'wangfang' },
      response_url: expect.stringContaining('/playground/wecom/cgi-bin/aibot/response?response_code='),
      msgtype: 'text',
      text: { content: '@志愿助手 报名' },
      quote: { msgtype: 'text', text: { content: '护考招人' } },
    });
  });

  it.each(['报名', '@王芳 报名', '志愿助手 报名'])(
    'stays in the group where it does not mention the bot: %s',
    async (text) => {
      expect((await say({ text })).body).toEqual({ replies: [], delivered: false });
      expect(here.bot.deliveries).toHaveLength(0);
    },
  );

  it.each(['报名@志愿助手', '＠志愿助手 报名', '@王芳 @志愿助手  报名'])(
    'is delivered with the mention anywhere: %s',
    async (text) => {
      expect((await say({ text })).body.delivered).toBe(true);
      expect(here.bot.deliveries[0]?.callback.text).toEqual({ content: text });
    },
  );

  it('needs no mention one to one, and names no group', async () => {
    await say({ chat: null, text: '帮助' });
    expect(here.bot.deliveries[0]?.callback).toMatchObject({ chattype: 'single', from: { userid: 'wangfang' } });
    expect(here.bot.deliveries[0]?.callback).not.toHaveProperty('chatid');
  });

  it('may stay without an answer', async () => {
    here.bot.handler = () => undefined;
    expect((await say()).body).toEqual({ delivered: true, replies: [] });
  });

  it.each([
    ['no sender', { sender: undefined }, 'sender'],
    ['a number for a chat', { chat: 1 }, 'chat'],
    ['a chat left out', { chat: undefined }, 'chat'],
    ['an empty text', { text: ' \n' }, 'text'],
    ['an account with a space', { sender: 'wang fang' }, 'sender'],
  ])('is refused with one sentence for %s', async (_, values, field) => {
    const { status, body } = await say(values);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringMatching(new RegExp(`^${field}：[^。]*。$`)) });
    expect(here.bot.deliveries).toHaveLength(0);
  });

  it('is refused where it is not JSON, or comes from another site', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${here.playground.origin}/playground/messages`, { method: 'POST', headers, body });
    expect((await post({}, '{')).status).toBe(400);
    const text = JSON.stringify({ chat: null, sender: 'wangfang', text: '帮助' });
    expect((await post({ origin: 'https://evil.example' }, text)).status).toBe(403);
    expect((await post({ origin: 'null' }, text)).status).toBe(403);
    expect(await statusUnderHost('evil.example', text)).toBe(403);
    expect(await statusUnderHost('localhost', text)).toBe(200);
    here.bot.deliveries.pop();
    expect(here.bot.deliveries).toHaveLength(0);
  });
});

describe('an answer WeCom would not take', () => {
  it.each([
    ['a wrong signature', (nonce: string) => sealReply(stream('x'), nonce, { msgsignature: '0'.repeat(40) }), '签名'],
    ['another nonce', () => sealReply(stream('x'), 'other'), 'nonce'],
    ['markdown', (nonce: string) => sealReply({ msgtype: 'markdown', markdown: { content: 'x' } }, nonce), 'msgtype'],
    ['plain JSON', () => JSON.stringify(stream('x')), 'encrypt'],
  ])('is not shown, and said: %s', async (_, makeBody, reason) => {
    here.bot.handler = (_callback, { raw }) => raw(200, makeBody(here.bot.deliveries.at(-1)?.nonce ?? ''));
    const { body } = await say();
    expect(body.replies).toEqual([]);
    expect(body.problems).toEqual([expect.stringContaining(reason)]);
    expect(here.bot.deliveries).toHaveLength(1);
  });
});

describe('the address', () => {
  it('is verified as WeCom does when it is saved', async () => {
    expect((await here.playground.send('POST', '/verification')).body).toEqual({ verified: true });
  });
});
