import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCorp, startCorp } from '../../../support/corp.ts';
import { CORP, replyXml, sealXml } from '../../../support/fake-app.ts';
import { startFakeBot, startPlayground } from '../../../support/fake-bot.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

const say = (values: object = { text: '我的报名' }) =>
  corp.playground.send('POST', '/messages', { chat: 'app', sender: 'wangfang', ...values });
const tap = (values: object) => corp.playground.send('POST', '/clicks', { chat: 'app', sender: 'wangfang', ...values });
const enter = () => corp.playground.send('POST', '/entries', { chat: 'app', sender: 'wangfang' });
const textReply = (content: string) => replyXml('wangfang', 'text', `<Content><![CDATA[${content}]]></Content>`);
const last = () => corp.app.deliveries.at(-1);
const picture = { name: 'a.png', base64: Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64') };

async function sendCard(card: object) {
  const answer = await corp.post('message/send', {
    ...{ touser: 'wangfang|liqiang', agentid: CORP.agentId, msgtype: 'template_card', template_card: card },
  });
  expect(answer).toMatchObject({ errcode: 0 });
}

const vote = {
  card_type: 'vote_interaction',
  main_title: { title: '哪天开会' },
  checkbox: {
    question_key: 'q',
    mode: 1,
    option_list: [
      { id: 'a', text: '周一' },
      { id: 'b', text: '周二' },
    ],
  },
  submit_button: { text: '提交', key: 'send' },
  task_id: 'T1',
};

describe('what somebody says to the app', () => {
  it('reaches its callback as encrypted XML, and is answered in it', async () => {
    corp.app.handler = () => textReply('一场：周六护考');
    expect((await say()).body).toEqual({ delivered: true, replies: [{ kind: 'text', text: '一场：周六护考' }] });
    expect(last()).toMatchObject({
      isSigned: true,
      receiveId: 'wwCORP',
      outer: { ToUserName: 'wwCORP', AgentID: '1000002' },
      fields: {
        ToUserName: 'wwCORP',
        FromUserName: 'wangfang',
        MsgType: 'text',
        Content: '我的报名',
        AgentID: '1000002',
      },
    });
    expect(last()?.fields.MsgId).toMatch(/^\d{19}$/);
    expect(last()?.fields.CreateTime).toBe(String(Date.parse('2026-06-01T09:00:00+08:00') / 1000));
    expect(await corp.view()).toEqual(['王芳：我的报名', '志愿助手：一场：周六护考']);
  });

  it('is answered with what is sent meanwhile as well', async () => {
    corp.app.handler = async () => {
      await corp.post('message/send', {
        ...{ touser: 'wangfang', agentid: CORP.agentId, msgtype: 'markdown', markdown: { content: '**好**' } },
      });
      return undefined;
    };
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '**好**' }]);
  });

  it.each([
    ['image', { images: [picture] }, { PicUrl: expect.stringMatching(/^http:.*\/playground\/files\//) }],
    ['video', { video: picture }, { ThumbMediaId: expect.any(String) }],
    ['voice', { voice: '我要报名' }, { Format: 'amr' }],
  ])('may be %s', async (MsgType, values, fields) => {
    expect((await say(values)).body.delivered).toBe(true);
    expect(last()?.fields).toMatchObject({ MsgType, MediaId: expect.any(String), ...fields });
  });

  it('does not reach it as a file, nor mixed', async () => {
    expect((await say({ file: picture })).body).toEqual({ delivered: false, replies: [] });
    expect((await say({ text: '看', images: [picture] })).body.delivered).toBe(false);
    expect(corp.app.deliveries).toHaveLength(0);
  });

  it('is shown with what it quotes, which the app does not hear of', async () => {
    await say({ text: '好的', quote: '上一句' });
    expect(await corp.view()).toEqual(['王芳（引用：上一句）：好的']);
    expect(last()?.fields.Content).toBe('好的');
    expect((await say({ text: '好的', quote: { messageId: 'none' } })).status).toBe(400);
  });

  it('comes three times with the same MsgId where it is not answered with 200', async () => {
    corp.app.handler = (_, { raw }) => void raw(500, '');
    const { body } = await say();
    expect(body.problems).toEqual([expect.stringContaining('投递了 3 次')]);
    expect(new Set(corp.app.deliveries.map(({ fields }) => fields.MsgId)).size).toBe(1);
    expect(new Set(corp.app.deliveries.map(({ nonce }) => nonce)).size).toBe(3);
  });

  it('comes again where the answer is not there in time', async () => {
    corp.app.handler = (_, { count, hang }) => (count === 1 ? void hang() : textReply('第二次'));
    expect((await say()).body.replies).toEqual([{ kind: 'text', text: '第二次' }]);
  });

  it('is delivered twice, and comes after an unknown event, as told', async () => {
    corp.app.handler = () => textReply('好');
    await corp.setFaults({ duplicate: true, unknownEvent: true });
    expect((await say()).body.replies).toEqual([{ kind: 'text', text: '好' }]);
    expect(corp.app.deliveries.map(({ fields }) => fields.MsgType)).toEqual(['event', 'text', 'text']);
  });
});

describe('what else the app hears of', () => {
  const report = (values: object) => corp.playground.send('POST', '/app-events', { sender: 'wangfang', ...values });

  it.each([
    ['subscribe', {}, ''],
    ['unsubscribe', {}, ''],
    ['click', { key: '我的报名' }, '我的报名'],
    ['view', { key: 'https://bot.example.org/console' }, 'https://bot.example.org/console'],
  ])('is %s', async (event, values, key) => {
    corp.app.handler = () => textReply('收到');
    expect((await report({ event, ...values })).body.replies).toEqual([{ kind: 'text', text: '收到' }]);
    expect(last()).toMatchObject({
      isSigned: true,
      fields: { FromUserName: 'wangfang', MsgType: 'event', Event: event, EventKey: key, AgentID: '1000002' },
    });
  });

  it('comes three times, the same, where it is not answered', async () => {
    corp.app.handler = (_, { raw }) => raw(500, '') as undefined;
    expect((await report({ event: 'click', key: 'k' })).body.problems).toEqual([expect.stringContaining('3 次')]);
    expect(corp.app.deliveries).toHaveLength(3);
    expect(new Set(corp.app.deliveries.map(({ fields }) => fields.CreateTime)).size).toBe(1);
    expect(new Set(corp.app.deliveries.map(({ nonce }) => nonce)).size).toBe(3);
  });

  it.each([
    [{ event: 'poke' }, 'event'],
    [{ event: 'click' }, 'key'],
    [{ event: 'subscribe', key: 'k' }, 'key'],
    [{ event: 'subscribe', sender: '' }, 'sender'],
  ])('is not %j', async (values, name) => {
    const { status, body } = await report(values);
    expect([status, body.error]).toEqual([400, expect.stringContaining(name)]);
    expect(corp.app.deliveries).toEqual([]);
  });
});

describe('what the app answers', () => {
  const good = () => textReply('好');
  it.each([
    ['another nonce', () => sealXml(good(), 'other'), /nonce/],
    ['a wrong signature', (nonce: string) => sealXml(good(), nonce, { MsgSignature: '0'.repeat(40) }), /签名/],
    ['another receiver', (nonce: string) => sealXml(good(), nonce, { receiveId: 'wwOTHER' }), /receiveid/],
    ['a missing part', (nonce: string) => sealXml(good(), nonce).replaceAll('TimeStamp', 'Time'), /TimeStamp/],
    ['no XML', () => 'success', /XML/],
    ['XML that is not whole', () => '<xml><Encrypt>', /XML/],
    ['a kind that is none', (nonce: string) => sealXml(replyXml('wangfang', 'markdown', ''), nonce), /MsgType/],
    ['an answer to another', (nonce: string) => sealXml(replyXml('liqiang', 'text', ''), nonce), /ToUserName/],
    [
      'an answer from another',
      (nonce: string) => sealXml(replyXml('wangfang', 'text', '', 'x'), nonce),
      /FromUserName/,
    ],
    ['an empty text', (nonce: string) => sealXml(textReply(''), nonce), /Content/],
    [
      'a card without a click',
      (nonce: string) => sealXml(replyXml('wangfang', 'update_button', ''), nonce),
      /没有点卡片/,
    ],
    [
      'a wrong count of news',
      (nonce: string) => sealXml(replyXml('wangfang', 'news', '<ArticleCount>2</ArticleCount><Articles/>'), nonce),
      /Articles/,
    ],
  ])('is not taken with %s', async (_, answer, reason) => {
    corp.app.handler = (_fields, { raw, nonce }) => void raw(200, answer(nonce));
    const { body } = await say();
    expect(body).toMatchObject({ delivered: true, replies: [] });
    expect(body.problems).toEqual([expect.stringMatching(reason)]);
    expect(corp.app.deliveries).toHaveLength(1);
  });

  it('may be news or a picture', async () => {
    const item = '<item><Title>招募</Title><Description>护考</Description><Url>https://e.org/a</Url></item>';
    corp.app.handler = () => replyXml('wangfang', 'news', `<ArticleCount>1</ArticleCount><Articles>${item}</Articles>`);
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '[招募](https://e.org/a)\n护考' }]);
    await say({ images: [picture] });
    const { MediaId } = last()?.fields ?? {};
    corp.app.handler = () => replyXml('wangfang', 'image', `<Image><MediaId>${MediaId}</MediaId></Image>`);
    expect((await say()).body.replies).toMatchObject([{ kind: 'image' }]);
  });
});

