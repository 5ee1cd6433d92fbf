import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { loadConfig, localAddress } from '../../src/config.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const BOT = { WECOM_BOT_TOKEN: 'TOKEN', WECOM_BOT_AES_KEY: KEY };

it('.env.example as it is gives what nothing at all gives', () => {
  const example = parseEnv(readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8'));
  expect(loadConfig({ ...example })).toEqual(loadConfig({}));
});

it.each([
  ['nothing', {}, true],
  ['a bot', BOT, false],
  ['a bot, and asked for', { ...BOT, PLAYGROUND: 'on' }, true],
  ['an address for others', { HOST: '0.0.0.0' }, false],
  ['not wanted', { PLAYGROUND: 'off' }, false],
])('the playground with %s: %s', (_, env, isOn) => {
  expect(loadConfig(env).hasPlayground).toBe(isOn);
});

it.each(['0.0.0.0', '192.168.1.2', '::', 'bot.example.org'])('the playground is refused on %s', (HOST) => {
  expect(() => loadConfig({ HOST, PLAYGROUND: 'on' })).toThrow(/PLAYGROUND：试用页只能在本机打开/);
});

it('lists group robots in order, spaces and full-width commas allowed', () => {
  const { webhooks } = loadConfig({ WECOM_GROUP_WEBHOOKS: ' 支部群 = a1-b2 ，城区站=c3,' });
  expect([...webhooks]).toEqual([
    ['支部群', 'a1-b2'],
    ['城区站', 'c3'],
  ]);
});

const APP = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '1000002', WECOM_APP_SECRET: 'S' };
const LONG = { WECOM_BOT_ID: 'B', WECOM_BOT_SECRET: 'S' };

it.each([
  ['callback mode', BOT, { bot: { token: 'TOKEN', aesKey: KEY }, socket: undefined, app: undefined }],
  ['a long connection', LONG, { bot: undefined, socket: { botId: 'B', secret: 'S', wsUrl: undefined } }],
  [
    'a long connection elsewhere',
    { ...LONG, WECOM_BOT_WS_URL: 'ws://127.0.0.1:9/' },
    { socket: { botId: 'B', secret: 'S', wsUrl: 'ws://127.0.0.1:9' } },
  ],
  ['an app that only sends', APP, { app: { corpId: 'ww1', agentId: 1000002, secret: 'S', callback: undefined } }],
  [
    'an app that also hears',
    { ...APP, WECOM_APP_TOKEN: 'T', WECOM_APP_AES_KEY: KEY },
    { app: { callback: { token: 'T', aesKey: KEY } } },
  ],
])('reads %s', (_, env, expected) => {
  expect(loadConfig(env)).toMatchObject(expected);
});

it.each([
  [{ WECOM_BOT_ID: 'B' }, /WECOM_BOT_SECRET：没有填，它和 WECOM_BOT_ID 要一起填/],
  [{ WECOM_APP_SECRET: 'S' }, /WECOM_CORP_ID、WECOM_APP_AGENT_ID：没有填，它们和 WECOM_APP_SECRET 要一起填/],
  [{ ...BOT, ...LONG }, /一个机器人只能用一种方式收消息/],
  [{ WECOM_APP_TOKEN: 'T', WECOM_APP_AES_KEY: KEY }, /WECOM_CORP_ID：填了 WECOM_APP_TOKEN 就要填它/],
  [{ ...LONG, WECOM_BOT_WS_URL: 'https://x' }, /WECOM_BOT_WS_URL：应是 ws:/],
])('refuses %j', (env, fault) => {
  expect(() => loadConfig(env)).toThrow(fault);
});

it('compares userids without case', () => {
  expect(loadConfig({ ADMIN_USERIDS: 'ZhangSan，lisi wangwu' }).adminUserids).toEqual(['zhangsan', 'lisi', 'wangwu']);
});

it.each([
  [{ host: '127.0.0.1', port: 3000 }, 'http://127.0.0.1:3000'],
  [{ host: '::1', port: 80 }, 'http://[::1]:80'],
])('%j is the address %s', (place, address) => {
  expect(localAddress(place)).toBe(address);
});
