import { describe, expect, it } from 'vitest';
import { withFakeBot } from '../../support/fake-bot.ts';
import { startSocketPlayground, subscribe } from '../../support/long-connection.ts';

const stream = (values: object = {}) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish: true, content: '收到', ...values },
});
const asking = stream({ feedback: { id: 'F1' } });

const here = withFakeBot(({ event }) => (event ? undefined : asking));

const say = async (): Promise<string | undefined> => {
  const message = { chat: 'group-1', sender: 'wangfang', text: '@志愿助手 帮助' };
  return (await here.playground.send('POST', '/messages', message)).body.replies[0]?.messageId;
};
const rate = (messageId: string | undefined, values: object = {}) =>
  here.playground.send('POST', '/feedback', { chat: 'group-1', sender: 'liqiang', messageId, type: 1, ...values });

describe('feedback', () => {
  it('is told under the id that the answer gave', async () => {
    const id = await say();
    expect((await rate(id, { type: 2, content: '日期不对', reasons: [3] })).body).toEqual({
      delivered: true,
      replies: [],
    });
    expect(here.bot.deliveries.at(-1)?.callback).toEqual({
      msgid: expect.any(String),
      create_time: Date.parse('2026-06-01T09:00:00+08:00') / 1000,
      aibotid: 'bot-1',
      chatid: 'group-1',
      chattype: 'group',
      from: { corpid: expect.any(String), userid: 'liqiang' },
      msgtype: 'event',
      event: {
        eventtype: 'feedback_event',
        feedback_event: { id: 'F1', type: 2, content: '日期不对', inaccurate_reason_list: [3] },
      },
    });
    await rate(id, { type: 3 });
    expect(here.bot.deliveries.at(-1)?.callback.event).toMatchObject({ feedback_event: { id: 'F1', type: 3 } });
  });

  it.each([
    ['an id on the first reply of a stream', stream({ finish: false, feedback: { id: 'F1' } }), stream(), 'F1'],
    ['no id after it', stream({ finish: false }), asking, undefined],
  ])('knows %s', async (_, first, last, id) => {
    here.bot.handler = ({ event, msgtype }) => (event ? undefined : msgtype === 'stream' ? last : first);
    const messageId = await say();
    expect(messageId === undefined).toBe(id === undefined);
    if (messageId === undefined) return;
    await rate(messageId);
    expect(here.bot.deliveries.at(-1)?.callback.event).toMatchObject({ feedback_event: { id } });
  });

  it('can be asked for by a card and by a late answer', async () => {
    const card_action = { type: 1, url: 'https://example.org' };
    const template_card = { card_type: 'text_notice', main_title: { title: '护考' }, card_action };
    here.bot.handler = () => ({
      msgtype: 'template_card',
      template_card: { ...template_card, feedback: { id: 'F2' } },
    });
    expect(await say()).toBeDefined();
    here.bot.handler = async ({ response_url }) => {
      const markdown = { content: '晚到', feedback: { id: 'F3' } };
      await fetch(String(response_url), { method: 'POST', body: JSON.stringify({ msgtype: 'markdown', markdown }) });
    };
    const messageId = await say();
    here.bot.handler = () => undefined;
    await rate(messageId);
    expect(here.bot.deliveries.at(-1)?.callback.event).toMatchObject({ feedback_event: { id: 'F3' } });
  });

  it('takes an empty answer only, and is told once', async () => {
    const id = await say();
    here.bot.handler = () => stream();
    expect((await rate(id)).body).toMatchObject({ replies: [], problems: [expect.stringContaining('空的应答')] });
    here.bot.deliveries.length = 0;
    here.bot.handler = (_, { raw }) => raw(500, '');
    expect((await rate(id)).body.problems).toHaveLength(1);
    expect(here.bot.deliveries).toHaveLength(1);
  });

  it.each([
    ['an unknown message', { messageId: 'none' }, '没有这条消息'],
    ['another chat', { chat: 'group-2' }, '没有这条消息'],
    ['a fourth kind', { type: 4 }, 'type'],
    ['a fifth reason', { type: 2, reasons: [5] }, 'reasons'],
    ['reasons for praise', { reasons: [1] }, 'reasons'],
  ])('is refused for %s', async (_, values, reason) => {
    const { status, body } = await rate(await say(), values);
    expect([status, body.error]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('is refused where the bot did not ask', async () => {
    here.bot.handler = () => stream();
    await say();
    const { ids } = (await here.playground.send('GET', '/view?chat=group-1&sender=wangfang')).body;
    expect((await rate(ids.at(-1))).body.error).toContain('没有请人评价');
  });
});

it('feedback is pushed on the long connection, and nothing answers it', async () => {
  const other = await startSocketPlayground();
  try {
    const socket = await subscribe(other.socketUrl);
    const saying = other.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '帮助' });
    const { headers } = await socket.callback();
    await socket.request('aibot_respond_msg', asking, headers.req_id);
    const [{ messageId }] = (await saying).body.replies;
    const rating = other.send('POST', '/feedback', { chat: null, sender: 'wangfang', messageId, type: 1 });
    const frame = await socket.event();
    expect(frame).toMatchObject({
      cmd: 'aibot_event_callback',
      body: { event: { eventtype: 'feedback_event', feedback_event: { id: 'F1', type: 1 } } },
    });
    expect((await rating).body).toEqual({ delivered: true, replies: [] });
    expect(await socket.request('aibot_respond_msg', asking, frame.headers.req_id)).toMatchObject({ errcode: 846_605 });
  } finally {
    await other.close();
  }
});
