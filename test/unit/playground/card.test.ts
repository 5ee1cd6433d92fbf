import { describe, expect, it } from 'vitest';
import { APP_CARD, ROBOT_CARD } from '../../../src/playground/protocol/card/limits.ts';
import { readCard } from '../../../src/playground/protocol/card.ts';

const main_title = { title: '护考', desc: '6月4日' };
const action = { card_action: { type: 1, url: 'https://example.org' } };
const option = (id: string, text = id) => ({ id, text });
const list = (values: object = {}) => ({ question_key: 'q', title: '时段', option_list: [option('a')], ...values });
const submit_button = { text: '提交', key: 'send' };

const text = (values: object = {}) => ({ card_type: 'text_notice', main_title, ...action, ...values });
const news = (values: object = {}) => ({
  ...{ card_type: 'news_notice', main_title, card_image: { url: 'https://example.org/a.png' }, ...action },
  ...values,
});
const buttons = (values: object = {}) => ({
  ...{ card_type: 'button_interaction', main_title, button_list: [{ text: '报名', key: 'r' }], task_id: 'T' },
  ...values,
});
const vote = (box: object = {}, values: object = {}) => ({
  ...{ card_type: 'vote_interaction', main_title, submit_button, task_id: 'T' },
  checkbox: { question_key: 'q', option_list: [option('a'), option('b')], ...box },
  ...values,
});
const lists = (values: object = {}) => ({
  ...{ card_type: 'multiple_interaction', main_title, select_list: [list()], submit_button, task_id: 'T' },
  ...values,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)));

