import type { Server } from 'node:http';
import Koa from 'koa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { createCrypto } from '../../../src/wecom/crypto.ts';
import { callbackRouter, envelopeOf, parseQuery, readBody } from '../../../src/wecom/request.ts';
import { AGENT_ID, type CallbackServer, CORP_ID, startAppCallback } from '../../support/app-callback.ts';
import { AES_KEY, type RunningPlayground, sendJson, startPlayground, TOKEN } from '../../support/fake-bot.ts';
import { CREDENTIALS } from '../../support/long-connection.ts';
import { addressOf } from '../../support/server.ts';

const NOW = new Date('2026-06-01T09:00:00+08:00');

let bot: Server;
let app: CallbackServer;
let playground: RunningPlayground;
let heard: string[];

beforeEach(async () => {
  heard = [];
  bot = await startBotCallback();
  app = await startAppCallback();
  app.now = NOW;
  playground = await startPlayground({ url: `${addressOf(bot)}/wecom/callback` }, { corp: corpAt(app.address) });
});

afterEach(async () => {
  await playground.close();
  app.stop();
  bot.close();
});

/** The bot's own check of what comes to its callback, and nothing after it. */
async function startBotCallback(): Promise<Server> {
  const koa = new Koa();
  koa.silent = true;
  const options = {
    crypto: createCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: '' }),
    clock: { now: () => NOW },
    logger: createLogger('silent'),
  };
  const router = callbackRouter('/wecom/callback', options, async (ctx) => {
    const { encrypt } = JSON.parse(await readBody(ctx));
    heard.push(options.crypto.open(envelopeOf(parseQuery(ctx.querystring), encrypt), NOW));
    ctx.body = '';
  });
  const server = koa.use(router.routes()).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return server;
}

function corpAt(address: string) {
  const callbackUrl = () => `${address}/wecom/app/callback`;
  return { corpId: CORP_ID, agentId: AGENT_ID, secret: 'S', token: TOKEN, aesKey: AES_KEY, callbackUrl };
}

const forge = (to: string, kind: string, rest: object = {}) =>
  playground.send('POST', '/forgeries', { to, kind, ...rest });
const KINDS = ['signature', 'receiveid', 'truncated', 'padding', 'length', 'stale'];

it.each(KINDS)('the AI bot’s callback refuses a forgery by its %s', async (kind) => {
  const { answers } = (await forge('bot', kind)).body;
  expect(answers).toEqual([{ status: expect.any(Number), body: '' }]);
  expect(answers[0].status).toBeGreaterThanOrEqual(400);
  expect(heard).toEqual([]);
});

it.each(KINDS)('the app’s callback refuses a forgery by its %s', async (kind) => {
  const { answers } = (await forge('app', kind)).body;
  expect(answers[0].status).toBeGreaterThanOrEqual(400);
  expect(app.received).toEqual([]);
});

it('a replay is right in itself, and comes twice', async () => {
  const { answers } = (await forge('bot', 'replay', { sender: 'liqiang', text: '报名' })).body;
  expect(answers).toHaveLength(2);
  expect(heard).toHaveLength(2);
  expect(heard[0]).toBe(heard[1]);
  expect(JSON.parse(heard[0] ?? '')).toMatchObject({ from: { userid: 'liqiang' }, text: { content: '报名' } });
  await forge('app', 'replay');
  expect(new Set(app.received.map(({ id }) => id)).size).toBe(1);
});

it('says what it cannot do', async () => {
  expect((await forge('bot', 'other')).body.error).toContain('signature、receiveid');
  expect((await forge('nobody', 'stale')).status).toBe(400);
  const socket = await startPlayground({ url: '' }, { longConnection: CREDENTIALS });
  const { status, body } = await sendJson(`${socket.origin}/playground/forgeries`, 'POST', {
    to: 'bot',
    kind: 'stale',
  });
  expect([status, body.error]).toEqual([400, '智能机器人没有回调地址。']);
  await socket.close();
});
