import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import Koa from 'koa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message, StreamState } from '../../../src/bot/message.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { createLogger } from '../../../src/logger.ts';
import { aibotCallback } from '../../../src/wecom/aibot/callback.ts';
import { createCrypto } from '../../../src/wecom/crypto.ts';
import { AES_KEY, fixture, openRaw, sealRaw, sign, TOKEN } from '../../support/callback-crypto.ts';
import { addressOf, listen } from '../../support/server.ts';

const now = new Date('2026-06-04T00:00:00.500Z');
const timestamp = String(Math.floor(now.getTime() / 1000));
const nonce = 'nonce+1/=';

let server: Server;
let address: string;
let received: Message[];
let log: Record<string, unknown>[];
let said: [string, string][];
let receive: (message: Message) => Promise<Reply>;
let refresh: (id: string) => Promise<StreamState | undefined>;
let delivered: string[];
let isUrlTaken: boolean;

beforeEach(async () => {
  received = [];
  log = [];
  said = [];
  delivered = [];
  isUrlTaken = true;
  receive = async () => ({ text: '收到' });
  refresh = async () => undefined;
  const koa = new Koa();
  koa.silent = true;
  koa.use(
    aibotCallback({
      crypto: createCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: '' }),
      clock: { now: () => now },
      logger: createLogger('info', { write: (line: string) => log.push(JSON.parse(line)) }),
      stripMention: (text) => text.replace('@志愿助手', '').trim(),
      receiver: {
        receive: async (message) => {
          received.push(message);
          return receive(message);
        },
        refresh: (id) => refresh(id),
        delivered: async (id) => void delivered.push(id),
        deliver: () => Promise.reject(new Error('WeCom asks for itself')),
      },
      answerByUrl: async (url, markdown) => {
        said.push([url, markdown]);
        return isUrlTaken;
      },
    }).routes(),
  );
  server = createServer(koa.callback());
  await listen(server);
  address = addressOf(server);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function urlFor(encrypt: string, changes: Record<string, string> = {}): string {
  const query = { msg_signature: sign(timestamp, nonce, encrypt), timestamp, nonce, ...changes };
  return `${address}/wecom/callback?${new URLSearchParams(query)}`;
}

function post(body: unknown): Promise<Response> {
  const encrypt = sealRaw({ text: typeof body === 'string' ? body : JSON.stringify(body) });
  return fetch(urlFor(encrypt), { method: 'POST', body: JSON.stringify({ encrypt }) });
}

async function answerTo(body: unknown): Promise<unknown> {
  const response = await post(body);
  expect(response.status).toBe(200);
  const text = await response.text();
  if (text === '') return undefined;
  const envelope: Record<string, unknown> = JSON.parse(text);
  const encrypt = String(envelope.encrypt);
  expect(envelope).toEqual({
    encrypt,
    msgsignature: sign(timestamp, nonce, encrypt),
    timestamp: Number(timestamp),
    nonce,
  });
  const opened = openRaw(encrypt);
  expect(opened.receiveId).toBe('');
  return JSON.parse(opened.text);
}

