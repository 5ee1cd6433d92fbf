import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import {
  type CallbackServer,
  CORP_ID,
  callbackXml,
  eventXml,
  startAppCallback,
  textXml,
} from '../../support/app-callback.ts';
import { AES_KEY, sealRaw, sign, TOKEN } from '../../support/callback-crypto.ts';

let server: CallbackServer;

beforeEach(async () => {
  server = await startAppCallback();
});

afterEach(() => server.stop());

const CARD = { taskId: 'T-2', title: '护考', buttons: [{ text: '报名', key: 'register:1' }] };
const minutes = (count: number) => String(Math.floor(server.now.getTime() / 1000) + count * 60);

describe('verification of the address', () => {
  it('lesson 2: gives the echo back raw, byte for byte', async () => {
    const echostr = sealRaw({ text: '1616140317555161061', receiveId: CORP_ID });
    const response = await fetch(server.urlFor(echostr, { echostr }));
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toBe('1616140317555161061');
  });

  it('lesson 3: takes only what is for this corporation, and says what to check', async () => {
    const echostr = sealRaw({ text: '1', receiveId: '' });
    expect((await fetch(server.urlFor(echostr, { echostr }))).status).toBe(403);
    expect(server.log.at(-1)?.msg).toContain('receiveid 不符');
    const wrong = { echostr, msg_signature: 'f'.repeat(40) };
    expect((await fetch(server.urlFor(echostr, wrong))).status).toBe(403);
    expect(server.log.at(-1)?.msg).toContain('签名不符：请核对 Token');
  });
});

