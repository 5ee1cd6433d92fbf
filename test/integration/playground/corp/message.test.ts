import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCorp, startCorp } from '../../../support/corp.ts';
import { CORP } from '../../../support/fake-app.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

const send = (message: object) =>
  corp.post('message/send', { touser: 'wangfang', agentid: CORP.agentId, ...message }).catch((error: unknown) => error);
const sendText = (content: string, rest: object = {}) => send({ msgtype: 'text', text: { content }, ...rest });
const moveTo = (time: string) => corp.playground.clock.moveTo(new Date(`2026-06-01T${time}+08:00`));
const buttons = (taskId: string) => ({
  card_type: 'button_interaction',
  main_title: { title: '周六护考' },
  task_id: taskId,
  button_list: [{ text: '报名', key: 'join' }],
});
const sendCard = (taskId: string, rest: object = {}) =>
  send({ msgtype: 'template_card', template_card: buttons(taskId), ...rest });
const update = (response_code: string, rest: object) =>
  corp.post('message/update_template_card', { agentid: CORP.agentId, response_code, ...rest });

describe('message/send', () => {
  it('is shown in the chat of each with the app', async () => {
    expect(await sendText('明天开会', { touser: 'WangFang|liqiang' })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      msgid: expect.any(String),
    });
    expect(await corp.view()).toEqual(['志愿助手：明天开会']);
    expect(await corp.view('liqiang')).toEqual(['志愿助手：明天开会']);
    expect(await corp.view('zhaomin')).toEqual([]);
    const { body } = await corp.playground.send('GET', '/view?sender=wangfang');
    expect(body.lines).toEqual([]);
  });

  it('goes to departments with those below them, and to all', async () => {
    await sendText('城西', { touser: '', toparty: '3' });
    await sendText('协会', { touser: '', toparty: '1' });
    await sendText('全体', { touser: '@all' });
    expect(await corp.view('zhouli')).toEqual(['志愿助手：城西', '志愿助手：协会', '志愿助手：全体']);
    expect(await corp.view('sunhao')).toEqual(['志愿助手：协会', '志愿助手：全体']);
  });

  it('tells who cannot get it', async () => {
    expect(await sendText('x', { touser: 'wangfang|NoBody', toparty: '9', totag: '1' })).toMatchObject({
      ...{ errcode: 0, invaliduser: 'nobody', invalidparty: '9', invalidtag: '1' },
    });
    expect(await sendText('x', { touser: 'NoBody' })).toMatchObject({ errcode: 81_013 });
    expect(await sendText('x', { touser: '' })).toMatchObject({ errcode: 82_001 });
    await corp.setFaults({ appHides: ['wangfang'] });
    expect(await sendText('x', { touser: 'wangfang|liqiang' })).toMatchObject({ errcode: 0, invaliduser: 'wangfang' });
  });

  it.each([
    ['an unknown kind', { msgtype: 'poem' }, 40_008],
    ['another app', { msgtype: 'text', text: { content: 'x' }, agentid: 7 }, 40_056],
    ['an empty text', { msgtype: 'text', text: { content: '' } }, 44_004],
    ['2049 bytes of Markdown', { msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) } }, 45_002],
    ['a file never uploaded', { msgtype: 'file', file: { media_id: 'x' } }, 40_007],
    ['no news', { msgtype: 'news', news: { articles: [] } }, 40_058],
    ['a card without a task id', { msgtype: 'template_card', template_card: buttons('') }, 40_058],
    [
      'more than a thousand',
      { msgtype: 'text', text: { content: 'x' }, touser: Array(1001).fill('wangfang').join('|') },
      40_058,
    ],
  ])('refuses %s', async (_, message, errcode) => {
    expect(await send(message)).toMatchObject({ errcode });
    expect(await corp.view()).toEqual([]);
  });

  it('cuts a longer text without a word, between characters', async () => {
    await sendText('汉'.repeat(700));
    expect(await corp.view()).toEqual([`志愿助手：${'汉'.repeat(682)}`]);
  });

  it('takes the other kinds', async () => {
    const url = 'https://example.org/a';
    await send({ msgtype: 'markdown', markdown: { content: '**请**' } });
    await send({ msgtype: 'textcard', textcard: { title: '例会', description: '九点', url } });
    await send({ msgtype: 'news', news: { articles: [{ title: '招募', description: '护考', url }] } });
    expect(await corp.view()).toEqual([
      '志愿助手：**请**',
      `志愿助手：**例会**\n九点\n[详情](${url})`,
      `志愿助手：[招募](${url})\n护考`,
    ]);
  });

  it('drops the 31st of a minute without a word', async () => {
    for (let count = 1; count <= 30; count += 1) await sendText(`第 ${count} 条`);
    expect(await sendText('第 31 条')).toMatchObject({ errcode: 0 });
    expect(await corp.view()).toHaveLength(30);
    expect(await sendText('别人', { touser: 'liqiang' })).toMatchObject({ errcode: 0 });
    expect(await corp.view('liqiang')).toHaveLength(1);
    await moveTo('09:01:00');
    await sendText('又一条');
    expect((await corp.view()).at(-1)).toBe('志愿助手：又一条');
  });

  it('leaves out what it said a while ago, where asked to', async () => {
    const check = { enable_duplicate_check: 1, duplicate_check_interval: 60 };
    await sendText('一样');
    expect(await sendText('一样', check)).toMatchObject({ errcode: 0, msgid: expect.any(String) });
    expect(await corp.view()).toHaveLength(1);
    await sendText('一样');
    expect(await corp.view()).toHaveLength(2);
    await moveTo('09:01:01');
    await sendText('一样', check);
    expect(await corp.view()).toHaveLength(3);
    await corp.setFaults({ forgetsUnchecked: true });
    await sendText('另一句');
    await sendText('另一句', check);
    expect(await corp.view()).toHaveLength(5);
    await sendText('另一句', check);
    expect(await corp.view()).toHaveLength(5);
    expect(await sendText('x', { duplicate_check_interval: 14_401 })).toMatchObject({ errcode: 40_058 });
  });

  it('does wrong what it is told', async () => {
    await corp.setFaults({ appErrcode: -1 });
    expect(await sendText('x')).toMatchObject({ errcode: -1 });
    await corp.setFaults({ appSendErrcode: 45_009 });
    expect(await sendText('x')).toMatchObject({ errcode: 45_009 });
    expect(await corp.view()).toEqual([]);
    await corp.setFaults({ cutAppSend: true });
    expect(await sendText('到了')).toBeInstanceOf(Error);
    expect(await corp.view()).toEqual(['志愿助手：到了']);
  });
});

