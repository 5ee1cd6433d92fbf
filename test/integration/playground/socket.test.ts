import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  ok,
  openSocket,
  SUBSCRIBE,
  sdkClient,
  startSocketPlayground,
  subscribe,
  withSubscribedBot,
} from '../../support/long-connection.ts';

const here = withSubscribedBot();

const MINUTE_MS = 60_000;
const stream = (content: string, finish = true, rest: object = {}) => ({
  msgtype: 'stream',
  stream: { id: 's1', content, finish, ...rest },
});
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const card = (taskId: string, title = '护考') => ({
  card_type: 'button_interaction',
  main_title: { title },
  button_list: [{ text: '报名', key: 'join' }],
  task_id: taskId,
});
const cardMessage = (taskId: string) => ({ msgtype: 'template_card', template_card: card(taskId) });
const update = (taskId: string, rest: object = {}) => ({
  response_type: 'update_template_card',
  template_card: card(taskId, '已报名'),
  ...rest,
});

/** Says it, answers with `bodies` one after the other, and gives the acks and what the sender sees. */
async function converse(chat: string | null, ...bodies: unknown[]) {
  const saying = here.playground.send('POST', '/messages', { chat, sender: 'wangfang', text: '@志愿助手 报名' });
  const { headers } = await here.bot.callback();
  const acks = [];
  for (const body of bodies) acks.push(await here.respond(headers.req_id, body));
  return { reqId: headers.req_id, acks, answer: (await saying).body };
}

const click = (taskId: string, sender = 'liqiang') =>
  here.playground.send('POST', '/clicks', { chat: 'group-1', sender, taskId, key: 'join' });
const push = (chatid: string, rest: object = {}) =>
  here.bot.request('aibot_send_msg', { chatid, ...markdown('明天 8:00 集合'), ...rest });

describe('the address', () => {
  it.each([
    ['another path', '/playground/wecom/other', {}, 404],
    ['another site’s page', '/playground/wecom/socket', { origin: 'http://evil.example' }, 403],
    ['a name pointed here', '/playground/wecom/socket', { headers: { host: 'evil.example' } }, 403],
  ])('refuses %s', async (_, path, options, status) => {
    const socket = new WebSocket(here.playground.origin.replace('http', 'ws') + path, options);
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain(String(status));
  });

  it('hangs up when the stand-in stops', async () => {
    await here.playground.close();
    expect(await here.bot.closed).toBe(1001);
  });
});

