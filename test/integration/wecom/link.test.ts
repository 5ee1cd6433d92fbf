import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createLogger } from '../../../src/logger.ts';
import { createLink, type LinkTimings } from '../../../src/wecom/aibot/socket/link.ts';
import { type ConnectionStatus, createStatus } from '../../../src/wecom/aibot/socket/status.ts';
import {
  CREDENTIALS,
  type SocketPlayground,
  startSocketPlayground,
  subscribe,
  type WireFrame,
} from '../../support/long-connection.ts';
import { addressOf, listen } from '../../support/server.ts';

const FAST: Partial<LinkTimings> = { reconnectMs: 5, reconnects: 3, subscribeMs: 40, retryMs: 60, resubscribeMs: 0 };

let states: ConnectionStatus[];
let frames: unknown[];
let kicks: number;
let log: string;
let cleanUp: (() => unknown)[];

beforeEach(() => {
  states = [];
  frames = [];
  kicks = 0;
  log = '';
  cleanUp = [];
});

afterEach(async () => {
  for (const end of cleanUp.reverse()) await end();
});

function open(wsUrl: string, { secret = CREDENTIALS.secret, timings = {} as Partial<LinkTimings> } = {}) {
  const now = () => new Date();
  const status = createStatus(now, (current) => states.push(current));
  const link = createLink({
    settings: { botId: CREDENTIALS.botId, secret, wsUrl },
    logger: createLogger('debug', {
      write(line: string) {
        log += line;
      },
    }),
    ...{ status, now, timings: { ...FAST, ...timings } },
    onFrame: (frame) => void frames.push(frame),
    onKicked: () => {
      kicks += 1;
    },
  });
  cleanUp.push(link.close);
  link.open();
  const reach = (state: string) => expect.poll(() => status.current().state, { timeout: 5000 }).toBe(state);
  return { link, status, reach };
}

async function playgroundUp(): Promise<SocketPlayground> {
  const playground = await startSocketPlayground();
  cleanUp.push(playground.close);
  return playground;
}

/** Nobody answers it, so the request lasts until the end of the test. */
function type(playground: SocketPlayground, text: string): void {
  playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text }).catch(() => undefined);
}

/** A server of which the test decides every answer. */
async function serverUp(onFrame: (socket: WebSocket, frame: WireFrame) => void) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let count = 0;
  sockets.on('connection', (socket) => {
    count += 1;
    socket.on('message', (data) => onFrame(socket, JSON.parse(String(data))));
  });
  await listen(server);
  cleanUp.push(async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    await once(server, 'close');
  });
  return { url: addressOf(server).replace('http', 'ws'), sockets, connections: () => count };
}

const ok = (socket: WebSocket, { headers }: WireFrame) =>
  socket.send(JSON.stringify({ headers, errcode: 0, errmsg: 'ok' }));

it('subscribes, takes messages and events, and says what they say to no log', async () => {
  const playground = await playgroundUp();
  const { reach } = open(playground.socketUrl);
  await reach('connected');
  type(playground, '我叫王芳');
  await expect.poll(() => JSON.stringify(frames)).toContain('我叫王芳');
  expect(frames).toMatchObject([{ cmd: 'aibot_msg_callback', headers: { req_id: expect.any(String) } }]);
  expect(log).not.toContain('王芳');
  expect(log).not.toContain(CREDENTIALS.secret);
  expect(states.map(({ state }) => state)).toEqual(['connected']);
});

it('survives frames that are no JSON, and commands and events nobody knows', async () => {
  const playground = await playgroundUp();
  const { reach } = open(playground.socketUrl);
  await reach('connected');
  await playground.setFaults({ unknownCommand: true, unknownEvent: true, brokenFrame: true });
  type(playground, '报名');
  await expect.poll(() => JSON.stringify(frames)).toContain('报名');
  await reach('connected');
});

describe('a loss', () => {
  it('is not the end: the same client connects again (lesson 14)', async () => {
    const server = await serverUp(ok);
    const { status, reach } = open(server.url);
    await reach('connected');
    for (const socket of server.sockets.clients) socket.terminate();
    await expect.poll(() => server.connections()).toBe(2);
    await reach('connected');
    expect(states.map(({ state }) => state)).toEqual(['connected', 'connecting', 'connected']);
    expect(status.current().reason).toBe('');
  });

  it('that lasts is told, and tried again by a fresh client after a while (lesson 14)', async () => {
    const server = createServer();
    await listen(server);
    const url = addressOf(server).replace('http', 'ws');
    server.close();
    await once(server, 'close');
    const { status, reach } = open(url);
    await reach('exhausted');
    expect(status.current().reason).toMatch(/ECONNREFUSED.*防火墙.*WECOM_BOT_WS_URL.*5 分钟/);
    await expect.poll(() => states.map(({ state }) => state), { timeout: 5000 }).toContain('connecting');
    // Trying again does not make it well: the reason stays until it is connected.
    expect(states.filter(({ state }) => state === 'connecting')).toMatchObject([
      { reason: expect.stringContaining('ECONNREFUSED') },
    ]);
    await reach('exhausted');
  });

  it('of an unanswered subscription is noticed, though the socket stays open', async () => {
    const server = await serverUp(() => undefined);
    const { status, reach } = open(server.url);
    await reach('exhausted');
    expect(server.connections()).toBe(3);
    expect(status.current().reason).toMatch(/订阅没有回音/);
  });

  it('that no close tells is noticed by its heartbeats (lesson 10)', async () => {
    const server = await serverUp((socket, frame) => frame.cmd === 'aibot_subscribe' && ok(socket, frame));
    const { reach } = open(server.url, { timings: { heartbeatMs: 20 } });
    await reach('connected');
    await expect.poll(() => server.connections(), { timeout: 5000 }).toBeGreaterThanOrEqual(2);
    await reach('connected');
  });
});