describe('a card of the app', () => {
  it('spends its task id for ever', async () => {
    expect(await sendCard('T1')).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    expect(await sendCard('T1', { touser: 'liqiang' })).toMatchObject({ errcode: 42_014 });
    const notice = {
      ...{ card_type: 'text_notice', main_title: { title: '例会' }, card_action: { type: 1, url: 'https://e.org' } },
    };
    expect(await send({ msgtype: 'template_card', template_card: notice })).not.toHaveProperty('response_code');
  });

  it('can be changed once within 72 hours, for those who got it', async () => {
    const { response_code } = await sendCard('T1', { touser: 'wangfang|liqiang' });
    const answer = await update(response_code, {
      userids: ['WangFang', 'zhaomin'],
      button: { replace_name: '已报名' },
    });
    expect(answer).toMatchObject({ errcode: 0, invaliduser: ['zhaomin'] });
    expect(await corp.view()).toEqual(['志愿助手：［卡片］周六护考\n（已报名）']);
    expect(await corp.view('liqiang')).toEqual(['志愿助手：［卡片］周六护考\n［报名］']);
    expect(await update(response_code, { userids: ['liqiang'], button: { replace_name: 'x' } })).toMatchObject({
      errcode: 40_058,
    });
  });

  it('can become another card, for all who got it', async () => {
    const { response_code } = await sendCard('T1', { touser: 'wangfang|liqiang' });
    const { task_id: _, ...card } = buttons('');
    const next = { ...card, main_title: { title: '已满' }, replace_text: '报名结束' };
    expect(await update(response_code, { atall: 1, template_card: next })).toMatchObject({ errcode: 0 });
    expect(await corp.view('liqiang')).toEqual(['志愿助手：［卡片］已满\n（报名结束）']);
  });

  it('can no longer be changed after it', async () => {
    const { response_code } = await sendCard('T1');
    await corp.playground.clock.moveTo(new Date('2026-06-04T09:00:01+08:00'));
    corp.forgetToken();
    expect(await update(response_code, { atall: 1, button: { replace_name: 'x' } })).toMatchObject({ errcode: 40_058 });
    expect(await corp.view()).toEqual(['志愿助手：［卡片］周六护考\n［报名］']);
  });
});
