import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, extract } from 'tar';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { writeBackup } from '../../src/features/backup/usecase/backup.ts';
import { storeOf } from '../../src/features/backup/usecase/place.ts';
import { restoreBackup } from '../../src/features/backup/usecase/restore.ts';
import { keepFile, readKeptFile } from '../../src/features/file/usecase.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = new Date('2026-06-04T12:00:00Z');
const KEY = randomBytes(32).toString('hex');
/** Adds two units that belong together, over and over; says so after the first. */
const WRITER = `
  const database = new (require('better-sqlite3'))(process.argv[1], { timeout: 5000 });
  const insert = database.prepare('INSERT INTO unit (name) VALUES (?)');
  const both = database.transaction((n) => { insert.run('甲' + n); insert.run('乙' + n); });
  for (let n = 0; ; n += 1) { both.immediate(n); if (n === 0) require('fs').writeSync(1, 'writing'); }`;

describe('backup and restore · SQLite', () => {
  const root = mkdtempSync(join(tmpdir(), 'bot-backup-'));
  let dataFolder: string;
  let databaseUrl: string;
  let target: string;
  let fileId: string;

  beforeEach(async () => {
    const folder = mkdtempSync(join(root, 'case-'));
    dataFolder = join(folder, 'data');
    databaseUrl = `file:${join(dataFolder, 'bot.db')}`;
    target = join(folder, 'kept/backup.tar');
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, 'data.key'), KEY);
    const { db, close } = await openDatabase(databaseUrl);
    await db.unit.create({ data: { name: '城区站' } });
    const file = { name: '总结.docx', mime: 'application/octet-stream', bytes: Buffer.from('总结') };
    fileId = await keepFile(db, { folder: join(dataFolder, 'files'), now: NOW }, file);
    await close();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const place = () => ({ databaseUrl, dataFolder });
  const backUp = () => writeBackup(storeOf(place()), place(), { target, now: NOW });
  const restore = (isForced = false, source = target) =>
    restoreBackup(storeOf(place()), place(), { source, now: NOW, isForced });
  const unitNames = async () => {
    const { db, close } = await openDatabase(databaseUrl);
    const units = await db.unit.findMany({ orderBy: { id: 'asc' } });
    await close();
    return units.map(({ name }) => name);
  };

  it('brings back rows, key and files on an empty machine', async () => {
    const manifest = await backUp();
    expect(manifest.entries.map(({ path }) => path)).toEqual(['bot.db', 'data.key', `files/${fileId}`]);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(target, '..'))).toEqual(['backup.tar']);
    rmSync(dataFolder, { recursive: true });
    expect((await restore()).kept).toEqual([]);
    expect(await unitNames()).toEqual(['城区站']);
    expect(readFileSync(join(dataFolder, 'data.key'), 'utf8')).toBe(KEY);
    const { db, close } = await openDatabase(databaseUrl);
    const file = await readKeptFile(db, join(dataFolder, 'files'), fileId);
    await close();
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('总结');
  });

  it('is one consistent moment while another process writes', async () => {
    const writer = spawn(process.execPath, ['-e', WRITER, join(dataFolder, 'bot.db')], { stdio: 'pipe' });
    try {
      await once(writer.stdout, 'data');
      await backUp();
      expect(writer.exitCode).toBeNull();
    } finally {
      writer.kill('SIGKILL');
      await once(writer, 'close');
    }
    await restore(true);
    const names = await unitNames();
    const count = (first: string) => names.filter((name) => name.startsWith(first)).length;
    expect(count('甲')).toBeGreaterThan(0);
    expect(count('甲')).toBe(count('乙'));
  });

  it('does not touch what is there unless forced, and then keeps it aside', async () => {
    await backUp();
    const changed = await openDatabase(databaseUrl);
    await changed.db.unit.create({ data: { name: '山里站' } });
    await changed.close();
    await expect(restore()).rejects.toThrow('--force');
    expect(await unitNames()).toEqual(['城区站', '山里站']);
    const { kept } = await restore(true);
    expect(await unitNames()).toEqual(['城区站']);
    expect(kept).toHaveLength(3);
    expect(kept.every((path) => existsSync(path) && path.endsWith('.before-restore-20260604T120000Z'))).toBe(true);
    const former = await openDatabase(`file:${kept[0]}`);
    expect(await former.db.unit.count()).toBe(2);
    await former.close();
    expect(readdirSync(dataFolder).filter((name) => name.startsWith('.restore'))).toEqual([]);
  });

  it('refuses to replace a database in use', async () => {
    await backUp();
    const { db, close } = await openDatabase(databaseUrl);
    await db.unit.create({ data: { name: '山里站' } });
    await expect(restore(true)).rejects.toThrow('请先停掉');
    expect(await db.unit.count()).toBe(2);
    await close();
    expect(await unitNames()).toEqual(['城区站', '山里站']);
  });

  it('replaces a broken database when forced', async () => {
    await backUp();
    rmSync(join(dataFolder, 'bot.db'));
    writeFileSync(join(dataFolder, 'bot.db'), 'this is no database, whatever its name says');
    await restore(true);
    expect(await unitNames()).toEqual(['城区站']);
  });

  it('refuses a backup changed in any place, and leaves everything as it is', async () => {
    await backUp();
    const good = readFileSync(target);
    const before = readdirSync(dataFolder).sort();
    const positions = Array.from({ length: 24 }, (_, index) => Math.floor(((index + 0.5) * good.length) / 24));
    for (const position of positions) {
      const bad = Buffer.from(good);
      bad[position] = (bad[position] ?? 0) ^ 0x5a;
      writeFileSync(target, bad);
      const outcome = await restore(true).then(
        () => 'restored',
        (error: Error) => error.message,
      );
      // Padding between the entries is the only thing nobody reads.
      if (outcome === 'restored') expect(isPadding(good, position)).toBe(true);
      else expect(outcome).toContain('不能用来恢复');
    }
    writeFileSync(target, good.subarray(0, good.length / 2));
    await expect(restore(true)).rejects.toThrow('不能用来恢复');
    writeFileSync(target, 'not a tar at all');
    await expect(restore(true)).rejects.toThrow('不能用来恢复');
    expect(readdirSync(dataFolder).sort()).toEqual(expect.arrayContaining(before));
    expect(await unitNames()).toEqual(['城区站']);
  });

  it('refuses what a backup never holds, links and strange names included', async () => {
    await backUp();
    const work = mkdtempSync(join(root, 'evil-'));
    await extract({ file: target, cwd: work });
    writeFileSync(join(work, 'extra.txt'), '');
    const evil = join(work, 'evil.tar');
    await create({ file: evil, cwd: work, portable: true }, [
      'manifest.json',
      'bot.db',
      'data.key',
      'files',
      'extra.txt',
    ]);
    await expect(restore(true, evil)).rejects.toThrow('不该有的');
    await create({ file: evil, cwd: work, portable: true }, ['manifest.json', 'bot.db']);
    await expect(restore(true, evil)).rejects.toThrow('缺少 data.key');
  });

  it('overwrites an older backup, and nothing that is none', async () => {
    await backUp();
    await backUp();
    const database = join(dataFolder, 'bot.db');
    const before = readFileSync(database);
    const wrong = writeBackup(storeOf(place()), place(), { target: database, now: NOW });
    await expect(wrong).rejects.toThrow('不是备份文件');
    expect(readFileSync(database)).toEqual(before);
  });

  it('says that there is nothing to back up or to restore from', async () => {
    rmSync(join(dataFolder, 'bot.db'));
    await expect(backUp()).rejects.toThrow('没有找到数据库');
    expect(existsSync(target)).toBe(false);
    await expect(restore()).rejects.toThrow('没有找到备份文件');
  });
});

