import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { findFreePort } from '../support/app.ts';
import { runScript, type ScriptOptions } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'bot-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the bot in a folder of its own; it is not to get as far as listening. */
async function start(options: ScriptOptions): Promise<{ code: number | null; said: string }> {
  const env = { HOST: '127.0.0.1', PORT: String(await findFreePort()), LOG_LEVEL: 'info', ...options.env };
  const { code, stdout, stderr } = await runScript('src/main.ts', { ...options, cwd: folder, env });
  expect(stdout).toBe('');
  return { code, said: stderr.trim() };
}

describe('a broken .env', () => {
  it('is refused with every fault named, and no secret repeated', async () => {
    const lines = [
      'PORT=abc',
      'PUBLIC_URL=bot.example.org',
      'DATABASE_URL=mysql://db',
      'TIMEZONE=Mars/Olympus',
      'BOT_NAME=" "',
      'WECOM_BOT_TOKEN=token',
      'WECOM_GROUP_WEBHOOKS=a1b2c3-secret,支部群=k1,支部群=k2',
      'WECOM_BOT_ID=bot',
      'WECOM_CORP_ID=ww1',
      'WECOM_BOT_WS_URL=openws',
      'WECOM_APP_AGENT_ID=agent',
      'OPENAI_BASE_URL=http://127.0.0.1:1/v1',
      'PLAYGROUND=on',
      'HOST=0.0.0.0',
      'DATA_KEY=short',
      'LOG_LEVEL=loud',
    ];
    writeFileSync(join(folder, '.env'), lines.join('\n'));
    const { code, stdout, stderr } = await runScript('src/main.ts', { cwd: folder });
    rmSync(join(folder, '.env'));
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const [head, ...faults] = stderr.trim().split('\n');
    expect(head).toBe('配置有 17 处不对(见 .env 或环境变量)：');
    expect(faults.map((fault) => fault.trim().split('：')[0]).sort()).toEqual([
      'BOT_NAME',
      'DATABASE_URL',
      'DATA_KEY',
      'LOG_LEVEL',
      'OPENAI_API_KEY',
      'PLAYGROUND',
      'PORT',
      'PUBLIC_URL',
      'TIMEZONE',
      'WECOM_APP_AGENT_ID',
      'WECOM_APP_SECRET',
      'WECOM_BOT_AES_KEY',
      'WECOM_BOT_ID',
      'WECOM_BOT_SECRET',
      'WECOM_BOT_WS_URL',
      'WECOM_GROUP_WEBHOOKS',
      'WECOM_GROUP_WEBHOOKS',
    ]);
    expect(stderr).not.toMatch(/a1b2c3|token$/m);
    expect(stderr).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/);
  });

  it('is refused in one line where it is a folder', async () => {
    mkdirSync(join(folder, '.env'));
    const { code, said } = await start({});
    rmSync(join(folder, '.env'), { recursive: true });
    expect({ code, said }).toEqual({ code: 1, said: '读不了 .env，请确认它是文本文件，并且有读它的权限' });
  });
});

describe('a database that cannot be used is named in one line, and left as it was', () => {
  it.each([
    ['a text file', 'notes.db', /不是 SQLite 数据库/, (path: string) => writeFileSync(path, '会议记录\n'.repeat(200))],
    ['a damaged database', 'damaged.db', /不是 SQLite 数据库，或者已经损坏/, damage],
    ['the database of another program', 'other.db', /别的程序的数据/, (path: string) => fillOther(path)],
  ])('%s', async (_, name, reason, make) => {
    const path = join(folder, 'files', name);
    mkdirSync(dirname(path), { recursive: true });
    make(path);
    const before = fingerprint(path);
    const { code, said } = await start({ env: { DATABASE_URL: `file:${path}` } });
    expect(code).toBe(1);
    expect(said).toMatch(reason);
    expect(said.split('\n')).toHaveLength(1);
    expect(fingerprint(path)).toEqual(before);
    expect(readdirSync(dirname(path)).filter((other) => other.startsWith(name))).toEqual([name]);
    expect(readdirSync(dirname(path))).not.toContain('data.key');
  });

  it('a folder, and a file in the place of its folder', async () => {
    mkdirSync(join(folder, 'is-folder'));
    writeFileSync(join(folder, 'is-file'), '文字');
    const asFolder = await start({ env: { DATABASE_URL: `file:${join(folder, 'is-folder')}` } });
    expect(asFolder).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^无法使用数据库 .*打不开.*不是文件夹[^\n]*$/),
    });
    expect(readdirSync(join(folder, 'is-folder'))).toEqual([]);
    const below = await start({ env: { DATABASE_URL: `file:${join(folder, 'is-file', 'bot.db')}` } });
    expect(below).toMatchObject({ code: 1, said: expect.stringMatching(/^无法使用数据库 .*文件夹不存在[^\n]*$/) });
    expect(readFileSync(join(folder, 'is-file'), 'utf8')).toBe('文字');
  });

  it('a PostgreSQL that is not there', async () => {
    const url = `postgresql://bot:s3cret-word@127.0.0.1:${await findFreePort()}/bot`;
    const { code, said } = await start({ env: { DATABASE_URL: url } });
    expect(code).toBe(1);
    expect(said).toMatch(/^无法使用数据库 [^\n]*连不上数据库服务器[^\n]*$/);
    expect(said).not.toContain('s3cret-word');
  });

  it('one that may only be read', async () => {
    const place = join(folder, 'read-only');
    mkdirSync(place);
    const path = join(place, 'bot.db');
    await (await openDatabase(`file:${path}`)).close();
    chmodSync(path, 0o444);
    chmodSync(place, 0o555);
    const before = fingerprint(path);
    for (const url of [`file:${path}`, `file:${join(place, 'new.db')}`, `file:${join(place, 'new', 'bot.db')}`]) {
      const { code, said } = await start({ env: { DATABASE_URL: url }, isBoundByPermissions: true });
      expect(code).toBe(1);
      expect(said).toMatch(/^无法使用数据库 [^\n]*权限[^\n]*$/);
    }
    chmodSync(place, 0o755);
    expect(fingerprint(path)).toEqual(before);
    expect(readdirSync(place)).toEqual(['bot.db']);
  });
});

it('an address in use is said in one line', async () => {
  const port = await findFreePort();
  const other = createServer().listen(port, '127.0.0.1');
  const { code, said } = await start({ env: { PORT: String(port), DATABASE_URL: `file:${join(folder, 'free.db')}` } });
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`无法监听 http://127.0.0.1:${port}：已经被别的程序占用，请改 PORT 或先停掉那个程序`);
});

function fingerprint(path: string): { sha256: string; size: number; modified: number } {
  const { size, mtimeMs } = statSync(path);
  return { sha256: createHash('sha256').update(readFileSync(path)).digest('hex'), size, modified: mtimeMs };
}

function fillOther(path: string): void {
  const database = new Sqlite(path);
  database.exec('CREATE TABLE book (title TEXT)');
  const insert = database.prepare('INSERT INTO book VALUES (?)');
  for (let i = 0; i < 500; i += 1) insert.run(`第 ${i} 本`.repeat(10));
  database.close();
}

function damage(path: string): void {
  fillOther(path);
  const bytes = readFileSync(path);
  bytes.fill('x', 100, 4096);
  writeFileSync(path, bytes);
}