describe('subscribing', () => {
  it('is refused for a wrong secret, and the socket stays open', async () => {
    const other = await openSocket(here.playground.socketUrl);
    const wrong = await other.request('aibot_subscribe', { ...SUBSCRIBE, secret: 'wrong' });
    expect(wrong).toMatchObject({ errcode: 853_000, errmsg: 'invalid bot_id or secret' });
    expect(await other.request('aibot_subscribe', { ...SUBSCRIBE, bot_id: 'bot-2' })).toMatchObject({
      errcode: 853_000,
    });
    expect(await other.request('aibot_subscribe', { ...SUBSCRIBE, scene: 1 }, 'mine')).toEqual({
      headers: { req_id: 'mine' },
      ...ok,
    });
  });

  it('comes before all else', async () => {
    const other = await openSocket(here.playground.socketUrl);
    for (const cmd of ['ping', 'aibot_send_msg', 'aibot_respond_msg', 'aibot_upload_media_init']) {
      expect(await other.request(cmd, {})).toMatchObject({ errcode: 846_609 });
    }
  });

  it('is done once a connection', async () => {
    expect(await here.bot.request('aibot_subscribe', SUBSCRIBE)).toMatchObject({ errcode: 40_058 });
  });

  it('is refused where it is tried too often', async () => {
    const wrong = { ...SUBSCRIBE, secret: 'wrong' };
    for (let count = 1; count < 30; count += 1) await here.bot.request('aibot_subscribe', wrong);
    const other = await openSocket(here.playground.socketUrl);
    expect(await other.request('aibot_subscribe', SUBSCRIBE)).toMatchObject({ errcode: 45_009 });
    await here.playground.pass(MINUTE_MS);
    expect(await other.request('aibot_subscribe', SUBSCRIBE)).toMatchObject(ok);
  });

  it('takes the place of the connection before, which is told and then closed', async () => {
    const { reqId } = await converse(null, stream('收到'));
    const other = await subscribe(here.playground.socketUrl);
    expect(await here.bot.event()).toEqual({
      cmd: 'aibot_event_callback',
      headers: { req_id: expect.any(String) },
      body: {
        msgid: expect.any(String),
        create_time: expect.any(Number),
        aibotid: 'bot-1',
        msgtype: 'event',
        event: { eventtype: 'disconnected_event' },
      },
    });
    expect(await here.respond(reqId, markdown('还有'))).toMatchObject({ errcode: 846_609 });
    expect(await here.bot.closed).toBe(1000);
    expect(await other.request('ping')).toMatchObject(ok);
  });

  it('is what the check of the way to the bot asks for', async () => {
    expect((await here.playground.send('POST', '/verification')).body).toEqual({ verified: true });
    here.bot.socket.close();
    await here.bot.closed;
    const unheard = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '在吗' });
    expect((await unheard).body).toMatchObject({ replies: [], problems: [expect.stringContaining('没有送到')] });
    expect((await here.playground.send('POST', '/verification')).body).toMatchObject({ verified: false });
  });

  it('dies of silence', async () => {
    const impatient = await startSocketPlayground({ socketMs: { silentMs: 30 } });
    expect(await (await subscribe(impatient.socketUrl)).closed).toBe(1006);
    await impatient.close();
  });
});

describe('a frame', () => {
  it('is acknowledged with its req_id and no cmd', async () => {
    const ack = await here.bot.request('ping', undefined, 'ping_1_abc');
    expect(ack).toEqual({ headers: { req_id: 'ping_1_abc' }, ...ok });
  });

  it.each(['{"cmd":', '[]', '{"cmd":"ping"}', '{"cmd":"ping","headers":{"req_id":""}}'])(
    'is refused as %s',
    async (text) => {
      here.bot.socket.send(text);
      expect(await here.bot.take(() => true)).toMatchObject({ headers: { req_id: '' }, errcode: 40_058 });
    },
  );

  it.each(['aibot_something', 'toString'])('is refused with the cmd %s', async (cmd) => {
    expect(await here.bot.request(cmd, {})).toMatchObject({ errcode: 40_058 });
  });
});

