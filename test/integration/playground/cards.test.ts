import { beforeEach, describe, expect, it } from 'vitest';
import { withFakeBot } from '../../support/fake-bot.ts';

const card = (title: string, taskId = 'T1') => ({
  card_type: 'button_interaction',
  main_title: { title, desc: '6月4日（周三）8:00' },
  horizontal_content_list: [{ keyname: '名额', value: '20人' }],
  button_list: [{ text: '我要报名', style: 1, key: 'register:1' }],
  task_id: taskId,
});
const update = (title: string, values: object = {}) => ({
  response_type: 'update_template_card',
  template_card: { ...card(title), button_list: [{ text: '取消', key: 'cancel:1' }] },
  ...values,
});

const here = withFakeBot(() => ({ msgtype: 'template_card', template_card: card('护考') }));

const say = (text = '@志愿助手 发布') =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'wangfang', text });
const tap = (values: object = {}) =>
  here.playground.send('POST', '/clicks', {
    chat: 'group-1',
    sender: 'liqiang',
    taskId: 'T1',
    key: 'register:1',
    ...values,
  });

describe('a card', () => {
  it('is told in words and in parts', async () => {
    expect((await say()).body.replies).toEqual([
      {
        kind: 'card',
        cardType: 'button_interaction',
        taskId: 'T1',
        title: '护考',
        description: '6月4日（周三）8:00',
        facts: [{ label: '名额', value: '20人' }],
        buttons: [{ text: '我要报名', key: 'register:1', style: 1 }],
        links: [],
        text: '护考\n6月4日（周三）8:00\n名额：20人\n［我要报名］',
      },
    ]);
  });

  it('may not use a task id again', async () => {
    await say();
    expect((await say()).body).toMatchObject({ replies: [], problems: [expect.stringContaining('task_id')] });
  });
});

describe('a tap', () => {
  beforeEach(async () => {
    await say();
    here.bot.deliveries.length = 0;
    here.bot.handler = () => update('已报名');
  });

  it('is delivered once and changes the card', async () => {
    const { body } = await tap();
    expect(body.replies).toMatchObject([
      { kind: 'card', title: '已报名', buttons: [{ text: '取消', key: 'cancel:1' }] },
    ]);
    expect(here.bot.deliveries).toHaveLength(1);
    expect(here.bot.deliveries[0]?.callback).toEqual({
      msgid: expect.any(String),
      create_time: Date.parse('2026-06-01T01:00:00Z') / 1000,
      aibotid: 'bot-1',
      chatid: 'group-1',
      chattype: 'group',
      from: { corpid: expect.any(String), userid: 'liqiang' },
      response_url: expect.stringContaining('response_code='),
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: 'register:1', task_id: 'T1' },
      },
    });
  });

  it('is never delivered again', async () => {
    here.bot.handler = (_, { raw }) => raw(500, '');
    expect((await tap()).body).toMatchObject({ replies: [], problems: [expect.stringContaining('1 次')] });
    expect(here.bot.deliveries).toHaveLength(1);
  });

  it('works with the buttons of the new state, and of the old one a phone may still show', async () => {
    await tap();
    expect((await tap({ key: 'cancel:1' })).status).toBe(200);
    expect((await tap()).status).toBe(200);
  });

  it('takes only an update of the same card', async () => {
    here.bot.handler = () => ({ response_type: 'update_template_card', template_card: card('别的', 'T2') });
    expect((await tap()).body).toMatchObject({ replies: [], problems: [expect.stringContaining('task_id')] });
  });

  it.each([
    ['an unknown card', { taskId: 'T9' }],
    ['a card of another chat', { chat: 'group-2' }],
    ['an unknown button', { key: 'x' }],
    ['no key', { key: undefined }],
  ])('is refused for %s', async (_, values) => {
    const { status, body } = await tap(values);
    expect(status).toBe(400);
    expect(body.error).toMatch(/。$/);
    expect(here.bot.deliveries).toHaveLength(0);
  });
});

describe('opening the chat with the bot', () => {
  const enter = () => here.playground.send('POST', '/entries', { sender: 'wangfang' });

  it('is told to the bot once a day', async () => {
    here.bot.handler = () => ({ msgtype: 'text', text: { content: '你好，王芳' } });
    expect((await enter()).body).toEqual({ delivered: true, replies: [{ kind: 'text', text: '你好，王芳' }] });
    expect((await enter()).body).toEqual({ delivered: false, replies: [] });
    await here.playground.clock.moveTo(new Date('2026-06-02T00:00:00+08:00'));
    expect((await enter()).body.delivered).toBe(true);
    expect(here.bot.deliveries.map(({ callback }) => callback.event)).toEqual(
      Array(2).fill({ eventtype: 'enter_chat' }),
    );
  });
});
