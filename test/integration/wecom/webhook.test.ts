import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { answerByResponseUrl } from '../../../src/wecom/aibot/response-url.ts';
import { refusalOf } from '../../../src/wecom/failure.ts';
import { createWebhookClient, type WebhookClient } from '../../../src/wecom/webhook/client.ts';
import { type FakeWecom, startFakeWecom } from '../../support/fake-wecom.ts';

/** For answers that never come; anything else may take its time on a loaded machine. */
const SOON_MS = 800;
const TIMEOUT_MS = 10_000;
const robots = new Map([
  ['支部群', 'key-branch'],
  ['一站', 'key-one'],
]);

let wecom: FakeWecom;

beforeEach(async () => {
  wecom = await startFakeWecom();
});

afterEach(() => wecom.stop());

function clientFor(timeoutMs = TIMEOUT_MS): WebhookClient {
  return createWebhookClient({ apiBase: wecom.address, robots, timeoutMs });
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
    ['500', () => wecom.answerRaw(500, '{"errcode":0}'), 'wecom_unclear', /HTTP 500/],
    ['503', () => wecom.answerRaw(503, 'oops'), 'wecom_unreachable', /HTTP 503/],
    ['no JSON', () => wecom.answerRaw(200, '<html>'), 'wecom_unclear', /看不懂/],
    ['JSON without errcode', () => wecom.answerRaw(200, '{}'), 'wecom_unclear', /看不懂/],
    ['an empty answer', () => wecom.answerRaw(200, ''), 'wecom_unclear', /看不懂/],
    ['a cut connection', () => wecom.cut(), 'wecom_unclear', /没有答复/],
    ['a redirect', () => wecom.answerRaw(302, '', { location: '/elsewhere' }), 'wecom_unreachable', /HTTP 302/],
  ])('%s leaves it unsaid or unclear, and says nothing of the key', async (_name, arrange, code, reason) => {
    arrange();
    const error = await errorOf(clientFor().send('一站', text));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(reason);
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('key-one');
  });

  it('no answer in time leaves it unclear', async () => {
    wecom.hang();
    const error = await errorOf(clientFor(SOON_MS).send('一站', text));
    expect(error).toMatchObject({ code: 'wecom_unclear', message: expect.stringContaining('0.8 秒没有回应') });
  });

  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'wecom_unreachable'],
    ['ENOTFOUND', 'wecom_unreachable'],
    ['CERT_HAS_EXPIRED', 'wecom_unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'wecom_unreachable'],
    ['UND_ERR_SOCKET', 'wecom_unclear'],
    ['ECONNRESET', 'wecom_unclear'],
  ])('%s: %s', async (code, kind) => {
    const send = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
    };
    const client = createWebhookClient({ apiBase: wecom.address, robots, fetch: send });
    expect((await errorOf(client.send('一站', text))).code).toBe(kind);
  });

  it('of an upload nobody sees, no answer means that nothing was said', async () => {
    wecom.cut();
    const file = { name: '总结.docx', bytes: Buffer.from('content') };
    expect((await errorOf(clientFor().send('一站', { msgtype: 'file', file }))).code).toBe('wecom_unreachable');
    expect(wecom.requests).toHaveLength(1);
  });

  it('a server that is not there is out of reach', async () => {
    await wecom.stop();
    const error = await errorOf(clientFor().send('一站', text));
    expect(error).toMatchObject({ code: 'wecom_unreachable', message: expect.stringContaining('ECONNREFUSED') });
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
    const options = { apiBase: wecom.address, timeoutMs: SOON_MS };
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
