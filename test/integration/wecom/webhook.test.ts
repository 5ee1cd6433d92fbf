import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content, Deliver, Target } from '../../../src/bot/outbox.ts';
import { AppError } from '../../../src/errors.ts';
import { answerByResponseUrl } from '../../../src/wecom/aibot/response-url.ts';
import { createDelivery } from '../../../src/wecom/delivery.ts';
import type { GroupFile } from '../../../src/wecom/webhook/body.ts';
import { createWebhookClient, refusalOf, type WebhookClient } from '../../../src/wecom/webhook/client.ts';
import { type FakeWecom, startFakeWecom } from '../../support/fake-wecom.ts';

const TIMEOUT_MS = 300;
const robots = new Map([
  ['支部群', 'key-branch'],
  ['一站', 'key-one'],
]);
const branch: Target = { kind: 'branch' };
const hello: Content = { kind: 'text', text: '明天开会' };

let wecom: FakeWecom;
let now: Date;
let files: Map<string, GroupFile>;

beforeEach(async () => {
  wecom = await startFakeWecom();
  now = new Date('2026-06-07T12:00:00Z');
  files = new Map();
});

afterEach(() => wecom.stop());

function clientFor(given: ReadonlyMap<string, string> = robots, apiBase = wecom.address): WebhookClient {
  return createWebhookClient({ apiBase, robots: given, timeoutMs: TIMEOUT_MS });
}

function deliveryFor(given: ReadonlyMap<string, string> = robots, bound: Record<string, string> = {}): Deliver {
  return createDelivery({
    webhook: clientFor(given),
    clock: { now: () => now },
    robotOf: async (chatId) => bound[chatId],
    readFile: async (fileId) => files.get(fileId),
  });
}

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`ended with ${String(error)}`);
}

