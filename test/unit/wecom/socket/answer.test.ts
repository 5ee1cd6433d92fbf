import { beforeEach, describe, expect, it } from 'vitest';
import type { Message, StreamState } from '../../../../src/bot/message.ts';
import type { Content } from '../../../../src/bot/outbox.ts';
import type { Reply } from '../../../../src/bot/reply.ts';
import { AppError } from '../../../../src/errors.ts';
import { createLogger } from '../../../../src/logger.ts';
import { createAnswering } from '../../../../src/wecom/aibot/socket/answer.ts';
import { fixture } from '../../../support/callback-crypto.ts';

interface Sent {
  cmd: string;
  reqId: string | undefined;
  body: Record<string, unknown>;
}

let sent: Sent[];
let received: Message[];
let owed: [string, Content | 'settled'][];
let counted: string[];
let log: Record<string, unknown>[];
let reply: Reply | Error;
let states: StreamState[];
let delivered: boolean[];
/** What frames are refused with, one after the other. */
let errcodes: (number | undefined)[];

beforeEach(() => {
  sent = [];
  received = [];
  owed = [];
  counted = [];
  log = [];
  reply = { text: '收到' };
  states = [];
  delivered = [];
  errcodes = [];
});

function answering() {
  return createAnswering({
    link: {
      async request(cmd, body, reqId) {
        sent.push({ cmd, body: { ...body }, reqId });
        const errcode = errcodes.shift();
        if (errcode) throw new AppError('wecom_refused', '拒绝', { cause: { errcode, errmsg: '' } });
        return undefined;
      },
    },
    receiver: {
      async receive(message) {
        received.push(message);
        if (reply instanceof Error) throw reply;
        return reply;
      },
      refresh: async () => (states.length > 1 ? states.shift() : states[0]),
      delivered: () => Promise.reject(new Error('pushed, not asked for')),
      async deliver(_id, show) {
        const end = states.at(-1);
        if (end) delivered.push(await show(end));
      },
    },
    logger: createLogger('info', { write: (line: string) => log.push(JSON.parse(line)) }),
    now: () => new Date('2026-06-04T00:00:00Z'),
    stripMention: (text) => text.replace('@志愿助手', '').trim(),
    owed: {
      settle: async ({ id }) => void owed.push([id, 'settled']),
      send: async ({ id }, content) => void owed.push([id, content]),
    },
    count: (allowance) => void counted.push(allowance),
    timings: { everyMs: 2 },
  });
}

/** Takes the frames and ends all they led to. */
async function take(...bodies: Record<string, unknown>[]): Promise<void> {
  const bot = answering();
  for (const [i, body] of bodies.entries()) {
    bot.take({ cmd: 'aibot_msg_callback', headers: { req_id: `REQ-${i}` }, body });
  }
  await expect.poll(() => owed.length + log.length + delivered.length).toBeGreaterThan(0);
  await bot.stop(1000);
}

describe('a message', () => {
  it('is answered on its req_id, and then nothing is owed', async () => {
    await take(fixture('text'));
    expect(received).toMatchObject([{ text: '报名 6月4日护考', isBroughtOnce: true }]);
    expect(sent).toEqual([
      {
        cmd: 'aibot_respond_msg',
        reqId: 'REQ-0',
        body: { msgtype: 'stream', stream: { id: expect.any(String), finish: true, content: '收到' } },
      },
    ]);
    expect(owed).toEqual([['AIBOT-1:MSG-TEXT-1', 'settled']]);
    expect(counted).toEqual(['aibot:wrGROUP0001']);
    expect(JSON.stringify(log)).not.toContain('护考');
  });

  it('that comes twice is answered once', async () => {
    await take(fixture('text'), fixture('text'));
    expect(received).toHaveLength(2);
    expect(sent).toHaveLength(1);
  });

  it('that comes again where the first answer failed is answered then', async () => {
    errcodes = [846605];
    await take(fixture('text'), fixture('text'));
    expect(sent.map(({ reqId }) => reqId)).toEqual(['REQ-0', 'REQ-1']);
    expect(owed).toEqual([
      ['AIBOT-1:MSG-TEXT-1', { kind: 'markdown', text: '收到' }],
      ['AIBOT-1:MSG-TEXT-1', 'settled'],
    ]);
  });

  it.each([846605, 846608, 93006, 45009])('whose answer is refused with %s gets it another way', async (errcode) => {
    errcodes = [errcode];
    await take(fixture('text'));
    expect(owed).toEqual([['AIBOT-1:MSG-TEXT-1', { kind: 'markdown', text: '收到' }]]);
  });

  it('whose card alone is refused gets the card another way', async () => {
    const card = { taskId: 't1', title: '护考', buttons: [{ text: '报名', key: 'register:1' }] };
    reply = { text: '请选', card };
    errcodes = [undefined, 40058];
    await take(fixture('text'));
    expect(sent.map(({ body }) => body.msgtype)).toEqual(['stream', 'template_card']);
    expect(owed).toEqual([['AIBOT-1:MSG-TEXT-1', { kind: 'markdown', text: '护考', card }]]);
  });

  it('is told of a fault of ours', async () => {
    reply = new Error('database is gone');
    await take(fixture('text'));
    expect(sent).toMatchObject([{ body: { stream: { content: expect.stringContaining('抱歉') } } }]);
    expect(log).toMatchObject([{ level: 'error', err: { message: 'database is gone' } }]);
  });
});