describe('verification of the address', () => {
  it('gives the echo back byte for byte', async () => {
    const echostr = sealRaw({ text: '1616140317555161061' });
    const response = await fetch(urlFor(echostr, { echostr }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toBe('1616140317555161061');
  });

  it('reads a bare + of base64 as +', async () => {
    const texts = Array.from({ length: 200 }, (_, i) => String(i));
    const text = texts.find((each) => sealRaw({ text: each }).includes('+')) ?? '';
    const echostr = sealRaw({ text });
    expect(echostr).toContain('+');
    const query = `msg_signature=${sign(timestamp, 'N', echostr)}&timestamp=${timestamp}&nonce=N&echostr=${echostr}`;
    expect(await (await fetch(`${address}/wecom/callback?${query}`)).text()).toBe(text);
  });

  it.each([
    ['a wrong signature', { msg_signature: 'f'.repeat(40) }, 403, /WECOM_BOT_TOKEN/],
    ['no echostr', { echostr: '' }, 400, /echostr/],
    ['no signature', { msg_signature: '' }, 400, /msg_signature/],
  ])('refuses %s', async (_name, changes, status, advice) => {
    const echostr = sealRaw({ text: '1' });
    const response = await fetch(urlFor(echostr, { echostr, ...changes }));
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(log).toEqual([expect.objectContaining({ level: 'warn', msg: expect.stringMatching(advice) })]);
  });
});

describe('answers', () => {
  it('a message with what the receiver says, sealed with the nonce of the address', async () => {
    expect(await answerTo(fixture('text'))).toMatchObject({ msgtype: 'stream', stream: { content: '收到' } });
    expect(received).toMatchObject([{ id: 'AIBOT-1:MSG-TEXT-1', text: '报名 6月4日护考', receivedAt: now }]);
  });

  it('a redelivery with the same bubble', async () => {
    expect(await answerTo(fixture('text'))).toEqual(await answerTo(fixture('text')));
  });

  it('nothing where there is nothing to say', async () => {
    receive = async () => ({ text: '' });
    expect(await answerTo(fixture('text'))).toBeUndefined();
  });

  it('a click by changing the card for who tapped', async () => {
    expect(await answerTo(fixture('click'))).toMatchObject({
      response_type: 'update_template_card',
      userids: ['WangFang'],
      template_card: { task_id: 'm7-TASK', main_title: { title: '收到' } },
    });
    expect(said).toEqual([]);
  });

  it('what the card has no room for by the address of the click', async () => {
    const text = `名单\n${'王芳、'.repeat(60)}`;
    receive = async () => ({ text });
    isUrlTaken = false;
    await answerTo(fixture('click'));
    expect(said).toEqual([['https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=CODE3', text]]);
    await expect.poll(() => log.map(({ level }) => level)).toEqual(['warn']);
    expect(JSON.stringify(log)).not.toContain('王芳');
  });

  it('the asking for a stream with its state', async () => {
    refresh = async (id) => ({ id, text: '写到一半', isFinished: false });
    expect(await answerTo(fixture('stream'))).toEqual({
      msgtype: 'stream',
      stream: { id: 'STREAM-1', finish: false, content: '写到一半' },
    });
    refresh = async () => undefined;
    expect(await answerTo(fixture('stream'))).toBeUndefined();
    expect(received).toEqual([]);
    expect(delivered).toEqual([]);
  });

  it('the last asking for a stream, and says that it is delivered once that is written out', async () => {
    refresh = async (id) => ({ id, text: '写完了', isFinished: true });
    expect(await answerTo(fixture('stream'))).toMatchObject({ stream: { finish: true, content: '写完了' } });
    await expect.poll(() => delivered).toEqual(['STREAM-1']);
  });

  it('the last asking of somebody who has hung up, without calling it delivered', async () => {
    let hungUp = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const giveUp = new AbortController();
    refresh = async (id) => {
      giveUp.abort();
      await gone;
      return { id, text: '写完了', isFinished: true };
    };
    const closed = new Promise<void>((resolve) => {
      server.once('request', (incoming: IncomingMessage) => incoming.socket.once('close', () => resolve()));
    });
    const encrypt = sealRaw({ text: JSON.stringify(fixture('stream')) });
    const body = JSON.stringify({ encrypt });
    const asking = fetch(urlFor(encrypt), { method: 'POST', body, signal: giveUp.signal });
    await expect(asking).rejects.toThrow();
    await closed;
    hungUp();
    expect(await answerTo(fixture('feedback'))).toBeUndefined();
    expect(delivered).toEqual([]);
  });

  it.each(['feedback', 'disconnected', 'location'])('%s with an empty 200', async (name) => {
    expect(await answerTo(fixture(name))).toBeUndefined();
    expect(received).toEqual([]);
    expect(log).toMatchObject([{ level: 'info' }]);
  });

  it('a failure of ours with 500, so that the message comes again, and logs it whole', async () => {
    receive = () => Promise.reject(new Error('database is gone'));
    const response = await post(fixture('text'));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(log).toMatchObject([{ level: 'error', err: { message: 'database is gone', stack: expect.any(String) } }]);
    receive = async () => ({ text: '收到' });
    expect(await answerTo(fixture('text'))).toMatchObject({ msgtype: 'stream' });
  });
});

describe('refuses', () => {
  const good = sealRaw({ text: '{"msgtype":"text"}' });
  const cases: [string, string, string, number, RegExp][] = [
    ['a wrong signature', JSON.stringify({ encrypt: good }), sealRaw({ text: 'other' }), 403, /WECOM_BOT_TOKEN/],
    ['another receiveid', ...sealed({ text: '{}', receiveId: 'wwX' }), 403, /receiveid/],
    ['wrong padding', ...sealed({ text: '{}', padding: (size) => Buffer.alloc(size, 0) }), 403, /WECOM_BOT_AES_KEY/],
    ['a length beyond the buffer', ...sealed({ text: '{}', length: 99_999 }), 403, /WECOM_BOT_AES_KEY/],
    ['JSON cut off', '{"encrypt":"', good, 400, /JSON/],
    ['XML', '<xml></xml>', good, 400, /JSON/],
    ['an empty body', '', good, 400, /JSON/],
    ['no encrypt', '{}', good, 400, /encrypt/],
    ['an encrypt that is no text', '{"encrypt":1}', good, 400, /encrypt/],
    ['a sealed text that is no JSON', ...sealed({ text: 'hello' }), 400, /JSON/],
  ];

  it.each(cases)('%s', async (_name, body, signed, status, advice) => {
    const response = await fetch(urlFor(signed), { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(received).toEqual([]);
    expect(log).toHaveLength(1);
    expect(log).toMatchObject([{ level: 'warn', path: '/wecom/callback', msg: expect.stringMatching(advice) }]);
  });

  it('a timestamp more than ten minutes off', async () => {
    const old = String(Number(timestamp) - 601);
    const url = urlFor(good, { timestamp: old, msg_signature: sign(old, nonce, good) });
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ encrypt: good }) });
    expect(response.status).toBe(403);
    expect(log).toMatchObject([{ msg: expect.stringContaining('服务器时间') }]);
  });

  it.each([
    ['announced', { 'content-length': String(1024 * 1024 + 1) }],
    ['sent in chunks', { 'transfer-encoding': 'chunked' }],
  ])('a body over 1 MB, %s', async (_name, headers) => {
    const status = await new Promise((resolve, reject) => {
      const sending = request(urlFor(good), { method: 'POST', headers }, (response: IncomingMessage) => {
        resolve(response.statusCode);
        response.resume();
      });
      sending.on('error', reject);
      sending.write(Buffer.alloc(1024 * 1024, ' '));
      sending.end(' ');
    });
    expect(status).toBe(413);
    expect(log).toMatchObject([{ level: 'warn', status: 413, msg: expect.stringContaining('1 MB') }]);
    expect(await answerTo(fixture('text'))).toMatchObject({ msgtype: 'stream' });
  });

  it('a sender who hangs up in the middle, and goes on', async () => {
    const sending = request(urlFor(good), { method: 'POST', headers: { 'content-length': '1000' } });
    sending.on('error', () => undefined);
    sending.write('{"encrypt":"');
    server.once('request', () => sending.destroy());
    await expect.poll(() => log.length).toBe(1);
    expect(log).toMatchObject([{ level: 'warn', status: 400 }]);
    expect(await answerTo(fixture('text'))).toMatchObject({ msgtype: 'stream' });
  });
});

/** Body and ciphertext of something signed rightly. */
function sealed(parts: Parameters<typeof sealRaw>[0]): [string, string] {
  const encrypt = sealRaw(parts);
  return [JSON.stringify({ encrypt }), encrypt];
}
