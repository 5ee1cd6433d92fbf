import { describe, expect, it } from 'vitest';
import { withFakeBot } from '../../support/fake-bot.ts';

let card: object;

const options = (...ids: string[]) => ids.map((id) => ({ id, text: `选项${id}` }));
const vote = (values: object = {}, box: object = {}) => ({
  card_type: 'vote_interaction',
  main_title: { title: '周末去哪' },
  checkbox: { question_key: 'where', option_list: options('a', 'b', 'c'), ...box },
  submit_button: { text: '提交', key: 'vote' },
  task_id: 'T1',
  ...values,
});
const lists = {
  card_type: 'multiple_interaction',
  main_title: { title: '排班' },
  select_list: [
    { question_key: 'day', title: '哪天', option_list: options('sat', 'sun'), selected_id: 'sun' },
    { question_key: 'part', title: '时段', option_list: options('am', 'pm') },
  ],
  submit_button: { text: '报上去', key: 'send' },
  task_id: 'T1',
};

const here = withFakeBot(({ event }) => (event ? undefined : { msgtype: 'template_card', template_card: card }));

const show = async (wanted: object) => {
  card = wanted;
  return here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'wangfang', text: '@志愿助手 来' });
};
const tap = (values: object) =>
  here.playground.send('POST', '/clicks', { chat: 'group-1', sender: 'liqiang', taskId: 'T1', key: 'vote', ...values });
const view = async (sender = 'liqiang') =>
  (await here.playground.send('GET', `/view?chat=group-1&sender=${sender}`)).body.lines as string[];
// biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
const lastClick = (): any => Object(here.bot.deliveries.at(-1)?.callback.event).template_card_event;

describe('a vote', () => {
  it('is told with its options, and with what was chosen', async () => {
    const { body } = await show(vote());
    expect(body.replies[0]).toMatchObject({
      kind: 'card',
      text: '周末去哪\n○ 选项a\n○ 选项b\n○ 选项c\n［提交］',
      submit: { text: '提交', key: 'vote' },
      questions: [{ key: 'where', form: 'vote', isMultiple: false, options: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }],
    });
    expect((await tap({ selected: { where: ['b'] } })).status).toBe(200);
    expect(lastClick()).toEqual({
      card_type: 'vote_interaction',
      event_key: 'vote',
      task_id: 'T1',
      selected_items: { selected_item: [{ question_key: 'where', option_ids: { option_id: ['b'] } }] },
    });
  });

  it('takes several where it says so', async () => {
    await show(vote({}, { mode: 1 }));
    await tap({ selected: { where: ['a', 'c'] } });
    expect(lastClick().selected_items.selected_item[0].option_ids.option_id).toEqual(['a', 'c']);
  });

  it.each([
    ['nothing chosen', {}, '还没有选'],
    ['two of one', { selected: { where: ['a', 'b'] } }, '只能选一个'],
    ['an unknown option', { selected: { where: ['z'] } }, '没有这个选项'],
    ['an unknown question', { selected: { who: ['a'] } }, '没有这一题'],
    ['a word for a list', { selected: { where: 'a' } }, 'selected'],
  ])('is refused with %s', async (_, values, reason) => {
    await show(vote());
    const { status, body } = await tap(values);
    expect([status, body.error]).toEqual([400, expect.stringContaining(reason)]);
    expect(here.bot.deliveries).toHaveLength(1);
  });

  it('is closed by an update, for everybody or for one', async () => {
    await show(vote());
    const chosen = [{ ...options('a')[0], is_checked: true }, ...options('b', 'c')];
    const closed = vote({ main_title: { title: '已投票' } }, { disable: true, option_list: chosen });
    here.bot.handler = () => ({
      response_type: 'update_template_card',
      userids: ['liqiang'],
      template_card: closed,
    });
    await tap({ selected: { where: ['a'] } });
    expect((await view()).at(-1)).toBe('志愿助手：［卡片］已投票\n● 选项a\n○ 选项b\n○ 选项c\n（不能再选）\n［提交］');
    expect((await view('chenjing')).at(-1)).toBe('志愿助手：［卡片］周末去哪\n○ 选项a\n○ 选项b\n○ 选项c\n［提交］');
    await tap({});
    expect(lastClick().selected_items.selected_item[0].option_ids.option_id).toEqual(['a']);
  });

  it('can still be sent from a phone that shows an old state', async () => {
    await show(vote());
    here.bot.handler = () => ({
      response_type: 'update_template_card',
      template_card: vote({}, { option_list: options('d') }),
    });
    await tap({ selected: { where: ['a'] } });
    expect((await tap({ selected: { where: ['b'] } })).status).toBe(200);
    expect((await tap({ selected: { where: ['d'] } })).status).toBe(200);
  });
});

describe('lists to choose from', () => {
  it('send what stands in those that were not touched', async () => {
    const { body } = await show(lists);
    expect(body.replies[0].text).toBe(
      '排班\n哪天：选项sun▾（选项sat／选项sun）\n时段：选项am▾（选项am／选项pm）\n［报上去］',
    );
    await tap({ key: 'send', selected: { part: ['pm'] } });
    expect(lastClick()).toMatchObject({
      card_type: 'multiple_interaction',
      selected_items: {
        selected_item: [
          { question_key: 'day', option_ids: { option_id: ['sun'] } },
          { question_key: 'part', option_ids: { option_id: ['pm'] } },
        ],
      },
    });
  });

  it('may stand on a card with buttons, whose menu sends nothing of them', async () => {
    await show({
      card_type: 'button_interaction',
      main_title: { title: '护考' },
      button_selection: { question_key: 'part', title: '时段', option_list: options('am', 'pm') },
      button_list: [{ text: '报名', key: 'register' }],
      action_menu: { desc: '更多', action_list: [{ text: '转给别人', key: 'pass' }] },
      task_id: 'T1',
    });
    expect((await view()).at(-1)).toBe(
      '志愿助手：［卡片］护考\n时段：选项am▾（选项am／选项pm）\n［报名］\n⋯更多：转给别人',
    );
    await tap({ key: 'register' });
    expect(lastClick().selected_items.selected_item).toEqual([
      { question_key: 'part', option_ids: { option_id: ['am'] } },
    ]);
    await tap({ key: 'pass' });
    expect(lastClick()).toEqual({ card_type: 'button_interaction', event_key: 'pass', task_id: 'T1' });
  });
});

describe('a task id', () => {
  it('used before keeps the whole answer from being shown', async () => {
    await show(vote());
    here.bot.handler = () => ({
      msgtype: 'stream_with_template_card',
      stream: { id: 's1', finish: false, content: '正在数' },
      template_card: vote(),
    });
    const { body } = await here.playground.send('POST', '/messages', {
      ...{ chat: 'group-1', sender: 'wangfang', text: '@志愿助手 再来' },
    });
    expect(body).toEqual({ delivered: true, replies: [], problems: [expect.stringContaining('task_id 用过了')] });
    expect((await view()).slice(-2)).toEqual([
      '王芳：@志愿助手 再来',
      expect.stringMatching(/^提示：企业微信没有收下机器人的应答：task_id/),
    ]);
  });
});