describe('a tap on a card of the app', () => {
  it('brings what was chosen, and the card is changed for the one who tapped', async () => {
    await sendCard(vote);
    const card = [
      '<CardType>vote_interaction</CardType><MainTitle><Title>哪天开会</Title></MainTitle>',
      '<CheckBox><QuestionKey>q</QuestionKey><Mode>1</Mode><Disable>true</Disable>',
      '<OptionList><Id>a</Id><Text>周一</Text><IsChecked>true</IsChecked></OptionList></CheckBox>',
      '<SubmitButton><Text>提交</Text><Key>send</Key></SubmitButton><ReplaceText>已投票</ReplaceText>',
    ].join('');
    corp.app.handler = () => replyXml('wangfang', 'update_template_card', `<TemplateCard>${card}</TemplateCard>`);
    const { body } = await tap({ taskId: 'T1', key: 'send', selected: { q: ['a', 'b'] } });
    expect(body).toMatchObject({ delivered: true, replies: [{ kind: 'card', spent: '已投票' }] });
    expect(last()?.fields).toMatchObject({
      ...{
        MsgType: 'event',
        Event: 'template_card_event',
        EventKey: 'send',
        TaskId: 'T1',
        CardType: 'vote_interaction',
      },
      ResponseCode: expect.any(String),
      SelectedItems: { SelectedItem: { QuestionKey: 'q', OptionIds: { OptionId: ['a', 'b'] } } },
    });
    expect(last()?.fields).not.toHaveProperty('MsgId');
    expect(await corp.view()).toEqual(['志愿助手：［卡片］哪天开会\n☑ 周一\n（不能再选）\n（已投票）']);
    expect(await corp.view('liqiang')).toEqual(['志愿助手：［卡片］哪天开会\n☐ 周一\n☐ 周二\n［提交］']);
  });

  it('lets the card be changed later, once', async () => {
    await sendCard(vote);
    await tap({ taskId: 'T1', key: 'send', selected: { q: ['a'] } });
    const message = {
      ...{ userids: ['wangfang'], agentid: CORP.agentId, response_code: last()?.fields.ResponseCode },
      button: { replace_name: '收到' },
    };
    expect(await corp.post('message/update_template_card', message)).toMatchObject({ errcode: 0 });
    expect((await corp.view())[0]).toContain('（收到）');
    expect(await corp.post('message/update_template_card', message)).toMatchObject({ errcode: 40_058 });
  });

  it('may only take the buttons away', async () => {
    await sendCard(vote);
    corp.app.handler = () =>
      replyXml('wangfang', 'update_button', '<Button><ReplaceName>已投票</ReplaceName></Button>');
    await tap({ taskId: 'T1', key: 'send', selected: { q: ['a'] } });
    expect((await corp.view())[0]).toContain('（已投票）');
  });

  it('out of the menu is told as such', async () => {
    await sendCard({
      ...vote,
      ...{ card_type: 'text_notice', card_action: { type: 1, url: 'https://e.org' } },
      action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
    });
    await tap({ taskId: 'T1', key: 'mute' });
    expect(last()?.fields).toMatchObject({ Event: 'template_card_menu_event', EventKey: 'mute' });
  });

  it.each([
    [{ taskId: 'T2', key: 'send' }, '没有这张卡片'],
    [{ taskId: 'T1', key: 'other' }, '没有这个按钮'],
    [{ taskId: 'T1', key: 'send', sender: 'zhaomin' }, '没有这张卡片'],
  ])('is refused where there is none: %j', async (values, reason) => {
    await sendCard(vote);
    const { status, body } = await tap(values);
    expect(status).toBe(400);
    expect(body.error).toContain(reason);
  });
});

