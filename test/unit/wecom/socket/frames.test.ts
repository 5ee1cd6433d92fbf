import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/bot/message.ts';
import type { Reply } from '../../../../src/bot/reply.ts';
import { contentOf } from '../../../../src/wecom/aibot/socket/content.ts';
import { encodeFrames } from '../../../../src/wecom/aibot/socket/frames.ts';

const message: Message = {
  id: 'BOT-1:M1',
  bot: 'BOT-1',
  chat: { kind: 'group', id: 'wr1' },
  sender: 'wangfang',
  text: '报名',
  attachments: [],
  receivedAt: new Date(0),
};
const clicked: Message = { ...message, text: '', click: { taskId: 'm7', key: 'register:12' } };
const entering: Message = { ...message, chat: { kind: 'single' }, text: '', isEntering: true };
const card = { taskId: 'm7', title: '护考', buttons: [{ text: '报名', key: 'register:12' }] };
const notice = { taskId: 'm7', title: '护考', text: '已满', buttons: [] };

describe('frames', () => {
  it('a text is a stream ended at once', () => {
    expect(encodeFrames({ text: '好的' }, message, 'WangFang')).toEqual({
      main: {
        cmd: 'aibot_respond_msg',
        body: { msgtype: 'stream', stream: { id: expect.any(String), finish: true, content: '好的' } },
      },
    });
  });

  it('a card beside it is a message of its own, never both in one', () => {
    const { main, card: second } = encodeFrames({ text: '好的', card }, message, 'WangFang');
    expect(main?.body).toMatchObject({ msgtype: 'stream', stream: { content: '好的' } });
    expect(second).toMatchObject({ msgtype: 'template_card', template_card: { task_id: 'm7' } });
  });

  it('a card alone', () => {
    const frames = encodeFrames({ text: '', card }, message, 'WangFang');
    expect(frames).toEqual({ card: expect.objectContaining({ msgtype: 'template_card' }) });
  });

  it('a tap changes the card, for the one who tapped as WeCom spells them', () => {
    const { main } = encodeFrames({ text: '已报名', card, isUpdate: true }, clicked, 'WangFang');
    expect(main).toMatchObject({
      cmd: 'aibot_respond_update_msg',
      body: { response_type: 'update_template_card', userids: ['WangFang'], template_card: { task_id: 'm7' } },
    });
  });

  it('who comes in is welcomed', () => {
    expect(encodeFrames({ text: '你好' }, entering, 'WangFang').main).toEqual({
      cmd: 'aibot_respond_welcome_msg',
      body: { msgtype: 'text', text: { content: '你好' } },
    });
  });

  it('nothing to say', () => {
    expect(encodeFrames({ text: '' }, message, 'WangFang')).toEqual({});
  });
});

describe('what is owed', () => {
  it.each<[string, Reply, Message, unknown]>([
    ['a text', { text: '好的' }, message, { kind: 'markdown', text: '好的' }],
    ['a text and a card', { text: '好的', card }, message, { kind: 'markdown', text: '好的', card }],
    ['a card', { text: '', card }, message, { kind: 'markdown', text: '护考', card }],
    ['a card that only tells', { text: '', card: notice }, message, { kind: 'markdown', text: '**护考**\n已满' }],
    ['a tap: in words', { text: '已报名', card }, clicked, { kind: 'markdown', text: '已报名' }],
    ['a tap without words', { text: '', card: notice }, clicked, { kind: 'markdown', text: '**护考**\n已满' }],
    ['a tap and more', { text: '已报名', beside: '名单' }, clicked, { kind: 'markdown', text: '已报名\n\n名单' }],
    ['a late answer: kept elsewhere', { text: '正在办', streamId: 's1' }, message, undefined],
    ['a welcome: no use later', { text: '你好' }, entering, undefined],
    ['nothing', { text: '' }, message, undefined],
  ])('%s', (_name, reply, to, content) => {
    expect(contentOf(reply, to)).toEqual(content);
  });
});
