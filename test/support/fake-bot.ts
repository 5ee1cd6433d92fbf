import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import { afterEach, beforeEach } from 'vitest';
import { createPlayground, type PlaygroundOptions } from '../../src/playground/app.ts';

export const TOKEN = 'TOKEN123';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export type Callback = Record<string, unknown> & { msgid: string };

/** A JSON reply, `undefined` for an empty one; `raw` answers as it is. */
export type Handler = (
  callback: Callback,
  delivery: { count: number; raw(status: number, body: string): void; hang(): void; cut(): void },
) => unknown;

export interface Delivery {
  callback: Callback;
  nonce: string;
  timestamp: number;
  isSigned: boolean;
}

/** A bot that answers callbacks as it is told, with cryptography apart from the stand-in's. */
export async function startFakeBot(handler: Handler) {
  const deliveries: Delivery[] = [];
  const waiting: ServerResponse[] = [];
  const bot = { handler, deliveries, failures: [] as unknown[], url: '', close };
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://bot').searchParams;
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    const echo = query.get('echostr');
    if (echo) {
      response.end(decrypt(AES_KEY, echo).message);
      return;
    }
    const encrypted: string = JSON.parse(await text(request)).encrypt;
    const callback: Callback = JSON.parse(decrypt(AES_KEY, encrypted).message);
    const isSigned = getSignature(TOKEN, timestamp, nonce, encrypted) === query.get('msg_signature');
    deliveries.push({ callback, nonce, timestamp: Number(timestamp), isSigned });
    let isHandled = false;
    const answer = async () =>
      bot.handler(callback, {
        count: deliveries.filter((one) => one.callback.msgid === callback.msgid).length,
        raw(status, body) {
          isHandled = true;
          response.writeHead(status).end(body);
        },
        hang() {
          isHandled = true;
          waiting.push(response);
        },
        cut() {
          isHandled = true;
          request.socket.destroy();
        },
      });
    const reply = await answer().catch((error: unknown) => {
      bot.failures.push(error);
      response.writeHead(500).end();
      isHandled = true;
    });
    if (!isHandled) response.end(reply === undefined ? '' : sealReply(reply, nonce));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  bot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  async function close(): Promise<void> {
    for (const response of waiting) response.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    if (bot.failures.length > 0) throw bot.failures[0];
  }
  return bot;
}

export type FakeBot = Awaited<ReturnType<typeof startFakeBot>>;

/** The envelope of a passive reply; `changes` spoil it. */
export function sealReply(reply: unknown, nonce: string, changes: Record<string, unknown> = {}): string {
  const timestamp = 1_700_000_000;
  const encrypted = encrypt(AES_KEY, JSON.stringify(reply), '', randomBytes(16));
  const msgsignature = getSignature(TOKEN, timestamp, nonce, encrypted);
  return JSON.stringify({ encrypt: encrypted, msgsignature, timestamp, nonce, ...changes });
}

export function stream(content: string, finish = true, id = 's1'): unknown {
  return { msgtype: 'stream', stream: { id, finish, content } };
}

/** A stand-in before `bot`, listening on a port of its own; its clock is moved by hand. */
export async function startPlayground(bot: Pick<FakeBot, 'url'>, options: Partial<PlaygroundOptions> = {}) {
  let origin = '';
  let now = new Date('2026-06-01T09:00:00+08:00');
  const clock = {
    now: () => now,
    async moveTo(instant: Date) {
      now = instant;
    },
  };
  const playground = createPlayground({
    ...{ callbackUrl: () => bot.url, token: TOKEN, aesKey: AES_KEY, botId: 'bot-1', botName: '志愿助手', clock },
    robots: { 'group-1': 'key-1', 'group-2': 'key-2' },
    apiBase: () => `${origin}/playground/wecom`,
    ...{ pollMs: 5, deadlineMs: 2000, graceMs: { answered: 20, streamed: 50 } },
    ...options,
  });
  const server = new Koa().use(playground.router.routes()).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    clock,
    send: (method: string, path: string, body?: unknown) => sendJson(`${origin}/playground${path}`, method, body),
    async close() {
      playground.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type RunningPlayground = Awaited<ReturnType<typeof startPlayground>>;

/** For each test a bot that answers 收到, or as `handler` says, and a stand-in before it. */
export function withFakeBot(handler: Handler = () => stream('收到'), options: Partial<PlaygroundOptions> = {}) {
  let bot: FakeBot;
  let playground: RunningPlayground;

  beforeEach(async () => {
    bot = await startFakeBot(handler);
    playground = await startPlayground(bot, options);
  });
  afterEach(async () => {
    await playground.close();
    await bot.close();
  });

  return {
    get bot() {
      return bot;
    },
    get playground() {
      return playground;
    },
    setFaults: (faults: object) => playground.send('PUT', '/faults', faults),
    /** Another stand-in in place of the first, with no options. */
    async restart() {
      await playground.close();
      playground = await startPlayground(bot);
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
export async function sendJson(url: string, method: string, body: unknown): Promise<{ status: number; body: any }> {
  const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer = await response.text();
  return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) };
}
