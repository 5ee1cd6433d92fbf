import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/bot/message.ts';
import type { Card, Reply } from '../../../src/bot/reply.ts';
import { encodeReply, encodeStream, textBeyondCard } from '../../../src/wecom/aibot/encode.ts';

const message: Message = {
  id: 'AIBOT-1:MSG-1',
  bot: 'AIBOT-1',
  chat: { kind: 'group', id: 'wrGROUP0001' },
  sender: 'wangfang',
  text: '报名',
  attachments: [],
  receivedAt: new Date('2026-06-04T00:00:00Z'),
};
const clicked: Message = { ...message, text: '', click: { taskId: 'm7-TASK', key: 'register:12' } };
const entering: Message = { ...message, chat: { kind: 'single' }, text: '', isEntering: true };
const buttons = [
  { text: '报名', key: 'register:12', isPrimary: true },
  { text: '取消', key: 'cancel:12' },
];
const card: Card = { taskId: 'm7-TASK', title: '护考志愿服务', buttons };
const shownButtons = [
  { text: '报名', style: 1, key: 'register:12' },
  { text: '取消', style: 4, key: 'cancel:12' },
];

function cardOf(reply: Reply, to = message): Record<string, unknown> {
  const encoded = encodeReply(reply, to);
  if (!encoded || !('template_card' in encoded)) throw new Error(`no card in ${JSON.stringify(encoded)}`);
  return { ...(encoded.template_card as object) };
}

function streamOf(reply: Reply): { id: string; finish: boolean; content: string } {
  const encoded = encodeReply(reply, message);
  if (!encoded || !('stream' in encoded)) throw new Error(`no stream in ${JSON.stringify(encoded)}`);
  return encoded.stream as { id: string; finish: boolean; content: string };
}

describe('answers to a message', () => {
  it('nothing to say', () => {
    expect(encodeReply({ text: '' }, message)).toBeUndefined();
    expect(encodeReply({ text: '' }, clicked)).toBeUndefined();
    expect(encodeReply({ text: '' }, entering)).toBeUndefined();
  });

  it('a text is a finished stream, the same for a redelivery and another for another message', () => {
    const encoded = encodeReply({ text: '已为你**报名**' }, message);
    const id = streamOf({ text: 'x' }).id;
    expect(encoded).toEqual({ msgtype: 'stream', stream: { id, finish: true, content: '已为你**报名**' } });
    expect(id).toMatch(/^[0-9a-z-]{10,}$/);
    expect(encodeReply({ text: 'x' }, { ...message, id: 'AIBOT-1:MSG-2' })).not.toMatchObject({ stream: { id } });
  });

  it('a late answer is an open stream', () => {
    const reply: Reply = { text: '正在起草', late: { kind: 'draft', arguments: {} }, streamId: 'S1' };
    expect(encodeReply(reply, message)).toEqual({
      msgtype: 'stream',
      stream: { id: 'S1', finish: false, content: '正在起草' },
    });
    expect(streamOf({ text: '', streamId: 'S1' }).content).toContain('正在处理');
  });

  it('a late answer that asks back brings its buttons with the last refresh', () => {
    expect(encodeStream({ id: 'S1', text: '是要「报名」吗？', isFinished: true, card })).toEqual({
      msgtype: 'stream_with_template_card',
      stream: { id: 'S1', finish: true, content: '是要「报名」吗？' },
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '护考志愿服务' },
        task_id: 'm7-TASK',
        button_list: shownButtons,
      },
    });
  });

  it('a text and a card', () => {
    expect(encodeReply({ text: '名额 20', card }, message)).toEqual({
      msgtype: 'stream_with_template_card',
      stream: { id: streamOf({ text: 'x' }).id, finish: true, content: '名额 20' },
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '护考志愿服务' },
        task_id: 'm7-TASK',
        button_list: shownButtons,
      },
    });
  });

  it('a card alone', () => {
    expect(encodeReply({ text: '', card }, message)).toMatchObject({
      msgtype: 'template_card',
      template_card: { card_type: 'button_interaction', task_id: 'm7-TASK' },
    });
  });

  it('a card without buttons is said in words', () => {
    const told = { title: '护考', description: '一中门口', facts: [{ label: '名额', value: '20' }], buttons: [] };
    expect(encodeReply({ text: '', card: told }, message)).toMatchObject({
      msgtype: 'stream',
      stream: { content: '**护考**\n一中门口\n名额：20' },
    });
    expect(streamOf({ text: '你好', card: told }).content).toBe('你好\n\n**护考**\n一中门口\n名额：20');
  });

  it('choices that came without a card get numbered buttons, six at most, and a task id of their own', () => {
    const choices = Array.from({ length: 8 }, (_, i) => ({ label: `第${i + 1}场`, key: `choice:1:${i}` }));
    const shown = cardOf({ text: '**要报哪一场？**\n1. …', choices });
    expect(shown.main_title).toEqual({ title: '要报哪一场？' });
    expect(shown.button_list).toHaveLength(6);
    expect(shown.button_list).toMatchObject([{ text: '1 第1场', key: 'choice:1:0' }, {}, {}, {}, {}, {}]);
    expect(shown.task_id).toMatch(/^[0-9A-Za-z_@-]{1,128}$/);
    expect(cardOf({ text: '', choices }).task_id).toBe(shown.task_id);
  });
});