describe('events', () => {
  it('a tap changes the card, and what it has no room for is said besides', async () => {
    const text = `名单\n${'王芳、'.repeat(60)}`;
    reply = { text };
    await take(fixture('click'));
    expect(sent).toMatchObject([
      { cmd: 'aibot_respond_update_msg', body: { userids: ['WangFang'], template_card: { task_id: 'm7-TASK' } } },
    ]);
    expect(owed).toEqual([['AIBOT-1:EVENT-CLICK-1', { kind: 'markdown', text }]]);
  });

  it('a tap that is answered too late is answered in words', async () => {
    reply = { text: '已报名' };
    errcodes = [846605];
    await take(fixture('click'));
    expect(owed).toEqual([['AIBOT-1:EVENT-CLICK-1', { kind: 'markdown', text: '已报名' }]]);
  });

  it('who comes in is welcomed; a welcome that is refused is no use later', async () => {
    errcodes = [846605];
    await take(fixture('enter-chat'));
    expect(sent).toMatchObject([{ cmd: 'aibot_respond_welcome_msg', body: { msgtype: 'text' } }]);
    expect(owed).toEqual([]);
  });

  it.each(['feedback', 'disconnected', 'location'])('%s is logged and passed over', async (name) => {
    await take(fixture(name));
    expect(received).toEqual([]);
    expect(sent).toEqual([]);
    expect(log).toMatchObject([{ level: 'info' }]);
  });

  it('what is no frame at all is passed over', async () => {
    const bot = answering();
    for (const frame of [undefined, null, 'text', {}, { headers: {} }, { headers: { req_id: 5 } }]) bot.take(frame);
    await bot.stop(1000);
    expect(received).toEqual([]);
  });
});

describe('a late answer', () => {
  beforeEach(() => {
    reply = { text: '正在办', late: { kind: 'slow', arguments: {} }, streamId: 's1' };
    states = [
      { id: 's1', text: '一半', isFinished: false },
      { id: 's1', text: '全文', isFinished: true },
    ];
  });

  it('is a stream from its first word to its last, delivered once that is acknowledged (lesson 13)', async () => {
    await take(fixture('text'), fixture('text'));
    const streams = sent.map(({ body, reqId }) => [reqId, body.stream]);
    expect(streams).toEqual([
      ['REQ-0', { id: 's1', finish: false, content: '正在办' }],
      ['REQ-0', { id: 's1', finish: false, content: '一半' }],
      ['REQ-0', { id: 's1', finish: true, content: '全文' }],
    ]);
    expect(delivered).toEqual([true]);
    expect(owed).toEqual([]);
    expect(counted).toEqual(['aibot:wrGROUP0001']);
  });

  it.each([846605, 846608])('whose stream is refused with %s goes by another way at once', async (errcode) => {
    errcodes = [undefined, undefined, errcode, errcode];
    await take(fixture('text'));
    expect(delivered).toEqual([false]);
  });

  it('of a tap goes by another way, since only the card may answer it', async () => {
    await take(fixture('click'));
    expect(sent).toMatchObject([{ cmd: 'aibot_respond_update_msg' }]);
    expect(delivered).toEqual([false]);
  });

  it('leaves no open bubble behind when the process stops (lesson 13)', async () => {
    states = [{ id: 's1', text: '一半', isFinished: false }];
    const bot = answering();
    bot.take({ headers: { req_id: 'REQ-0' }, body: fixture('text') });
    await expect.poll(() => sent.length).toBe(2);
    await bot.stop(1000);
    expect(sent.at(-1)?.body.stream).toMatchObject({ finish: true, content: expect.stringMatching(/^一半\n\n/) });
    bot.take({ headers: { req_id: 'REQ-1' }, body: fixture('text', { msgid: 'LATER' }) });
    expect(received).toHaveLength(1);
  });
});