describe('a message', () => {
  it('comes as it does to a callback address, with a req_id', async () => {
    const saying = here.playground.send('POST', '/messages', {
      ...{ chat: 'group-1', sender: 'wangfang', text: '@志愿助手 报名', quote: '发布活动' },
    });
    const frame = await here.bot.callback();
    expect(frame).toEqual({
      cmd: 'aibot_msg_callback',
      headers: { req_id: expect.any(String) },
      body: {
        msgid: expect.any(String),
        aibotid: 'bot-1',
        ...{ chatid: 'group-1', chattype: 'group', from: { userid: 'wangfang' } },
        response_url: expect.stringContaining('/playground/wecom/cgi-bin/aibot/response?response_code='),
        ...{ msgtype: 'text', text: { content: '@志愿助手 报名' } },
        quote: { msgtype: 'text', text: { content: '发布活动' } },
      },
    });
    await here.respond(frame.headers.req_id, stream('收到'));
    expect((await saying).body).toEqual({ delivered: true, replies: [{ kind: 'markdown', text: '收到' }] });
  });

  it('brings a picture at an address with a key of its own', async () => {
    const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)]);
    const image = async () => {
      const images = [{ name: '签到表.png', base64: picture.toString('base64') }];
      const saying = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', images });
      const { headers, body } = await here.bot.callback();
      await here.respond(headers.req_id, stream('收到'));
      await saying;
      return body.image;
    };
    const [first, second] = [await image(), await image()];
    expect(Buffer.from(first.aeskey, 'base64')).toHaveLength(32);
    expect(second.aeskey).not.toBe(first.aeskey);
    const client = sdkClient(here.playground.socketUrl);
    expect(await client.downloadFile(first.url, first.aeskey)).toEqual({ buffer: picture, filename: '签到表.png' });
    expect((await client.downloadFile(second.url, second.aeskey)).buffer).toEqual(picture);
  });

  it('does not come from a group that does not mention the bot', async () => {
    const { body } = await here.playground.send('POST', '/messages', {
      chat: 'group-1',
      sender: 'wangfang',
      text: '大家好',
    });
    expect(body).toEqual({ delivered: false, replies: [] });
    expect(here.bot.frames).toEqual([]);
  });

  it('is answered by a stream whose text replaces what was there', async () => {
    const { acks, answer } = await converse('group-1', stream('正在', false), stream('写', false), stream(''));
    expect(acks).toMatchObject([ok, ok, ok]);
    expect(answer.replies).toEqual([{ kind: 'markdown', text: '' }]);
  });

  it('is answered by several messages', async () => {
    const { answer } = await converse('group-1', stream('收到'), markdown('请 <@liqiang> 看'), cardMessage('T1'));
    expect(answer.replies).toMatchObject([
      { kind: 'markdown', text: '收到' },
      { kind: 'markdown', text: '请 @李强 看' },
      { kind: 'card', taskId: 'T1' },
    ]);
  });

  it('is answered by what is pushed to the same chat meanwhile', async () => {
    const saying = here.playground.send('POST', '/messages', {
      chat: 'group-1',
      sender: 'wangfang',
      text: '@志愿助手 提醒',
    });
    const { headers } = await here.bot.callback();
    expect(await push('group-1')).toMatchObject(ok);
    await here.respond(headers.req_id, stream('收到'));
    expect((await saying).body.replies.map(({ text }: { text: string }) => text)).toEqual(['明天 8:00 集合', '收到']);
  });

  it('is answered within a day', async () => {
    const { reqId } = await converse(null, stream('收到'));
    await here.playground.pass(24 * 60 * MINUTE_MS);
    expect(await here.respond(reqId, markdown('还有'))).toMatchObject(ok);
    await here.playground.pass(1);
    expect(await here.respond(reqId, markdown('晚了'))).toMatchObject({ errcode: 846_605 });
  });

  it.each([
    ['a text', { msgtype: 'text', text: { content: '收到' } }, 'msgtype'],
    ['no kind', {}, 'msgtype'],
    [
      'a stream with a card',
      { ...stream('x'), msgtype: 'stream_with_template_card', template_card: card('T1') },
      'msgtype',
    ],
    ['a stream with pictures', stream('x', true, { msg_item: [] }), 'msg_item'],
    ['a stream without id', stream('x', true, { id: '' }), 'id'],
    ['a stream too long', stream('汉'.repeat(6827)), '20480'],
    ['Markdown too long', markdown('汉'.repeat(6827)), '20480'],
    ['empty Markdown', markdown(''), '不能空'],
    [
      'a card that WeCom would not show',
      { msgtype: 'template_card', template_card: { card_type: 'text_notice' } },
      '卡片',
    ],
  ])('takes no answer that is %s', async (_, body, reason) => {
    const { acks, answer } = await converse(null, body);
    expect(acks).toMatchObject([{ errcode: 40_058, errmsg: expect.stringContaining(reason) }]);
    expect(answer).toMatchObject({ replies: [], problems: [expect.stringContaining(reason)] });
  });

  it('takes a stream as long as may be', async () => {
    expect((await converse(null, stream('汉'.repeat(6826)))).acks).toMatchObject([ok]);
  });

  it.each([
    ['after its end', [stream('收到'), stream('还有')]],
    ['under another id while it is open', [stream('正在', false), stream('写', true, { id: 's2' })]],
  ])('takes no frame of a stream %s', async (_, bodies) => {
    const saying = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '总结' });
    const { headers } = await here.bot.callback();
    const acks = [await here.respond(headers.req_id, bodies[0]), await here.respond(headers.req_id, bodies[1])];
    expect(acks).toMatchObject([ok, { errcode: 40_058 }]);
    await here.respond(headers.req_id, stream('收尾'));
    await saying;
  });

  it('takes no refresh six minutes after the first frame', async () => {
    const saying = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '总结' });
    const { headers } = await here.bot.callback();
    await here.respond(headers.req_id, stream('正在写', false));
    await here.playground.pass(4 * MINUTE_MS);
    expect(await here.respond(headers.req_id, stream('还在写', false))).toMatchObject(ok);
    await here.playground.pass(2 * MINUTE_MS + 1);
    expect(await here.respond(headers.req_id, stream('写好了'))).toMatchObject({ errcode: 846_608 });
    expect(await here.respond(headers.req_id, stream('写好了'))).toMatchObject({ errcode: 846_608 });
    expect(await push('wangfang')).toMatchObject(ok);
    expect((await saying).body.replies).toEqual([
      { kind: 'markdown', text: '还在写' },
      { kind: 'markdown', text: '明天 8:00 集合' },
    ]);
  });

  it('is not answered with a req_id of another connection', async () => {
    const saying = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '总结' });
    const { headers } = await here.bot.callback();
    await here.respond(headers.req_id, stream('正在写', false));
    here.bot.socket.terminate();
    await here.reconnect();
    expect(await here.respond(headers.req_id, stream('写好了'))).toMatchObject({ errcode: 846_605 });
    expect((await saying).body.problems).toEqual([expect.stringContaining('断了')]);
  });
});