describe('messages', () => {
  it('takes a text one to one', async () => {
    await server.answerTo(textXml(' @志愿助手 报名 <6月4日> & 护考]] '));
    expect(server.received).toEqual([
      {
        id: 'app1000002:7300000000000000001',
        bot: 'app1000002',
        chat: { kind: 'single' },
        sender: 'wangfang',
        wecomId: 'WangFang',
        text: '报名 <6月4日> & 护考]]',
        attachments: [],
        receivedAt: server.now,
      },
    ]);
  });

  it.each(['image', 'video'])('takes a %s by its media_id', async (kind) => {
    await server.answerTo(callbackXml({ MsgType: kind, MediaId: 'M-1', PicUrl: 'http://x', MsgId: '5' }));
    expect(server.received[0]).toMatchObject({ text: '', attachments: [{ kind, url: 'wecom-app-media:M-1' }] });
  });

  it('asks who speaks to type instead', async () => {
    const answer = await server.answerTo(callbackXml({ MsgType: 'voice', MediaId: 'M', Format: 'amr', MsgId: '5' }));
    expect(answer?.Content).toContain('打成字');
    expect(server.received).toEqual([]);
  });

  it.each([
    [
      'a click on a card',
      'template_card_event',
      { EventKey: 'register:1', TaskId: 'T-1' },
      { click: { taskId: 'T-1', key: 'register:1' } },
    ],
    [
      'an entry of a card’s menu',
      'template_card_menu_event',
      { EventKey: 'list:1', TaskId: 'T-1' },
      { click: { taskId: 'T-1', key: 'list:1' } },
    ],
    ['an entry of the app’s menu', 'click', { EventKey: '我的报名' }, { text: '我的报名' }],
    ['someone opening the app', 'enter_agent', {}, { isEntering: true }],
    ['someone new', 'subscribe', {}, { isEntering: true }],
  ])('takes %s', async (_, event, fields, expected) => {
    await server.answerTo(eventXml(event, fields));
    expect(server.received[0]).toMatchObject({ sender: 'wangfang', ...expected });
  });

  it.each([1, 2])('takes what was ticked, of %i questions', async (count) => {
    const item = (n: number) =>
      `<SelectedItem><QuestionKey><![CDATA[q${n}]]></QuestionKey><OptionIds>${n === 1 ? '<OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId>' : '<OptionId>c</OptionId>'}</OptionIds></SelectedItem>`;
    const items = Array.from({ length: count }, (_, i) => item(i + 1)).join('');
    const fields = { EventKey: 'poll:1', TaskId: 'T-1', CardType: 'vote_interaction', ResponseCode: 'RC' };
    await server.answerTo(eventXml('template_card_event', fields, `<SelectedItems>${items}</SelectedItems>`));
    const selected = { q1: ['a', 'b'], ...(count === 2 ? { q2: ['c'] } : {}) };
    expect(server.received[0]?.click).toEqual({ taskId: 'T-1', key: 'poll:1', selected });
  });

  it('two votes within one second are two, one delivered twice is one', async () => {
    const fields = { EventKey: 'poll-vote:1', TaskId: 'm1' };
    for (const option of ['1', '2', '2']) {
      const ticked = `<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>${option}</OptionId></OptionIds></SelectedItem></SelectedItems>`;
      await server.answerTo(eventXml('template_card_event', fields, ticked));
    }
    const [first, second, again] = server.received.map(({ id }) => id);
    expect(second).not.toBe(first);
    expect(again).toBe(second);
  });

  it('takes a click where nothing was ticked', async () => {
    const none =
      '<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds></OptionIds></SelectedItem></SelectedItems>';
    await server.answerTo(eventXml('template_card_event', { EventKey: 'poll:1', TaskId: 'T' }, none));
    expect(server.received[0]?.click).toEqual({ taskId: 'T', key: 'poll:1', selected: { q: [] } });
  });

  it('gives every delivery of an event the same id, and another event another', async () => {
    const click = (time: string) => eventXml('template_card_event', { EventKey: 'k', TaskId: 'T', CreateTime: time });
    for (const time of ['1780531200', '1780531200', '1780531201']) await server.answerTo(click(time));
    const ids = server.received.map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it.each([
    ['LOCATION', eventXml('LOCATION', { Latitude: '1' })],
    ['view', eventXml('view', { EventKey: 'https://e.org' })],
    ['an event of the future', eventXml('something_new', { X: '1' })],
    ['a location', callbackXml({ MsgType: 'location', Location_X: '1', MsgId: '1' })],
    ['a link', callbackXml({ MsgType: 'link', Url: 'https://e.org', MsgId: '1' })],
    ['another app’s', callbackXml({ MsgType: 'text', Content: 'x', MsgId: '1', AgentID: '1000009' })],
  ])('answers %s empty, and notes it', async (_, xml) => {
    expect(await server.answerTo(xml)).toBeUndefined();
    expect(server.received).toEqual([]);
    expect(server.log.at(-1)?.msg).toContain('已忽略');
  });
});

describe('the answer', () => {
  it('is a text in the response where it fits, without marks', async () => {
    server.receive = async () => ({ text: '**已报名**：[名单](https://e.org/1) ]]> <b>' });
    expect(await server.answerTo(textXml('报名'))).toEqual({
      ToUserName: 'WangFang',
      FromUserName: CORP_ID,
      CreateTime: '1780531200',
      MsgType: 'text',
      Content: '已报名：名单 https://e.org/1 ]]> <b>',
    });
    expect(server.kept.size).toBe(0);
  });

  it('goes as a message where it is longer than 2048 bytes: nothing is cut', async () => {
    server.receive = async () => ({ text: '长'.repeat(682) });
    expect(await server.answerTo(textXml('名单', '1'))).toMatchObject({ Content: '长'.repeat(682) });
    server.receive = async () => ({ text: '长'.repeat(683) });
    expect(await server.answerTo(textXml('名单', '2'))).toBeUndefined();
    expect([...server.kept]).toEqual([['app1000002:2', { kind: 'markdown', text: '长'.repeat(683) }]]);
  });

  it('goes as a message where it has buttons', async () => {
    server.receive = async () => ({ text: '要报哪个？', card: CARD });
    expect(await server.answerTo(textXml('报名'))).toBeUndefined();
    expect([...server.kept.values()]).toEqual([{ kind: 'markdown', text: '要报哪个？', card: CARD }]);
  });

  it('opens with what a late answer says first', async () => {
    server.receive = async () => ({ text: '', streamId: 's-1', late: { kind: 'x', arguments: {} } });
    expect(await server.answerTo(textXml('总结'))).toMatchObject({ Content: '正在处理，请稍候……' });
  });

  it('is empty where there is nothing to say', async () => {
    server.receive = async () => ({ text: '' });
    expect(await server.answerTo(textXml('谢谢'))).toBeUndefined();
    expect(server.kept.size).toBe(0);
  });

  it('greets as a message, once a day', async () => {
    server.receive = async () => ({ text: '我会这些' });
    expect(await server.answerTo(eventXml('enter_agent', { CreateTime: '1' }))).toBeUndefined();
    expect(await server.answerTo(eventXml('enter_agent', { CreateTime: '2' }))).toBeUndefined();
    expect([...server.kept.keys()]).toEqual(['app1000002:enter-2026-06-04-wangfang']);
  });

  it('changes a clicked card, its fields in capitals', async () => {
    const facts = [{ label: '地点', value: '第一小学' }];
    server.receive = async () => ({ text: '已报名', isOnCard: true, card: { ...CARD, description: '第 3 位', facts } });
    const answer = await server.answerTo(eventXml('template_card_event', { EventKey: 'register:1', TaskId: 'T-1' }));
    expect(answer).toMatchObject({
      MsgType: 'update_template_card',
      TemplateCard: {
        CardType: 'button_interaction',
        MainTitle: { Title: '护考', Desc: '第 3 位' },
        HorizontalContentList: { KeyName: '地点', Value: '第一小学' },
        ButtonList: { Text: '报名', Style: '4', Key: 'register:1' },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('TaskId');
    expect(server.kept.size).toBe(0);
  });

  it('changes a clicked card into one to tick', async () => {
    const options = [
      { id: 'a', text: '周六', isChecked: true },
      { id: 'b', text: '周日' },
    ];
    const vote = { questionKey: 'q', isMultiple: true, options, submit: { text: '提交', key: 'poll:1' } };
    server.receive = async () => ({ text: '', card: { ...CARD, buttons: [], vote } });
    expect(await server.answerTo(eventXml('template_card_event', { EventKey: 'x', TaskId: 'T' }))).toMatchObject({
      TemplateCard: {
        CardType: 'vote_interaction',
        CheckBox: {
          QuestionKey: 'q',
          Mode: '1',
          OptionList: [
            { Id: 'a', Text: '周六', IsChecked: 'true' },
            { Id: 'b', Text: '周日', IsChecked: 'false' },
          ],
        },
        SubmitButton: { Text: '提交', Key: 'poll:1' },
      },
    });
  });

  it('says what a clicked card has no room for as a message besides', async () => {
    const long = '名单：'.repeat(80);
    server.receive = async () => ({ text: long, card: CARD });
    const answer = await server.answerTo(eventXml('template_card_event', { EventKey: 'x', TaskId: 'T' }));
    expect(answer?.MsgType).toBe('update_template_card');
    expect([...server.kept.values()]).toEqual([{ kind: 'markdown', text: long }]);
  });
});

describe('deliveries', () => {
  it('lesson 1: three deliveries of one message while it is slow are one run and one answer, said once', async () => {
    const begun = performance.now();
    const realNow = performance.now.bind(performance);
    let finish: () => void = () => undefined;
    const done = new Promise<Reply>((resolve) => {
      finish = () => resolve({ text: '办好了' });
    });
    server.receive = () => done;
    const deliveries = [server.post(textXml('报名')), server.post(textXml('报名')), server.post(textXml('报名'))];
    await expect.poll(() => server.arrived, { timeout: 30_000 }).toBe(3);
    performance.now = () => begun + 60_000;
    try {
      finish();
      for (const response of await Promise.all(deliveries)) expect(await response.text()).toBe('');
    } finally {
      performance.now = realNow;
    }
    expect(server.received).toHaveLength(1);
    expect([...server.kept]).toEqual([['app1000002:7300000000000000001', { kind: 'markdown', text: '办好了' }]]);
    server.receive = async () => ({ text: '办好了' });
    expect(await server.answerTo(textXml('报名'))).toBeUndefined();
  });

  it('lesson 8: what went as a message is not said in the response to a redelivery too', async () => {
    server.receive = async () => ({ text: '要报哪个？', card: CARD });
    for (let i = 0; i < 3; i++) expect(await server.answerTo(textXml('报名'))).toBeUndefined();
    expect(server.kept.size).toBe(1);
  });

  it('a failure of ours is a 500, and the next delivery is tried afresh', async () => {
    server.receive = async () => {
      throw new Error('the disk is full');
    };
    expect((await server.post(textXml('报名'))).status).toBe(500);
    server.receive = async () => ({ text: '已报名' });
    expect(await server.answerTo(textXml('报名'))).toMatchObject({ Content: '已报名' });
  });
});

describe('hostile requests', () => {
  const XXE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const LAUGHS = `<!DOCTYPE r [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY b${i} "${'&a;'.repeat(10)}">`).join('')}]>`;
  const inner = textXml('x').replace('<![CDATA[x]]>', '&x;');

  it.each([
    ['an external entity outside', `${XXE}<xml><Encrypt>&x;</Encrypt></xml>`],
    ['a billion laughs outside', `${LAUGHS}<xml><Encrypt>&b8;</Encrypt></xml>`],
    ['deep nesting', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`],
    ['a broken end', '<xml><Encrypt>x</xml>'],
    ['two roots', '<xml><Encrypt>x</Encrypt></xml><xml></xml>'],
    ['no Encrypt', '<xml><A>1</A></xml>'],
    ['JSON', '{"encrypt":"x"}'],
    ['nothing', ''],
    ['a name that would poison', '<xml><__proto__><Encrypt>x</Encrypt></__proto__></xml>'],
  ])('refuses %s', async (_, body) => {
    const response = await fetch(server.urlFor('x'), { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['an external entity', `${XXE}${inner}`],
    ['a billion laughs', `${LAUGHS}${inner}`],
    ['no XML', 'hello'],
  ])('refuses %s inside what was encrypted', async (_, xml) => {
    expect((await server.post(xml)).status).toBe(400);
  });

  it('expands no entity of its own making', async () => {
    await server.answerTo(inner);
    expect(server.received[0]?.text).toBe('&x;');
  });

  it('refuses a huge body without reading it into anything', async () => {
    const body = `<xml><Encrypt>${'A'.repeat(1024 * 1024)}</Encrypt></xml>`;
    const response = await fetch(server.urlFor('x'), { method: 'POST', body });
    expect(response.status).toBe(413);
  });

  it('refuses what was made for another corporation', async () => {
    expect((await server.post(textXml('x'), { receiveId: 'wwOTHER' })).status).toBe(403);
    expect(server.received).toEqual([]);
  });

  it.each([-9, -5, 5, 9])('takes a clock that is %i minutes off', async (off) => {
    expect((await server.post(textXml('x'), { timestamp: minutes(off) })).status).toBe(200);
  });

  it.each([-11, 11, -600])('refuses %i minutes, naming the clock: an old request replayed', async (off) => {
    expect((await server.post(textXml('x'), { timestamp: minutes(off) })).status).toBe(403);
    expect(server.log.at(-1)?.msg).toMatch(/本机时钟/);
    expect(server.received).toEqual([]);
  });

  it('no log line tells what people wrote, nor the keys', async () => {
    await server.post(textXml('我家住在幸福路'));
    await server.post(eventXml('something_new', { X: '幸福路' }));
    await server.post(textXml('x'), { receiveId: 'wwOTHER' });
    const log = JSON.stringify(server.log);
    expect(log).not.toContain('幸福路');
    expect(log).not.toContain(TOKEN);
    expect(log).not.toContain(AES_KEY);
    expect(log).not.toContain(sign(minutes(0), 'nonce+1/=', 'x'));
  });
});
