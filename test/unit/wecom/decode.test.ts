import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/bot/message.ts';
import { decode, describeKind } from '../../../src/wecom/aibot/decode.ts';
import { fixture } from '../../support/callback-crypto.ts';

const receivedAt = new Date('2026-06-04T00:00:00Z');
const options = { receivedAt, stripMention: (text: string) => text.replace(/@志愿助手[ \u2005]*/, '').trim() };

function messageOf(body: unknown): Message {
  const decoded = decode(body, options);
  if (decoded?.kind !== 'message') throw new Error(`decoded as ${decoded?.kind}`);
  return decoded.message;
}

describe('messages', () => {
  it('a text in a group', () => {
    expect(decode(fixture('text'), options)).toEqual({
      kind: 'message',
      userid: 'WangFang',
      message: {
        id: 'AIBOT-1:MSG-TEXT-1',
        bot: 'AIBOT-1',
        chat: { kind: 'group', id: 'wrGROUP0001' },
        sender: 'wangfang',
        wecomId: 'WangFang',
        text: '报名 6月4日护考',
        attachments: [],
        receivedAt,
        responseUrl: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=CODE1',
      },
    });
  });

  it.each([
    ['报名 6月4日护考@志愿助手', '报名 6月4日护考'],
    ['报名@志愿助手  6月4日护考', '报名6月4日护考'],
    ['  报名 6月4日护考\n', '报名 6月4日护考'],
    ['@志愿助手', ''],
    ['@志愿助手 报名\u0000护考', '报名护考'],
  ])('%j is read as %j', (content, text) => {
    expect(messageOf(fixture('text', { text: { content } })).text).toBe(text);
  });

  it('hands the whole text of a mixed message to the stripping of mentions, and keeps its images', () => {
    const message = messageOf(fixture('mixed'));
    expect(message.text).toBe('补录 6月2日收菜花\n20人 3小时');
    expect(message.attachments).toEqual([
      { kind: 'image', url: 'https://media.example/1' },
      { kind: 'image', url: 'https://media.example/2' },
    ]);
  });

  it.each([
    ['quote-text', { text: '6月4日 护考志愿服务\n地点:一中门口' }],
    ['quote-mixed', { text: '第一行\n第二行' }],
    ['quote-file', undefined],
  ])('%s', (name, quote) => {
    expect(messageOf(fixture(name)).quote).toEqual(quote);
  });

  it('a quote it cannot read does not lose the message', () => {
    expect(messageOf(fixture('text', { quote: { msgtype: 'text', text: 5 } })).text).toBe('报名 6月4日护考');
  });

  it.each(['image', 'file', 'video'] as const)('%s to the bot alone', (kind) => {
    const message = messageOf(fixture(kind));
    expect(message.chat).toEqual({ kind: 'single' });
    expect(message.text).toBe('');
    expect(message.attachments).toEqual([{ kind, url: `https://media.example/${kind}` }]);
  });

  it('the key of each address on the long connection', () => {
    const image = { url: 'https://media.example/1', aeskey: 'S0VZLTE=' };
    const mixed = { msg_item: [{ msgtype: 'image', image }] };
    expect(messageOf(fixture('image', { image })).attachments).toEqual([
      { kind: 'image', url: image.url, key: 'S0VZLTE=' },
    ]);
    expect(messageOf(fixture('mixed', { mixed })).attachments).toMatchObject([{ key: 'S0VZLTE=' }]);
  });

  it('what a voice said is its text', () => {
    expect(messageOf(fixture('voice'))).toMatchObject({ text: '我的报名', attachments: [] });
  });

  it('messages of two bots in one group are two', () => {
    expect(messageOf(fixture('text', { aibotid: 'AIBOT-2' })).id).not.toBe(messageOf(fixture('text')).id);
  });
});

describe('events', () => {
  it('entering the chat', () => {
    expect(messageOf(fixture('enter-chat'))).toMatchObject({ isEntering: true, text: '', sender: 'zhangsan' });
  });

  it.each(['click', 'click-no-underscores'])('%s', (name) => {
    expect(messageOf(fixture(name))).toMatchObject({
      click: { taskId: 'm7-TASK', key: 'register:12' },
      chat: { kind: 'group', id: 'wrGROUP0001' },
      sender: 'wangfang',
      text: '',
    });
  });

  it.each(['submit', 'submit-no-underscores'])('%s of what was ticked', (name) => {
    expect(messageOf(fixture(name)).click).toEqual({
      taskId: 'm7-TASK',
      key: 'poll-vote:3',
      selected: { 'poll-3': ['1', '3'], other: [] },
    });
  });

  it.each([
    ['no list', 'all'],
    ['a list of something else', { selected_item: [{ question_key: 5 }, null] }],
    ['nothing', undefined],
  ])('a submit with %s is a click all the same', (_name, selected_items) => {
    const event = {
      eventtype: 'template_card_event',
      template_card_event: { event_key: 'poll-vote:3', task_id: 'm7-TASK', selected_items },
    };
    expect(messageOf(fixture('submit', { event })).click).toEqual({ taskId: 'm7-TASK', key: 'poll-vote:3' });
  });

  it('a click whose fields are flat, as the official SDK types them', () => {
    const selected_items = { selected_item: [{ question_key: 'q', option_ids: { option_id: ['a', 'b'] } }] };
    const fields = { event_key: 'register:12', task_id: 'm7-TASK', selected_items };
    const body = fixture('click', { event: { eventtype: 'template_card_event', ...fields } });
    expect(messageOf(body).click).toEqual({ taskId: 'm7-TASK', key: 'register:12', selected: { q: ['a', 'b'] } });
  });

  it('the asking for a stream', () => {
    expect(decode(fixture('stream'), options)).toEqual({ kind: 'refresh', streamId: 'STREAM-1' });
  });
});

describe('nothing is done about', () => {
  it.each([
    ['feedback', fixture('feedback'), 'event:feedback_event'],
    ['a lost connection', fixture('disconnected'), 'event:disconnected_event'],
    ['a kind not known', fixture('location'), 'location'],
    ['an event not known', fixture('enter-chat', { event: { eventtype: 'auth_change_event' } }), /^event:auth/],
    ['a text without content', fixture('text', { text: {} }), 'text'],
    ['a group without an id', fixture('text', { chatid: undefined }), 'text'],
    ['a click without a key', fixture('click', { event: { eventtype: 'template_card_event' } }), /^event:template/],
    ['no sender', fixture('text', { from: undefined }), 'text'],
    ['an empty object', {}, '无 msgtype'],
    ['no object', 'text', '无 msgtype'],
    ['null', null, '无 msgtype'],
    ['a kind that is no text', { msgtype: 5 }, '无 msgtype'],
  ])('%s', (_name, body, kind) => {
    expect(decode(body, options)).toBeUndefined();
    expect(describeKind(body)).toMatch(kind);
  });
});