describe('the app', () => {
  it('hears of each who opens it', async () => {
    corp.app.handler = () => textReply('欢迎');
    expect((await enter()).body.replies).toEqual([{ kind: 'text', text: '欢迎' }]);
    await enter();
    expect(corp.app.deliveries.map(({ fields }) => fields.Event)).toEqual(['enter_agent', 'enter_agent']);
  });

  it('proves that its address is its own', async () => {
    expect((await corp.playground.send('POST', '/verification?chat=app')).body).toEqual({ verified: true });
    expect((await corp.playground.send('POST', '/verification')).body).toEqual({ verified: true });
  });

  it('is there only where it is set up', async () => {
    expect((await corp.playground.send('GET', '/world')).body.hasApp).toBe(true);
    const bot = await startFakeBot(() => undefined);
    const playground = await startPlayground(bot);
    expect((await playground.send('GET', '/world')).body.hasApp).toBe(false);
    const { status, body } = await playground.send('POST', '/messages', { chat: 'app', sender: 'wangfang', text: 'x' });
    expect([status, body.error]).toEqual([400, expect.stringContaining('WECOM_CORP_ID')]);
    await playground.close();
    await bot.close();
  });

  it('hears nothing without a callback', async () => {
    const { token: _, aesKey: __, ...settings } = corp.app.settings();
    const playground = await startPlayground(corp.bot, { corp: settings });
    const { body } = await playground.send('POST', '/messages', { chat: 'app', sender: 'wangfang', text: 'x' });
    expect(body).toEqual({ delivered: false, replies: [] });
    expect((await playground.send('POST', '/verification?chat=app')).body.verified).toBe(false);
    await playground.close();
  });
});
