import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../../src/playground/protocol/card.ts';
import {
  readClickReply,
  readEntryReply,
  readMessageReply,
  readRefreshReply,
} from '../../../src/playground/protocol/reply.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const item = (md5 = createHash('md5').update(PNG).digest('hex'), data = PNG) => ({
  msgtype: 'image',
  image: { base64: data.toString('base64'), md5 },
});
const stream = (values: object) => ({ msgtype: 'stream', stream: { id: 's', finish: true, content: '好', ...values } });
const buttons = { button_list: [{ text: '报名', key: 'register:1', style: 1 }] };
const card = (values: object = {}) => ({
  ...{ card_type: 'button_interaction', main_title: { title: '护考' }, task_id: 'T1' },
  ...buttons,
  ...values,
});
const notice = (values: object = {}) => ({
  ...{ card_type: 'text_notice', main_title: { title: '护考' }, card_action: { type: 1, url: 'https://example.org' } },
  ...values,
});

describe('passive replies', () => {
  it('reads streams, cards and both', () => {
    expect(readMessageReply(stream({}))).toEqual({ stream: { id: 's', isFinished: true, text: '好', images: [] } });
    expect(readMessageReply({ msgtype: 'template_card', template_card: card() }).card?.taskId).toBe('T1');
    const both = { ...stream({}), msgtype: 'stream_with_template_card', template_card: card() };
    expect(readMessageReply(both)).toMatchObject({ stream: { text: '好' }, card: { taskId: 'T1' } });
    expect(readMessageReply(stream({ content: '汉'.repeat(6826) })).stream?.text).toHaveLength(6826);
    expect(readMessageReply(stream({ msg_item: [item()] })).stream?.images).toEqual([PNG]);
  });

  it.each([
    ['markdown', { msgtype: 'markdown', markdown: { content: 'x' } }, 'msgtype'],
    ['text', { msgtype: 'text', text: { content: 'x' } }, 'msgtype'],
    ['a stream without an id', stream({ id: undefined }), 'stream.id'],
    ['20481 bytes', stream({ content: `${'汉'.repeat(6827)}` }), '20480'],
    ['pictures before the end', stream({ finish: false, msg_item: [item()] }), 'msg_item'],
    ['eleven pictures', stream({ msg_item: Array.from({ length: 11 }, () => item()) }), '10'],
    ['a wrong md5', stream({ msg_item: [item('0'.repeat(32))] }), 'md5'],
    ['what is no picture', stream({ msg_item: [item(undefined, Buffer.from('GIF89a'))] }), 'JPG'],
  ])('refuses %s', (_, reply, reason) => {
    expect(() => readMessageReply(reply)).toThrow(reason);
  });

  it('keeps each kind of reply to its place', () => {
    expect(() => readRefreshReply(stream({ id: 'other' }), 's')).toThrow('stream.id');
    expect(() => readRefreshReply({ msgtype: 'template_card', template_card: card() }, 's')).toThrow('stream');
    expect(() => readEntryReply(stream({}))).toThrow('text');
    expect(readEntryReply({ msgtype: 'text', text: { content: '你好' } })).toEqual({ text: '你好' });
    expect(() => readClickReply(stream({}), 'T1')).toThrow('update_template_card');
    const update = { response_type: 'update_template_card', userids: ['a'], template_card: card() };
    expect(readClickReply(update, 'T1').update).toMatchObject({ userids: ['a'], card: { taskId: 'T1' } });
    expect(() => readClickReply(update, 'T2')).toThrow('task_id');
  });
});

describe('template cards', () => {
  it('shows what fits', () => {
    const long = readCard(
      card({
        main_title: { title: '长'.repeat(27), desc: '短' },
        horizontal_content_list: [{ keyname: '集合的地点', value: '一中' }],
        button_list: [{ text: '一二三四五六七八九十一', key: 'k' }],
      }),
    );
    expect(long.title).toBe(`${'长'.repeat(25)}…`);
    expect(long.facts).toEqual([{ label: '集合的地点', value: '一中' }]);
    expect(long.buttons).toEqual([{ text: '一二三四五六七八九…', key: 'k', style: 1 }]);
    expect(long.text).toContain('集合的地点：一中');
  });

  it('links to the web only', () => {
    expect(readCard(notice()).links).toEqual([{ text: '查看详情', url: 'https://example.org' }]);
    expect(readCard(notice({ card_action: { type: 1, url: 'javascript:alert(1)' } })).links).toEqual([]);
  });

  it.each([
    ['an unknown kind', card({ card_type: 'x' }), 'card_type'],
    ['a card to tap without a task id', card({ task_id: undefined }), 'task_id'],
    ['a task id in Chinese', card({ task_id: '卡片' }), 'task_id'],
    ['no button', card({ button_list: [] }), 'button_list'],
    ['seven buttons', card({ button_list: Array.from({ length: 7 }, () => buttons.button_list[0]) }), 'button_list'],
    ['a button without a key', card({ button_list: [{ text: 'x' }] }), 'button_list'],
    ['no title', card({ main_title: {} }), 'main_title'],
    ['a notice that opens nothing', notice({ card_action: undefined }), 'card_action'],
    ['seven facts', card({ horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: 'a' })) }), '6'],
    ['news without a picture', notice({ card_type: 'news_notice' }), 'card_image'],
  ])('refuses %s', (_, value, reason) => {
    expect(() => readCard(value)).toThrow(reason);
  });
});
