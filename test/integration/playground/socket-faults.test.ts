import { describe, expect, it } from 'vitest';
import { stream } from '../../support/fake-bot.ts';
import { ok, SUBSCRIBE, subscribe, withSubscribedBot } from '../../support/long-connection.ts';

const here = withSubscribedBot();

const markdown = { msgtype: 'markdown', markdown: { content: '明天 8:00 集合' } };

const say = () => here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '报名' });
const push = () => here.bot.request('aibot_send_msg', { chatid: 'wangfang', ...markdown });
const send = (reqId: string, body: unknown) =>
  here.bot.socket.send(JSON.stringify({ cmd: 'aibot_respond_msg', headers: { req_id: reqId }, body }));
const shown = (text: string) => ({ kind: 'markdown', text });

/** Says it, and answers 收到. */
async function converse() {
  const saying = say();
  const { headers } = await here.bot.callback();
  const ack = await here.respond(headers.req_id, stream('收到'));
  return { ack, answer: (await saying).body };
}

describe('what the stand-in does wrong with acks', () => {
  it('leaves heartbeats without one', async () => {
    await here.playground.setFaults({ noPong: true });
    here.bot.socket.send(JSON.stringify({ cmd: 'ping', headers: { req_id: 'ping_1' } }));
    expect((await converse()).ack).toMatchObject(ok);
    expect(here.bot.frames).toEqual([]);
    await here.playground.setFaults({});
    expect(await here.bot.request('ping')).toMatchObject(ok);
  });

  it('sends them late', async () => {
    await here.playground.setFaults({ ackDelayMs: 200 });
    const before = performance.now();
    expect(await converse()).toMatchObject({ ack: ok, answer: { replies: [shown('收到')] } });
    expect(performance.now() - before).toBeGreaterThan(195);
    expect(await here.bot.request('ping')).toMatchObject(ok);
  });

  it('loses them, though the message is shown', async () => {
    await here.playground.setFaults({ loseAck: true });
    const saying = say();
    const { headers } = await here.bot.callback();
    send(headers.req_id, stream('收到'));
    expect((await saying).body).toEqual({ delivered: true, replies: [shown('收到')] });
    expect(here.bot.frames).toEqual([]);
  });

  it('refuses replies with an errcode and shows nothing; active sends pass', async () => {
    await converse();
    await here.playground.setFaults({ replyErrcode: 846_608 });
    const saying = say();
    const { headers } = await here.bot.callback();
    expect(await here.respond(headers.req_id, stream('收到'))).toMatchObject({ errcode: 846_608 });
    expect(await push()).toMatchObject(ok);
    expect((await saying).body).toMatchObject({ replies: [shown('明天 8:00 集合')], problems: [expect.any(String)] });
  });

  it('refuses active sends with an errcode; replies pass', async () => {
    await here.playground.setFaults({ sendErrcode: 45_009 });
    expect((await converse()).ack).toMatchObject(ok);
    expect(await push()).toMatchObject({ errcode: 45_009 });
  });

  it('refuses to let the bot subscribe', async () => {
    await here.playground.setFaults({ subscribeErrcode: 45_009 });
    await expect(subscribe(here.playground.socketUrl)).rejects.toThrow('45009');
  });
});

describe('what the stand-in does wrong with the connection', () => {
  it('breaks it in the middle of a stream', async () => {
    await here.playground.setFaults({ cutMidStream: true });
    const saying = say();
    const { headers } = await here.bot.callback();
    send(headers.req_id, stream('正在写', false));
    expect(await here.bot.closed).toBe(1006);
    const { body } = await saying;
    expect(body).toMatchObject({ replies: [shown('正在写')], problems: [expect.stringContaining('断了')] });
    expect(here.bot.frames).toEqual([]);
  });

  it('gives it to somebody else', async () => {
    await here.playground.setFaults({ kick: true });
    expect((await here.bot.event()).body.event).toEqual({ eventtype: 'disconnected_event' });
    expect(await here.bot.closed).toBe(1000);
    await here.reconnect();
    expect((await converse()).ack).toMatchObject(ok);
  });

  it('forgets who subscribed, until the bot does so again', async () => {
    await here.playground.setFaults({ forgetSession: true });
    expect(await here.bot.request('ping')).toMatchObject({ errcode: 846_609 });
    expect((await say()).body.problems).toEqual([expect.stringContaining('没有送到')]);
    expect(await here.bot.request('aibot_subscribe', SUBSCRIBE)).toMatchObject(ok);
    expect((await converse()).ack).toMatchObject(ok);
  });
});

describe('what the stand-in does wrong with messages', () => {
  it('brings them twice, with the same msgid and two req_ids', async () => {
    await here.playground.setFaults({ duplicate: true });
    const saying = say();
    const [first, second] = [await here.bot.callback(), await here.bot.callback()];
    expect(first.body).toEqual(second.body);
    expect(first.headers.req_id).not.toBe(second.headers.req_id);
    await here.respond(first.headers.req_id, stream('收到'));
    expect((await saying).body.replies).toEqual([shown('收到')]);
  });

  it('shows both answers of a bot that answers twice', async () => {
    await here.playground.setFaults({ duplicate: true });
    const saying = say();
    const [first, second] = [await here.bot.callback(), await here.bot.callback()];
    await here.respond(first.headers.req_id, stream('收到'));
    await here.respond(second.headers.req_id, stream('又收到'));
    expect((await saying).body.replies).toEqual([shown('收到'), shown('又收到')]);
  });

  it('holds them on the way', async () => {
    await here.playground.setFaults({ delayMs: 100 });
    const before = performance.now();
    await converse();
    expect(performance.now() - before).toBeGreaterThan(95);
  });

  it('brings before them what no bot knows yet', async () => {
    await here.playground.setFaults({ unknownCommand: true, unknownEvent: true, brokenFrame: true });
    await converse();
    expect(here.bot.broken).toEqual(['{"cmd":"aibot_msg_callback","headers":']);
    expect(here.bot.frames).toMatchObject([
      { cmd: 'aibot_something_new' },
      { cmd: 'aibot_event_callback', body: { msgtype: 'event', event: { eventtype: 'something_new' } } },
    ]);
  });

  it('leaves out response_url', async () => {
    await here.playground.setFaults({ noResponseUrl: true });
    const saying = say();
    const { headers, body } = await here.bot.callback();
    expect(body).not.toHaveProperty('response_url');
    await here.respond(headers.req_id, stream('收到'));
    await saying;
  });
});

it('a stream may live as long as it is refreshed', async () => {
  await here.playground.setFaults({ refreshProlongs: true });
  const saying = say();
  const { headers } = await here.bot.callback();
  for (let count = 0; count < 4; count += 1) {
    expect(await here.respond(headers.req_id, stream(`第 ${count} 段`, false))).toMatchObject(ok);
    await here.playground.pass(4 * 60_000);
  }
  expect(await here.respond(headers.req_id, stream('写好了'))).toMatchObject(ok);
  expect((await saying).body.replies).toEqual([shown('写好了')]);
});