describe('the client', () => {
  const text = { msgtype: 'text', text: { content: '你好' } } as const;

  it('posts JSON with the key of the robot', async () => {
    await clientFor().send('一站', text);
    expect(wecom.requests).toMatchObject([
      { path: '/cgi-bin/webhook/send', query: { key: 'key-one' }, json: text, type: 'application/json' },
    ]);
  });

  it('uploads a file by its own name, then sends it', async () => {
    const bytes = Buffer.from('docx of some length');
    await clientFor().send('支部群', { msgtype: 'file', file: { name: '上半年"总结".docx', bytes } });
    const [upload, send] = wecom.requests;
    expect(upload).toMatchObject({ path: '/cgi-bin/webhook/upload_media', query: { key: 'key-branch', type: 'file' } });
    expect(upload?.hasLength).toBe(true);
    expect(await upload?.form()).toEqual([{ field: 'media', name: '上半年"总结".docx', bytes }]);
    expect(send?.json).toEqual({ msgtype: 'file', file: { media_id: 'MEDIA-1' } });
  });

  it('tells a refusal with its code', async () => {
    wecom.answer({ errcode: 93000, errmsg: 'invalid webhook url' });
    const error = await errorOf(clientFor().send('一站', text));
    expect(error.code).toBe('wecom_refused');
    expect(refusalOf(error)).toMatchObject({ errcode: 93000, errmsg: 'invalid webhook url' });
  });

  it.each([
    ['500', () => wecom.answerRaw(500, '{"errcode":0}'), /HTTP 500/],
    ['no JSON', () => wecom.answerRaw(200, '<html>'), /看不懂/],
    ['JSON without errcode', () => wecom.answerRaw(200, '{}'), /看不懂/],
    ['an empty answer', () => wecom.answerRaw(200, ''), /看不懂/],
    ['no answer in time', () => wecom.hang(), /0\.3 秒没有回应/],
    ['a cut connection', () => wecom.cut(), /连不上企业微信/],
    ['a redirect', () => wecom.answerRaw(302, '', { location: '/elsewhere' }), /连不上企业微信/],
  ])('%s is out of reach, and says nothing of the key', async (_name, arrange, reason) => {
    arrange();
    const error = await errorOf(clientFor().send('一站', text));
    expect(error.code).toBe('wecom_unreachable');
    expect(error.message).toMatch(reason);
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('key-one');
  });

  it('a server that is not there is out of reach', async () => {
    await wecom.stop();
    const error = await errorOf(clientFor().send('一站', text));
    expect(error).toMatchObject({ code: 'wecom_unreachable', message: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('which robot reaches whom', () => {
  const cases: [string, Target, string][] = [
    ['the branch: the first', branch, 'key-branch'],
    ['a bound chat: its robot', { kind: 'chat', chatId: 'wr1' }, 'key-one'],
    ['a chat named like a robot: that one', { kind: 'chat', chatId: '一站' }, 'key-one'],
  ];

  it.each(cases)('%s', async (_name, target, key) => {
    expect(await deliveryFor(robots, { wr1: '一站' })(target, hello)).toEqual({ outcome: 'sent' });
    expect(wecom.requests).toMatchObject([{ query: { key } }]);
  });

  it('any chat: the only robot there is', async () => {
    const only = new Map([['支部群', 'key-branch']]);
    expect(await deliveryFor(only)({ kind: 'chat', chatId: 'wr2' }, hello)).toEqual({ outcome: 'sent' });
  });

  it.each<[string, Target, RegExp]>([
    ['a chat tied to none of several robots', { kind: 'chat', chatId: 'wr2' }, /绑定本群/],
    ['one person', { kind: 'person', userid: 'wangfang' }, /一个人/],
  ])('%s: told, not put before another group', async (_name, target, reason) => {
    const delivery = await deliveryFor()(target, hello);
    expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
    expect(wecom.requests).toEqual([]);
  });

  it('without any robot says what to set', async () => {
    const delivery = await deliveryFor(new Map())(branch, hello);
    expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('WECOM_GROUP_WEBHOOKS') });
    expect(wecom.requests).toEqual([]);
  });

  it('a chat bound to a robot that is no more is told, not sent elsewhere', async () => {
    const delivery = await deliveryFor(robots, { wr1: '旧站' })({ kind: 'chat', chatId: 'wr1' }, hello);
    expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('旧站') });
    expect(wecom.requests).toEqual([]);
  });
});

describe('what is sent', () => {
  it('a text with those it mentions', async () => {
    await deliveryFor()(branch, { ...hello, mentions: ['chenjing'] });
    expect(wecom.requests.map(({ json }) => json)).toEqual([
      { msgtype: 'text', text: { content: '明天开会', mentioned_list: ['chenjing'] } },
    ]);
  });

  it('markdown', async () => {
    await deliveryFor()(branch, { kind: 'markdown', text: '**好**' });
    expect(wecom.requests.map(({ json }) => json)).toEqual([{ msgtype: 'markdown', markdown: { content: '**好**' } }]);
  });

  it('a file: uploaded, then sent', async () => {
    files.set('f1', { name: '总结.docx', bytes: Buffer.from('content') });
    expect(await deliveryFor()(branch, { kind: 'file', fileId: 'f1' })).toEqual({ outcome: 'sent' });
    expect(wecom.requests.map(({ path, json }) => json ?? path)).toEqual([
      '/cgi-bin/webhook/upload_media',
      { msgtype: 'file', file: { media_id: 'MEDIA-1' } },
    ]);
  });

  it.each([
    ['gone', undefined, /不在了/],
    ['empty', Buffer.from('12345'), /空的/],
    ['too large', Buffer.alloc(20 * 1024 * 1024 + 1), /20 MB/],
  ])('a file that is %s fails with the reason', async (_name, bytes, reason) => {
    if (bytes) files.set('f1', { name: '总结.docx', bytes });
    const delivery = await deliveryFor()(branch, { kind: 'file', fileId: 'f1' });
    expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
    expect(wecom.requests).toEqual([]);
  });

  it('an empty text fails before it is sent', async () => {
    expect(await deliveryFor()(branch, { kind: 'text', text: ' \n' })).toMatchObject({ outcome: 'failed' });
    expect(wecom.requests).toEqual([]);
  });
});

describe('what comes of it', () => {
  it.each([
    [45009, 'later', 60_000, /一分钟/],
    [-1, 'later', 10_000, /正忙/],
    [6000, 'later', 10_000, /正忙/],
    [45033, 'later', 10_000, /正忙/],
    [93000, 'failed', undefined, /群机器人「支部群」.*移出群.*WECOM_GROUP_WEBHOOKS.*93000/],
    [93004, 'failed', undefined, /停用/],
    [93008, 'failed', undefined, /不在群里/],
    [40058, 'failed', undefined, /不合要求/],
    [40008, 'failed', undefined, /维护者/],
    [44004, 'failed', undefined, /空的/],
    [45002, 'failed', undefined, /太长/],
    [40007, 'failed', undefined, /重新生成/],
    [99999, 'failed', undefined, /99999：some reason/],
  ])('errcode %i', async (errcode, outcome, afterMs, reason) => {
    wecom.answer({ errcode, errmsg: 'some reason' });
    const delivery = await deliveryFor()(branch, hello);
    expect(delivery).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    expect('afterMs' in delivery ? delivery.afterMs : undefined).toBe(afterMs);
  });

  it.each([
    ['500', () => wecom.answerRaw(500, 'oops')],
    ['a hanging server', () => wecom.hang()],
    ['a cut connection', () => wecom.cut()],
  ])('%s: later', async (_name, arrange) => {
    arrange();
    const deliver = deliveryFor();
    expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 30_000 });
    wecom.answer({ errcode: 0, errmsg: 'ok' });
    expect(await deliver(branch, hello)).toEqual({ outcome: 'sent' });
  });
});