describe('a card', () => {
  beforeEach(() => converse('group-1', cardMessage('T1')));

  it('is clicked and updated for those named', async () => {
    const clicking = click('T1');
    const { headers, body } = await here.bot.event();
    expect(body.event).toEqual({
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'join', task_id: 'T1' },
    });
    const done = await here.bot.request(
      'aibot_respond_update_msg',
      update('T1', { userids: ['liqiang'] }),
      headers.req_id,
    );
    expect(done).toMatchObject(ok);
    expect((await clicking).body.replies).toMatchObject([{ kind: 'card', title: '已报名' }]);
  });

  it('is updated under its own task_id, at once, by the click’s req_id', async () => {
    const clicking = click('T1');
    const { headers } = await here.bot.event();
    const change = (body: unknown, reqId = headers.req_id) => here.bot.request('aibot_respond_update_msg', body, reqId);
    expect(await change(update('T2'))).toMatchObject({ errcode: 40_058 });
    expect(await change(update('T1'), 'mine')).toMatchObject({ errcode: 846_605 });
    expect(await here.respond(headers.req_id, stream('收到'))).toMatchObject({ errcode: 846_605 });
    expect(await here.bot.request('aibot_respond_welcome_msg', markdown('x'), headers.req_id)).toMatchObject({
      errcode: 846_605,
    });
    await here.playground.pass(5001);
    expect(await change(update('T1'))).toMatchObject({ errcode: 846_605 });
    expect((await clicking).body.replies).toEqual([]);
  });

  it('has a task_id of its own', async () => {
    expect((await converse('group-2', cardMessage('T1'))).acks).toMatchObject([{ errcode: 42_014 }]);
    expect(await push('group-1', cardMessage('T1'))).toMatchObject({ errcode: 42_014 });
  });
});

describe('an entry', () => {
  const enter = () => here.playground.send('POST', '/entries', { sender: 'wangfang' });
  const welcome = (reqId: string, body: unknown) => here.bot.request('aibot_respond_welcome_msg', body, reqId);
  const greeting = { msgtype: 'text', text: { content: '你好' } };

  it('is welcomed with a text or a card', async () => {
    const entering = enter();
    const { headers, body } = await here.bot.event();
    expect(body).toMatchObject({ chattype: 'single', event: { eventtype: 'enter_chat' } });
    expect(await welcome(headers.req_id, greeting)).toMatchObject(ok);
    expect(await welcome(headers.req_id, cardMessage('T1'))).toMatchObject(ok);
    expect(await welcome(headers.req_id, stream('你好'))).toMatchObject({ errcode: 40_058 });
    expect((await entering).body.replies).toMatchObject([{ kind: 'text', text: '你好' }, { kind: 'card' }]);
  });

  it('is welcomed at once', async () => {
    const entering = enter();
    const { headers } = await here.bot.event();
    await here.playground.pass(5001);
    expect(await welcome(headers.req_id, greeting)).toMatchObject({ errcode: 846_605 });
    await entering;
  });
});

