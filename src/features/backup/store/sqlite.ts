import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../errors.ts';
import { migrationsFolder } from '../../../migrate.ts';
import type { DatabaseStore } from '../types.ts';

/** All pages in one step: a copy in several begins again whenever somebody writes. */
const ALL_PAGES = 2 ** 31 - 1;
const COMPANIONS = ['-wal', '-shm', '-journal'];

export function sqliteStore(url: string): DatabaseStore {
  const path = resolve(url.replace(/^file:/, ''));
  return {
    provider: 'sqlite',
    entry: 'bot.db',
    copyTo: (copy) => copyDatabase(path, copy),
    check: async (copy) => checkDatabase(copy),
    isUsed: async () => existsSync(path),
    replaceWith: async (copy, suffix) => replaceDatabase(path, copy, suffix),
  };
}

async function copyDatabase(path: string, copy: string): Promise<void> {
  if (!existsSync(path)) throw new AppError('not_found', `没有找到数据库 ${path}，没有可备份的`);
  await using((database) => database.backup(copy, { progress: () => ALL_PAGES }), path, { readonly: true });
  // One file by itself, without the two beside it that WAL would need.
  await using((database) => database.pragma('journal_mode = DELETE'), copy);
}

async function checkDatabase(copy: string): Promise<void> {
  await using(
    (database) => {
      const found: unknown = database.pragma('integrity_check', { simple: true });
      if (found !== 'ok') throw damaged();
      const names = database.prepare('SELECT migration_name FROM _prisma_migrations').pluck().all().map(String);
      const known = new Set(readdirSync(migrationsFolder('sqlite')));
      if (names.some((name) => !known.has(name))) {
        throw new AppError('invalid_input', '这份备份来自更新的版本，请先升级程序再恢复');
      }
    },
    copy,
    { readonly: true },
  );
}

/** Leaving WAL needs the database to oneself and puts the last changes into the one file that is set aside. */
async function replaceDatabase(path: string, copy: string, suffix: string): Promise<string | undefined> {
  if (!existsSync(path)) {
    renameSync(copy, path);
    return undefined;
  }
  if (isDatabase(path)) await settle(path);
  const aside = `${path}${suffix}`;
  renameSync(path, aside);
  for (const companion of COMPANIONS) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  }
  try {
    renameSync(copy, path);
  } catch (error) {
    rmSync(path, { force: true });
    renameSync(aside, path);
    throw error;
  }
  return aside;
}

async function settle(path: string): Promise<void> {
  try {
    await using((database) => database.pragma('journal_mode = DELETE'), path, { timeout: 0 });
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) {
      throw new AppError('conflict', '机器人还在用这个数据库，请先停掉它再恢复', { cause: error });
    }
    throw error;
  }
}

function isDatabase(path: string): boolean {
  const database = new Sqlite(path, { readonly: true });
  try {
    database.pragma('schema_version');
    return true;
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB' || codeOf(error) === 'SQLITE_CORRUPT') return false;
    throw error;
  } finally {
    database.close();
  }
}

async function using(
  work: (database: Sqlite.Database) => unknown,
  path: string,
  options: Sqlite.Options = {},
): Promise<void> {
  const database = new Sqlite(path, { ...options, fileMustExist: true });
  try {
    await work(database);
  } catch (error) {
    if (/^SQLITE_(?:NOTADB|CORRUPT|ERROR)/.test(codeOf(error))) throw damaged(error);
    throw error;
  } finally {
    database.close();
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError('invalid_input', '数据库文件已损坏，或不是本程序的数据库', { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