describe('a template card', () => {
  it.each([text(), text({ main_title: {}, sub_title_text: '短' }), news(), buttons(), vote(), lists()])(
    'of each kind is read: $card_type',
    (card) => {
      expect(readCard(card).cardType).toBe(card.card_type);
    },
  );

  it('has pictures, lines, links, questions for the bot and a menu', () => {
    const picture = { image_url: 'https://example.org/b.png', title: '一中门口', desc: '请走东门' };
    const card = readCard(
      news({
        ...{ card_image: undefined, image_text_area: picture, task_id: 'T' },
        source: { desc: '支部' },
        quote_area: { title: '通知', quote_text: '请带伞' },
        vertical_content_list: [{ title: '集合', desc: '7:30' }],
        horizontal_content_list: [{ keyname: '名额', value: '20' }],
        jump_list: [
          { type: 1, title: '地图', url: 'https://example.org/map' },
          { type: 3, title: '怎么去', question: '护考怎么去' },
        ],
        action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
      }),
    );
    expect(card).toMatchObject({
      source: '支部',
      picture: { url: picture.image_url, title: '一中门口', description: '请走东门' },
      quote: '通知：请带伞',
      links: [{ text: '地图', url: 'https://example.org/map' }, { text: '查看详情' }],
      asks: [{ text: '怎么去', question: '护考怎么去' }],
      menu: { text: '更多', actions: [{ text: '不再提醒', key: 'mute' }] },
    });
    expect(card.text).toBe(
      '护考\n6月4日\n［图片］一中门口 请走东门\n通知：请带伞\n名额：20\n集合：7:30\n［怎么去］\n⋯更多：不再提醒',
    );
  });

  it('shows nothing that its kind has no place for', () => {
    const card = readCard(
      vote({}, { sub_title_text: '看不见', jump_list: [{ title: 'x', type: 1, url: 'https://a' }] }),
    );
    expect(card).not.toHaveProperty('detail');
    expect(card.links).toEqual([]);
    expect(readCard(buttons({ emphasis_content: { title: '20' } }))).not.toHaveProperty('emphasis');
  });

  it('is closed in an update only', () => {
    const closed = vote({ disable: true, mode: 1, option_list: [{ ...option('a'), is_checked: true }, option('b')] });
    expect(readCard(closed).questions?.[0]).toMatchObject({ isDisabled: false, isMultiple: true });
    const update = readCard(closed, { isUpdate: true });
    expect(update.questions?.[0]).toMatchObject({
      isDisabled: true,
      options: [{ isChosen: true }, { isChosen: false }],
    });
    expect(update.text).toBe('护考\n6月4日\n☑ a\n☐ b\n（不能再选）\n［提交］');
  });

  it('has the limits of where it goes', () => {
    const long = { main_title: { title: '长'.repeat(30) } };
    expect(readCard(buttons(long)).title).toHaveLength(26);
    expect(readCard(buttons(long), { limits: APP_CARD }).title).toHaveLength(30);
    expect(() => readCard(buttons(), { limits: ROBOT_CARD })).toThrow('text_notice、news_notice');
    const attached = { horizontal_content_list: [{ type: 2, keyname: '名单', value: '名单.xlsx', media_id: 'M' }] };
    expect(() => readCard(text(attached))).toThrow('horizontal_content_list');
    expect(readCard(text(attached), { limits: ROBOT_CARD }).facts).toHaveLength(1);
    const link = buttons({ button_list: [{ type: 1, text: '看', url: 'https://example.org' }] });
    expect(() => readCard(link)).toThrow('button_list');
    expect(readCard(link, { limits: APP_CARD }).buttons).toMatchObject([{ text: '看', url: 'https://example.org' }]);
    expect(readCard(lists({ task_id: undefined })).taskId).toBeUndefined();
    expect(() => readCard(lists({ task_id: undefined }), { limits: APP_CARD })).toThrow('task_id');
    const spent = readCard(buttons({ replace_text: '已报名' }), { limits: APP_CARD, isUpdate: true });
    expect(spent).toMatchObject({ spent: '已报名', buttons: [] });
    expect(readCard(buttons({ replace_text: '已报名' }), { isUpdate: true }).buttons).toHaveLength(1);
  });

  it.each([
    ['no title on news', news({ main_title: {} }), 'main_title.title'],
    ['a picture too wide', news({ card_image: { url: 'https://a.cn/a', aspect_ratio: 3 } }), 'aspect_ratio'],
    ['a menu without a task id', text({ action_menu: { action_list: [{ text: 'a', key: 'k' }] } }), 'task_id'],
    [
      'a menu of four',
      text({ task_id: 'T', action_menu: { action_list: Array(4).fill({ text: 'a', key: 'k' }) } }),
      '3',
    ],
    ['a card that opens nothing', text({ card_action: { type: 0 } }), 'card_action'],
    ['a web page without an address', text({ card_action: { type: 1 } }), 'url'],
    ['a mini program without an id', text({ card_action: { type: 2 } }), 'appid'],
    ['a member without an account', text({ horizontal_content_list: [{ type: 3, keyname: 'a' }] }), 'userid'],
    ['four links', text({ jump_list: Array(4).fill({ title: 'a' }) }), '3'],
    ['a question too long', text({ jump_list: [{ type: 3, title: 'a', question: '问'.repeat(67) }] }), '200'],
    ['a vote without options', vote({}, { checkbox: undefined }), 'checkbox'],
    ['21 options', vote({ option_list: many(21) }), '20'],
    ['a third way of choosing', vote({ mode: 2 }), 'mode'],
    ['nothing to send with', vote({}, { submit_button: undefined }), 'submit_button'],
    ['a vote without a task id', vote({}, { task_id: undefined }), 'task_id'],
    ['no list', lists({ select_list: [] }), 'select_list'],
    ['four lists', lists({ select_list: Array(4).fill(list()) }), '3'],
    ['a list of eleven', lists({ select_list: [list({ option_list: many(11) })] }), '10'],
    ['a question without a key', lists({ select_list: [list({ question_key: '' })] }), 'question_key'],
    ['a key of 1025 bytes', buttons({ button_list: [{ text: 'a', key: 'k'.repeat(1025) }] }), '1024'],
    ['a feedback id of 257 bytes', text({ feedback: { id: 'f'.repeat(257) } }), '256'],
  ])('is refused with %s', (_, card, reason) => {
    expect(() => readCard(card)).toThrow(reason);
  });
});