describe('an active send', () => {
  it('goes where somebody has spoken to the bot', async () => {
    expect(await push('group-1')).toMatchObject({ errcode: 93_006 });
    await converse('group-1', stream('收到'));
    expect(await push('group-1')).toMatchObject(ok);
    expect(await push('group-1', cardMessage('T1'))).toMatchObject(ok);
    expect(await push('wangfang')).toMatchObject({ errcode: 93_006 });
    await converse(null, stream('收到'));
    expect(await push('wangfang')).toMatchObject(ok);
  });

  it('goes to a person, a group, or whichever there is', async () => {
    await converse('wangfang', stream('收到'));
    expect(await push('wangfang', { chat_type: 1 })).toMatchObject({ errcode: 93_006 });
    await converse(null, stream('收到'));
    await converse('group-1', stream('收到'));
    expect(await push('wangfang', { chat_type: 1 })).toMatchObject(ok);
    expect(await push('group-1', { chat_type: 1 })).toMatchObject({ errcode: 93_006 });
    expect(await push('group-1', { chat_type: 2 })).toMatchObject(ok);
    expect(await push('group-1', { chat_type: 0 })).toMatchObject(ok);
    expect(await push('group-1', { chat_type: 3 })).toMatchObject({ errcode: 40_058 });
  });

  it.each([['group:group-1'], ['user:wangfang'], ['nobody'], ['']])('does not go to %s', async (chatid) => {
    await converse('group-1', stream('收到'));
    expect(await push(chatid)).toMatchObject({ errcode: 93_006 });
  });

  it.each([stream('x'), { msgtype: 'text', text: { content: 'x' } }])('is not %o', async (body) => {
    await converse('group-1', stream('收到'));
    expect(await push('group-1', body)).toMatchObject({ errcode: 40_058 });
  });
});

describe('the allowance of a conversation', () => {
  it('is shared by replies and active sends, a minute and an hour long', async () => {
    const { reqId } = await converse('group-1', markdown('一'), stream('二'));
    for (let count = 2; count < 30; count += 1) await push('group-1');
    expect(await push('group-1')).toMatchObject({ errcode: 45_009 });
    expect(await here.respond(reqId, markdown('多了'))).toMatchObject({ errcode: 45_009 });
    await converse('group-2', stream('收到'));
    await here.playground.pass(MINUTE_MS);
    expect(await push('group-1')).toMatchObject(ok);
    for (let count = 31; count < 1000; count += 1) {
      if (count % 30 === 0) await here.playground.pass(MINUTE_MS);
      await push('group-1');
    }
    await here.playground.pass(MINUTE_MS);
    expect(await push('group-1')).toMatchObject({ errcode: 45_009 });
    await here.playground.pass(26 * MINUTE_MS);
    expect(await push('group-1')).toMatchObject(ok);
  });

  it('counts the refreshes of a stream only where told so', async () => {
    const refreshes = Array.from({ length: 30 }, (_, index) => stream(`${index}`, false));
    expect((await converse('group-1', ...refreshes, stream('好了'))).acks.at(-1)).toMatchObject(ok);
    await here.playground.pass(MINUTE_MS);
    await here.playground.setFaults({ countRefreshes: true });
    const { acks } = await converse('group-1', ...refreshes.slice(0, 29), stream('好了'));
    expect(acks.at(-1)).toMatchObject(ok);
    expect(await push('group-1')).toMatchObject({ errcode: 45_009 });
  });
});