describe('answers to a click', () => {
  it('change the card for the one who tapped, by the userid WeCom knows', () => {
    expect(encodeReply({ text: '', card, isUpdate: true }, clicked, 'WangFang')).toEqual({
      response_type: 'update_template_card',
      userids: ['WangFang'],
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '护考志愿服务' },
        task_id: 'm7-TASK',
        button_list: shownButtons,
      },
    });
  });

  it.each([
    ['for all', { isForAll: true }, clicked],
    ['one to one', {}, { ...clicked, chat: { kind: 'single' as const } }],
  ])('name nobody %s', (_name, more, to) => {
    expect(encodeReply({ text: '', card, isUpdate: true, ...more }, to)).not.toHaveProperty('userids');
  });

  it('keep the task id of the clicked card', () => {
    expect(cardOf({ text: '', card: { ...card, taskId: 'another' }, isUpdate: true }, clicked).task_id).toBe('m7-TASK');
  });

  it('a text becomes a card that only tells', () => {
    expect(cardOf({ text: '**已为你报名**\n6月4日(周三)8:00，第 3 位' }, clicked)).toEqual({
      card_type: 'text_notice',
      main_title: { title: '已为你报名' },
      sub_title_text: '6月4日(周三)8:00，第 3 位',
      task_id: 'm7-TASK',
      card_action: { type: 1, url: 'https://work.weixin.qq.com' },
    });
  });

  it('a first line too long for a title stands as text', () => {
    const text = '已为你报名：6月4日(周三)8:00 护考志愿服务，地点一中门口，第 3 位';
    expect(cardOf({ text }, clicked)).toMatchObject({ sub_title_text: text });
    expect(cardOf({ text }, clicked)).not.toHaveProperty('main_title');
  });

  it('a late answer says that it is being worked on', () => {
    expect(cardOf({ text: '', streamId: 'S1' }, clicked)).toMatchObject({
      main_title: { title: '正在处理，请稍候……' },
    });
  });

  it.each<[string, Reply, string | undefined]>([
    ['all on the card', { text: '已为你报名\n第 3 位' }, undefined],
    ['all on the given card', { text: '没有名额了', card: { ...card, text: '没有名额了' } }, undefined],
    ['no text', { text: '', card }, undefined],
    ['a late answer', { text: '长'.repeat(300), streamId: 'S1' }, undefined],
    ['told by the card alone', { text: '长'.repeat(300), card, isOnCard: true }, undefined],
    [
      'something besides',
      { text: '长'.repeat(300), card, isOnCard: true, beside: '请回复「我是+姓名」' },
      '请回复「我是+姓名」',
    ],
    ['the text and something besides', { text: '**名单**', card, beside: '还有' }, '**名单**\n\n还有'],
    ['too long for a card', { text: '长'.repeat(300) }, '长'.repeat(300)],
    ['another text than the card', { text: '**名单**\n1. 王芳', card }, '**名单**\n1. 王芳'],
  ])('what is left to say: %s', (_name, reply, rest) => {
    expect(textBeyondCard(reply, clicked)).toBe(rest);
    expect(textBeyondCard(reply, message)).toBeUndefined();
  });
});

