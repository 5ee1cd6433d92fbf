import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function parse(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/parse.ts', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  const lines = stdout.trim().split('\n');
  return { status, stdout, stderr, lines };
}

const line = (text: string, now = '2026-06-03T10:00:00+08:00') => JSON.stringify({ now, sender: 'wangfang', text });

describe('npm run parse', () => {
  it('answers line by line, with the fields that were said', () => {
    const { status, lines } = parse(`${line('@志愿助手 报名 6月4日护考')}\n${line('今天真热')}\n`);
    expect(status).toBe(0);
    expect(lines.map((text) => JSON.parse(text))).toEqual([
      { intent: 'register', dates: ['2026-06-04'], keyword: '护考', self: true },
      { intent: 'none' },
    ]);
  });

  it('puts an error in the place of a malformed line and goes on', () => {
    const { status, lines } = parse(`{"now":1}\nnot json\n${line('取消报名')}\n`);
    expect(status).toBe(2);
    const rows = lines.map((text) => JSON.parse(text));
    expect(rows.map((row) => Object.keys(row)[0])).toEqual(['error', 'error', 'intent']);
  });

  it('tells several orders apart, and explains itself where asked', () => {
    const { lines } = parse(`${line('6月4日护考我取消，换陈静')}\n`);
    expect(JSON.parse(lines[0] ?? '').orders).toEqual([
      { intent: 'cancel', dates: ['2026-06-04'], keyword: '护考', self: true },
      { intent: 'register', dates: ['2026-06-04'], keyword: '护考', people: ['陈静'], self: false },
    ]);
    const explained = JSON.parse(parse(`${line('抱名 六月四号护考')}\n`, '--explain').lines[0] ?? '');
    expect(explained).toMatchObject({ intent: 'register', words: { dates: ['六月四号'], keyword: ['护考'] } });
    expect(explained.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('takes today from the wall clock of the association', () => {
    const text = '今天护考 我参加';
    const { lines } = parse(`${line(text, '2026-06-03T23:55:00+08:00')}\n${line(text, '2026-06-03T16:05:00Z')}\n`);
    expect(lines.map((row) => JSON.parse(row).dates)).toEqual([['2026-06-03'], ['2026-06-04']]);
    expect(JSON.parse(parse(`${line(text)}\n`, '--zone', 'America/Los_Angeles').lines[0] ?? '').dates).toEqual([
      '2026-06-02',
    ]);
  });

  it('knows the members of a roster', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'parse-')), 'roster.json');
    writeFileSync(file, JSON.stringify(['阿依古丽']));
    const { lines } = parse(`${line('周六植树阿依古丽报名')}\n`, '--roster', file);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ people: ['阿依古丽'], self: false });
  });

  it('explains itself, and says in one line what was used wrongly', () => {
    const help = parse('', '--help');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('--roster');
    for (const args of [['--nonsense'], ['--roster', 'nowhere.json'], ['--zone', 'Moon/Sea']]) {
      const { status, stderr } = parse('', ...args);
      expect(status).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});
