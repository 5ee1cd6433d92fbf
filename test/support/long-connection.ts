import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Logger, WSClient, type WSClientOptions } from '@wecom/aibot-node-sdk';
import Koa from 'koa';
import { afterEach, beforeEach } from 'vitest';
import { WebSocket } from 'ws';
import { createPlayground } from '../../src/playground/app.ts';
import type { LongConnectionMode, Pace } from '../../src/playground/mode.ts';
import { sendJson } from './fake-bot.ts';
import { addressOf, listen } from './server.ts';

export const CREDENTIALS = { botId: 'bot-1', secret: 'secret-1' };

/** A stand-in in long-connection mode on a port of its own; its clock is moved by hand. */
export async function startSocketPlayground(options: Pace & Pick<LongConnectionMode, 'socketMs'> = {}) {
  let now = new Date('2026-06-01T09:00:00+08:00');
  const moveTo = async (instant: Date) => {
    now = instant;
  };
  let origin = '';
  const playground = createPlayground({
    ...{ longConnection: CREDENTIALS, apiBase: () => `${origin}/playground/wecom`, botName: '志愿助手' },
    ...{ clock: { now: () => now, moveTo }, robots: { 'group-1': 'key-1', 'group-2': 'key-2' } },
    ...{ deadlineMs: 2000, graceMs: { answered: 20, streamed: 50 }, socketMs: { kickedMs: 30 } },
    ...options,
  });
  const server = createServer(new Koa().use(playground.router.routes()).callback());
  playground.attach(server);
  await listen(server);
  origin = addressOf(server);
  const socketUrl = `${origin.replace('http', 'ws')}/playground/wecom/socket`;
  return {
    origin,
    socketUrl,
    pass: (ms: number) => moveTo(new Date(now.getTime() + ms)),
    send: (method: string, path: string, body?: unknown) => sendJson(`${origin}/playground${path}`, method, body),
    setFaults: (faults: object) => sendJson(`${origin}/playground/faults`, 'PUT', faults),
    async close() {
      playground.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type SocketPlayground = Awaited<ReturnType<typeof startSocketPlayground>>;

/** A frame as it comes. */
export interface WireFrame {
  cmd?: string;
  headers: { req_id: string };
  errcode?: number;
  errmsg?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
  body?: any;
}

/** A bare client: says what it is told to, and keeps all that comes. */
export async function openSocket(url: string, options: object = {}) {
  const socket = new WebSocket(url, options);
  const frames: WireFrame[] = [];
  const broken: string[] = [];
  const closed = once(socket, 'close').then(([code]) => code as number);
  const waiting = new Set<() => void>();
  let count = 0;
  socket.on('message', (data) => {
    try {
      frames.push(JSON.parse(String(data)));
    } catch {
      broken.push(String(data));
    }
    for (const check of waiting) check();
  });
  await once(socket, 'open');

  /** The next frame that is `isWanted`, which is not found again. */
  function take(isWanted: (frame: WireFrame) => boolean): Promise<WireFrame> {
    return new Promise((resolve) => {
      const check = () => {
        const index = frames.findIndex(isWanted);
        if (index < 0) return;
        waiting.delete(check);
        resolve(...(frames.splice(index, 1) as [WireFrame]));
      };
      waiting.add(check);
      check();
    });
  }

  return {
    socket,
    frames,
    broken,
    closed,
    take,
    callback: () => take(({ cmd }) => cmd === 'aibot_msg_callback'),
    event: () => take(({ cmd }) => cmd === 'aibot_event_callback'),
    /** The ack of what is asked with a req_id of its own or another's. */
    request(cmd: string, body?: unknown, reqId = `${cmd}_${++count}`): Promise<WireFrame> {
      socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
      return take((frame) => frame.cmd === undefined && frame.headers.req_id === reqId);
    },
  };
}

export type Socket = Awaited<ReturnType<typeof openSocket>>;

export const SUBSCRIBE = { bot_id: CREDENTIALS.botId, secret: CREDENTIALS.secret };

/** A bare client that has subscribed. */
export async function subscribe(url: string): Promise<Socket> {
  const client = await openSocket(url);
  const ack = await client.request('aibot_subscribe', SUBSCRIBE);
  if (ack.errcode !== 0) throw new Error(`not subscribed: ${JSON.stringify(ack)}`);
  return client;
}

/** For each test a stand-in and a bare client that has subscribed to it. */
export function withSubscribedBot() {
  let playground: SocketPlayground;
  let bot: Socket;

  beforeEach(async () => {
    playground = await startSocketPlayground();
    bot = await subscribe(playground.socketUrl);
  });
  afterEach(() => playground.close());

  return {
    get playground() {
      return playground;
    },
    get bot() {
      return bot;
    },
    /** The bot on another connection. */
    async reconnect() {
      bot = await subscribe(playground.socketUrl);
    },
    respond: (reqId: string, body: unknown) => bot.request('aibot_respond_msg', body, reqId),
  };
}

/** An ack that all went well. */
export const ok = { errcode: 0, errmsg: 'ok' };

const ignore = () => undefined;
const QUIET: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** WeCom's own SDK, not yet connected. */
export function sdkClient(url: string, options: Partial<WSClientOptions> = {}): WSClient {
  const client = new WSClient({ ...CREDENTIALS, wsUrl: url, reconnectInterval: 20, logger: QUIET, ...options });
  // An emitter throws what nobody listens for.
  client.on('error', ignore);
  return client;
}