describe('the greeting', () => {
  it('is plain text, for that is all WeCom takes there', () => {
    expect(encodeReply({ text: '# 你好\n> 试试 **报名**', card }, entering)).toEqual({
      msgtype: 'text',
      text: { content: '你好\n试试 报名' },
    });
  });

  it('or a card', () => {
    expect(encodeReply({ text: '', card }, entering)).toMatchObject({ msgtype: 'template_card' });
  });
});

describe('limits', () => {
  it('cuts what the client would not show, by characters', () => {
    const long = '👨‍👩‍👧长'.repeat(60);
    const facts = Array.from({ length: 8 }, () => ({ label: long, value: long }));
    const many = Array.from({ length: 8 }, (_, i) => ({ text: long, key: `k:${i}` }));
    const shown = cardOf({
      text: '',
      card: { taskId: 't', title: long, description: long, text: long, facts, buttons: many },
    });
    expect(lengths(shown.main_title)).toEqual([26, 30]);
    expect(lengths([shown.sub_title_text])).toEqual([112]);
    expect(shown.horizontal_content_list).toHaveLength(6);
    expect((shown.horizontal_content_list as object[]).map(lengths)).toEqual(Array(6).fill([5, 26]));
    expect((shown.button_list as { text: string }[]).map(({ text }) => lengths([text]))).toEqual(Array(6).fill([10]));
    expect(JSON.stringify(shown)).not.toMatch(/\\ud[89a-f]/i);
  });

  it('leaves alone what just fits', () => {
    const title = '字'.repeat(26);
    expect(cardOf({ text: '', card: { ...card, title } }).main_title).toEqual({ title });
  });

  it('leaves out a button whose key is over 1024 bytes', () => {
    const keys = [`k:${'键'.repeat(340)}`, `k:${'键'.repeat(341)}`];
    const shown = cardOf({ text: '', card: { ...card, buttons: keys.map((key) => ({ text: '好', key })) } });
    expect(shown.button_list).toEqual([{ text: '好', style: 4, key: keys[0] }]);
  });

  it('gives a card with buttons a title where it has none', () => {
    expect(cardOf({ text: '', card: { ...card, title: '' } }).main_title).toEqual({ title: '请选择' });
  });

  it('cuts a stream at 20480 bytes between two characters and says so', () => {
    const { content } = streamOf({ text: `a${'汉'.repeat(7000)}` });
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(20_480);
    expect(Buffer.byteLength(content)).toBeGreaterThan(20_470);
    expect(content).toMatch(/^a汉+\n……（太长了，后面的没有显示）$/);
    const fitting = '汉'.repeat(6826);
    expect(streamOf({ text: fitting }).content).toBe(fitting);
  });

  it('a last frame is never empty', () => {
    expect(encodeStream({ id: 'S1', text: '', isFinished: true })).toMatchObject({ stream: { content: '已处理完。' } });
    expect(encodeStream({ id: 'S1', text: '写到一半', isFinished: false })).toEqual({
      msgtype: 'stream',
      stream: { id: 'S1', finish: false, content: '写到一半' },
    });
  });
});

/** In code points. */
function lengths(texts: unknown): number[] {
  return Object.values(texts as Record<string, string>).map((text) => Array.from(text).length);
}
