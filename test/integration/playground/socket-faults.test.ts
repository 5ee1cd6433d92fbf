import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Socket,
  type SocketPlayground,
  SUBSCRIBE,
  startSocketPlayground,
  subscribe,
} from '../../support/long-connection.ts';

let playground: SocketPlayground;
let bot: Socket;

beforeEach(async () => {
  playground = await startSocketPlayground();
  bot = await subscribe(playground.socketUrl);
});

afterEach(() => playground.close());

const ok = { errcode: 0, errmsg: 'ok' };
const stream = (content: string, finish = true) => ({ msgtype: 'stream', stream: { id: 's1', content, finish } });
const markdown = { msgtype: 'markdown', markdown: { content: '明天 8:00 集合' } };

const say = () => playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '报名' });
const respond = (reqId: string, body: unknown) => bot.request('aibot_respond_msg', body, reqId);
const push = () => bot.request('aibot_send_msg', { chatid: 'wangfang', ...markdown });
const send = (reqId: string, body: unknown) =>
  bot.socket.send(JSON.stringify({ cmd: 'aibot_respond_msg', headers: { req_id: reqId }, body }));
const shown = (text: string) => ({ kind: 'markdown', text });

/** Says it, and answers 收到. */
async function converse() {
  const saying = say();
  const { headers } = await bot.callback();
  const ack = await respond(headers.req_id, stream('收到'));
  return { ack, answer: (await saying).body };
}

describe('what the stand-in does wrong with acks', () => {
  it('leaves heartbeats without one', async () => {
    await playground.setFaults({ noPong: true });
    bot.socket.send(JSON.stringify({ cmd: 'ping', headers: { req_id: 'ping_1' } }));
    expect((await converse()).ack).toMatchObject(ok);
    expect(bot.frames).toEqual([]);
    await playground.setFaults({});
    expect(await bot.request('ping')).toMatchObject(ok);
  });

  it('sends them late', async () => {
    await playground.setFaults({ ackDelayMs: 200 });
    const before = performance.now();
    expect(await converse()).toMatchObject({ ack: ok, answer: { replies: [shown('收到')] } });
    expect(performance.now() - before).toBeGreaterThan(195);
    expect(await bot.request('ping')).toMatchObject(ok);
  });

  it('loses them, though the message is shown', async () => {
    await playground.setFaults({ loseAck: true });
    const saying = say();
    const { headers } = await bot.callback();
    send(headers.req_id, stream('收到'));
    expect((await saying).body).toEqual({ delivered: true, replies: [shown('收到')] });
    expect(bot.frames).toEqual([]);
  });

  it('refuses replies with an errcode and shows nothing; active sends pass', async () => {
    await converse();
    await playground.setFaults({ replyErrcode: 846_608 });
    const saying = say();
    const { headers } = await bot.callback();
    expect(await respond(headers.req_id, stream('收到'))).toMatchObject({ errcode: 846_608 });
    expect(await push()).toMatchObject(ok);
    expect((await saying).body).toMatchObject({ replies: [shown('明天 8:00 集合')], problems: [expect.any(String)] });
  });

  it('refuses active sends with an errcode; replies pass', async () => {
    await playground.setFaults({ sendErrcode: 45_009 });
    expect((await converse()).ack).toMatchObject(ok);
    expect(await push()).toMatchObject({ errcode: 45_009 });
  });

  it('refuses to let the bot subscribe', async () => {
    await playground.setFaults({ subscribeErrcode: 45_009 });
    await expect(subscribe(playground.socketUrl)).rejects.toThrow('45009');
  });
});

describe('what the stand-in does wrong with the connection', () => {
  it('breaks it in the middle of a stream', async () => {
    await playground.setFaults({ cutMidStream: true });
    const saying = say();
    const { headers } = await bot.callback();
    send(headers.req_id, stream('正在写', false));
    expect(await bot.closed).toBe(1006);
    const { body } = await saying;
    expect(body).toMatchObject({ replies: [shown('正在写')], problems: [expect.stringContaining('断了')] });
    expect(bot.frames).toEqual([]);
  });

  it('gives it to somebody else', async () => {
    await playground.setFaults({ kick: true });
    expect((await bot.event()).body.event).toEqual({ eventtype: 'disconnected_event' });
    expect(await bot.closed).toBe(1000);
    bot = await subscribe(playground.socketUrl);
    expect((await converse()).ack).toMatchObject(ok);
  });

  it('forgets who subscribed, until the bot does so again', async () => {
    await playground.setFaults({ forgetSession: true });
    expect(await bot.request('ping')).toMatchObject({ errcode: 846_609 });
    expect((await say()).body.problems).toEqual([expect.stringContaining('没有送到')]);
    expect(await bot.request('aibot_subscribe', SUBSCRIBE)).toMatchObject(ok);
    expect((await converse()).ack).toMatchObject(ok);
  });
});

describe('what the stand-in does wrong with messages', () => {
  it('brings them twice, with the same msgid and two req_ids', async () => {
    await playground.setFaults({ duplicate: true });
    const saying = say();
    const [first, second] = [await bot.callback(), await bot.callback()];
    expect(first.body).toEqual(second.body);
    expect(first.headers.req_id).not.toBe(second.headers.req_id);
    await respond(first.headers.req_id, stream('收到'));
    expect((await saying).body.replies).toEqual([shown('收到')]);
  });

  it('shows both answers of a bot that answers twice', async () => {
    await playground.setFaults({ duplicate: true });
    const saying = say();
    const [first, second] = [await bot.callback(), await bot.callback()];
    await respond(first.headers.req_id, stream('收到'));
    await respond(second.headers.req_id, stream('又收到'));
    expect((await saying).body.replies).toEqual([shown('收到'), shown('又收到')]);
  });

  it('holds them on the way', async () => {
    await playground.setFaults({ delayMs: 100 });
    const before = performance.now();
    await converse();
    expect(performance.now() - before).toBeGreaterThan(95);
  });

  it('brings before them what no bot knows yet', async () => {
    await playground.setFaults({ unknownCommand: true, unknownEvent: true, brokenFrame: true });
    await converse();
    expect(bot.broken).toEqual(['{"cmd":"aibot_msg_callback","headers":']);
    expect(bot.frames).toMatchObject([
      { cmd: 'aibot_something_new' },
      { cmd: 'aibot_event_callback', body: { msgtype: 'event', event: { eventtype: 'something_new' } } },
    ]);
  });

  it('leaves out response_url', async () => {
    await playground.setFaults({ noResponseUrl: true });
    const saying = say();
    const { headers, body } = await bot.callback();
    expect(body).not.toHaveProperty('response_url');
    await respond(headers.req_id, stream('收到'));
    await saying;
  });
});

it('a stream may live as long as it is refreshed', async () => {
  await playground.setFaults({ refreshProlongs: true });
  const saying = say();
  const { headers } = await bot.callback();
  for (let count = 0; count < 4; count += 1) {
    expect(await respond(headers.req_id, stream(`第 ${count} 段`, false))).toMatchObject(ok);
    await playground.pass(4 * 60_000);
  }
  expect(await respond(headers.req_id, stream('写好了'))).toMatchObject(ok);
  expect((await saying).body.replies).toEqual([shown('写好了')]);
});
