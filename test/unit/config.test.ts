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

it('compares userids without case', () => {
  expect(loadConfig({ ADMIN_USERIDS: 'ZhangSan，lisi wangwu' }).adminUserids).toEqual(['zhangsan', 'lisi', 'wangwu']);
});

it.each([
  [{ host: '127.0.0.1', port: 3000 }, 'http://127.0.0.1:3000'],
  [{ host: '::1', port: 80 }, 'http://[::1]:80'],
])('%j is the address %s', (place, address) => {
  expect(localAddress(place)).toBe(address);
});