describeOnDatabases('backup of either database', (database) => {
  it('comes back whole, the former state kept', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'bot-backup-'));
    const place = { databaseUrl: database.url, dataFolder };
    const target = join(dataFolder, 'backup.tar');
    const { db, close } = database.get();
    await db.unit.create({ data: { name: '城区站' } });
    const manifest = await writeBackup(storeOf(place), place, { target, now: NOW });
    expect(manifest.entries).toHaveLength(1);
    await db.unit.create({ data: { name: '山里站' } });
    const source = { source: target, now: NOW };
    await expect(restoreBackup(storeOf(place), place, { ...source, isForced: false })).rejects.toThrow('--force');
    await expect(restoreBackup(storeOf(place), place, { ...source, isForced: true })).rejects.toThrow('请先停掉');
    expect(await db.unit.count()).toBe(2);
    await close();
    const { kept } = await restoreBackup(storeOf(place), place, { ...source, isForced: true });
    expect(kept).toHaveLength(1);
    const restored = await openDatabase(database.url);
    expect((await restored.db.unit.findMany()).map(({ name }) => name)).toEqual(['城区站']);
    // Ids go on where they were: nothing clashes with what was restored.
    await restored.db.unit.create({ data: { name: '河边站' } });
    await restored.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
});

/** Whether the byte lies after the end of an entry's content, before the next header. */
function isPadding(tar: Buffer, position: number): boolean {
  let at = 0;
  while (at < tar.length) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8) || 0;
    const end = at + 512 + size;
    const next = at + 512 + Math.ceil(size / 512) * 512;
    if (position < next) return position >= end;
    at = next;
  }
  return true;
}