describe('the rate', () => {
  it('twenty a minute and robot, the next one waits for the first to be a minute old', async () => {
    const deliver = deliveryFor();
    for (let i = 0; i < 20; i += 1) {
      expect(await deliver(branch, { kind: 'text', text: `第 ${i} 条` })).toEqual({ outcome: 'sent' });
      now = new Date(now.getTime() + 1000);
    }
    expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 40_000 });
    expect(await deliver({ kind: 'chat', chatId: '一站' }, hello)).toEqual({ outcome: 'sent' });
    expect(wecom.requests).toHaveLength(21);
    now = new Date(now.getTime() + 40_000);
    expect(await deliver(branch, hello)).toEqual({ outcome: 'sent' });
    expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 1000 });
  });

  it('after a 45009 nothing more is tried for a minute', async () => {
    const deliver = deliveryFor();
    wecom.answer({ errcode: 45009, errmsg: 'api freq out of limit' });
    await deliver(branch, hello);
    wecom.answer({ errcode: 0, errmsg: 'ok' });
    now = new Date(now.getTime() + 59_000);
    expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 1000 });
    expect(wecom.requests).toHaveLength(1);
    now = new Date(now.getTime() + 1000);
    expect(await deliver(branch, hello)).toEqual({ outcome: 'sent' });
  });

  it('a clock set back does not hold anything up', async () => {
    const deliver = deliveryFor();
    for (let i = 0; i < 20; i += 1) await deliver(branch, hello);
    now = new Date(now.getTime() - 86_400_000);
    expect(await deliver(branch, hello)).toEqual({ outcome: 'sent' });
  });

  it('of a long text the rest goes on where it stopped', async () => {
    const deliver = deliveryFor();
    const long: Content = { kind: 'text', text: `${'一'.repeat(600)}\n${'二'.repeat(600)}` };
    wecom.answer({ errcode: 0, errmsg: 'ok' }, { errcode: -1, errmsg: 'busy' }, { errcode: 0, errmsg: 'ok' });
    expect(await deliver(branch, long)).toMatchObject({ outcome: 'later' });
    expect(await deliver(branch, long)).toEqual({ outcome: 'sent' });
    expect(await deliver(branch, long)).toEqual({ outcome: 'sent' });
    const sent = wecom.requests.map(({ json }) => JSON.stringify(json).replace(/[^一二]/g, '')[0]);
    expect(sent.join('')).toBe('一二二一二');
  });
});

describe('the one-time address of a message', () => {
  const path = '/cgi-bin/aibot/response?response_code=C1';

  it('takes one markdown', async () => {
    const isTaken = await answerByResponseUrl(`${wecom.address}${path}`, '写好了', { apiBase: wecom.address });
    expect(isTaken).toBe(true);
    expect(wecom.requests).toMatchObject([
      { path: '/cgi-bin/aibot/response', json: { msgtype: 'markdown', markdown: { content: '写好了' } } },
    ]);
  });

  it('cuts what is over 20480 bytes', async () => {
    await answerByResponseUrl(`${wecom.address}${path}`, '汉'.repeat(9000), { apiBase: wecom.address });
    const sent = wecom.requests[0]?.json as { markdown: { content: string } };
    expect(Buffer.byteLength(sent.markdown.content)).toBeLessThanOrEqual(20_480);
  });

  it.each([
    ['an errcode', () => wecom.answer({ errcode: 40001, errmsg: 'spent' })],
    ['500', () => wecom.answerRaw(500, 'oops')],
    ['a hanging server', () => wecom.hang()],
    ['a cut connection', () => wecom.cut()],
    ['a redirect', () => wecom.answerRaw(307, '', { location: '/elsewhere' })],
  ])('%s: false', async (_name, arrange) => {
    arrange();
    const options = { apiBase: wecom.address, timeoutMs: TIMEOUT_MS };
    expect(await answerByResponseUrl(`${wecom.address}${path}`, '写好了', options)).toBe(false);
    expect(wecom.requests).toHaveLength(1);
  });

  it.each([
    'not a url',
    '/cgi-bin/aibot/response',
    'http://qyapi.weixin.qq.com/cgi-bin/aibot/response',
    'https://qyapi.weixin.qq.com.example.org/',
    'https://qyapi.weixin.qq.com@example.org/',
    'https://qyapi.weixin.qq.com:8443/',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
  ])('never calls %s', async (url) => {
    const called: unknown[] = [];
    const options = {
      apiBase: 'https://qyapi.weixin.qq.com',
      fetch: async (input: unknown) => {
        called.push(input);
        return Response.json({ errcode: 0 });
      },
    };
    expect(await answerByResponseUrl(url, 'x', options)).toBe(false);
    expect(called).toEqual([]);
  });

  it("calls WeCom's own host though the interface is elsewhere", async () => {
    const options = { apiBase: wecom.address, fetch: async () => Response.json({ errcode: 0 }) };
    expect(await answerByResponseUrl(`https://qyapi.weixin.qq.com${path}`, 'x', options)).toBe(true);
  });
});
