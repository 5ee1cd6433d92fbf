import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deriveKey, loadDataKey } from '../../src/data-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'bot-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is made once, for its owner only, and is the same from then on', () => {
  const place = join(folder, 'new', 'data');
  const key = loadDataKey(place, undefined);
  expect(key).toHaveLength(32);
  expect(loadDataKey(place, undefined)).toEqual(key);
  expect(readdirSync(place)).toEqual(['data.key']);
  expect(statSync(join(place, 'data.key')).mode & 0o777).toBe(0o600);
});

it('is the one given, and no file is made', () => {
  const place = join(folder, 'given');
  expect(loadDataKey(place, 'ab'.repeat(32)).toString('hex')).toBe('ab'.repeat(32));
  expect(() => statSync(place)).toThrow('ENOENT');
});

it.each([
  ['damaged', (path: string) => writeFileSync(path, 'abc'), /data\.key 已损坏，请从备份恢复/],
  ['a folder', (path: string) => mkdirSync(path), /读不了或写不了 .*data\.key/],
])('is refused in one sentence where it is %s', (name, make, reason) => {
  const place = join(folder, name);
  mkdirSync(place);
  make(join(place, 'data.key'));
  expect(() => loadDataKey(place, undefined)).toThrow(reason);
});

it('is another for each purpose', () => {
  const key = loadDataKey(join(folder, 'derive'), undefined);
  expect(deriveKey(key, 'one')).not.toEqual(deriveKey(key, 'other'));
  expect(deriveKey(key, 'one')).toEqual(deriveKey(key, 'one'));
});