it('wrong credentials: says which settings to check, and tries again after a while', async () => {
  const playground = await playgroundUp();
  const { status, reach } = open(playground.socketUrl, { secret: 'wrong' });
  await reach('refused');
  expect(status.current().reason).toMatch(/853000.*WECOM_BOT_ID.*WECOM_BOT_SECRET.*长连接/);
  states = [];
  await expect.poll(() => states.map(({ state }) => state), { timeout: 5000 }).toContain('connecting');
  expect(log).not.toContain('wrong"');
});

it('a subscription refused for another reason: says so, and connects once it is taken', async () => {
  const playground = await playgroundUp();
  await playground.setFaults({ subscribeErrcode: 45_009 });
  const { status, reach } = open(playground.socketUrl);
  await reach('refused');
  expect(status.current().reason).toContain('45009');
  await playground.setFaults({});
  await reach('connected');
});

it('is kicked by another program, once, and does not come back by itself (lesson 10)', async () => {
  const playground = await playgroundUp();
  const { link, reach } = open(playground.socketUrl);
  await reach('connected');
  const other = await subscribe(playground.socketUrl);
  await expect.poll(() => kicks).toBe(1);
  type(playground, '报名');
  await other.callback();
  expect(other.frames).toEqual([]);
  await expect(link.request('aibot_send_msg', {})).rejects.toMatchObject({ code: 'wecom_unreachable' });
  expect(kicks).toBe(1);
});

describe('a session WeCom has forgotten (lesson 12)', () => {
  const send = { chatid: 'wangfang', chat_type: 1, msgtype: 'markdown', markdown: { content: '明天' } };

  it('is subscribed again as soon as something is sent', async () => {
    const playground = await playgroundUp();
    const { link, reach } = open(playground.socketUrl);
    await reach('connected');
    await playground.setFaults({ forgetSession: true });
    await expect(link.request('aibot_send_msg', send)).rejects.toMatchObject({ cause: { errcode: 846609 } });
    await reach('connected');
    await expect(link.request('aibot_send_msg', send)).rejects.toMatchObject({ cause: { errcode: 93006 } });
  });

  it('is subscribed again for many frames at once only once, and not again right after', async () => {
    const server = await serverUp((socket, frame) => {
      if (frame.cmd === 'aibot_subscribe') return ok(socket, frame);
      socket.send(JSON.stringify({ headers: frame.headers, errcode: 846609, errmsg: 'not subscribed' }));
    });
    const { link, reach } = open(server.url);
    await reach('connected');
    await Promise.allSettled(Array.from({ length: 20 }, () => link.request('aibot_send_msg', send)));
    await reach('connected');
    expect(server.connections()).toBe(2);
    const patient = open(server.url, { timings: { resubscribeMs: 60_000 } });
    await patient.reach('connected');
    await expect(patient.link.request('aibot_send_msg', send)).rejects.toMatchObject({ code: 'wecom_refused' });
    await patient.reach('connected');
    expect(server.connections()).toBe(3);
  });
});

describe('what was asked', () => {
  it('is unclear where no ack comes or the connection breaks before it (lesson 17)', async () => {
    const server = await serverUp((socket, frame) => frame.cmd === 'aibot_subscribe' && ok(socket, frame));
    const { link, reach } = open(server.url);
    await reach('connected');
    const silent = link.request('aibot_send_msg', {});
    await expect(silent).rejects.toMatchObject({ code: 'wecom_unclear' });
    const broken = link.request('aibot_send_msg', {});
    for (const socket of server.sockets.clients) socket.terminate();
    await expect(broken).rejects.toMatchObject({ code: 'wecom_unclear' });
  });

  it('is not sent while there is no connection', async () => {
    const server = await serverUp(() => undefined);
    const { link } = open(server.url, { timings: { subscribeMs: 10_000 } });
    await expect.poll(() => server.connections()).toBe(1);
    await expect(link.request('aibot_send_msg', {})).rejects.toMatchObject({ code: 'wecom_unreachable' });
  });
});
