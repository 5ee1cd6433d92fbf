import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { AppError } from './errors.ts';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts';
import { type Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { applyMigrations } from './migrate.ts';

export type Provider = 'sqlite' | 'postgresql';

/** What stores read and write through: the client itself or a transaction of it. */
export type Db = Prisma.TransactionClient;

export interface Database {
  readonly provider: Provider;
  /** Outside any transaction. */
  readonly db: Db;
  /** Runs `work` in one transaction; repeats it whole when the database reports a conflict that passes. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Deadlock, write conflict, or no free connection in time: nothing was stored, the same work may succeed next. */
const PASSING = new Set(['P2034', 'P2028', 'P1008']);
const ATTEMPTS = 5;

/**
 * Opens the database at `url` (`file:…` or `postgresql://…`) and brings it up to the newest migration.
 * @throws AppError `database_unusable` when it cannot be opened, is no database, or cannot be written.
 */
export async function openDatabase(url: string): Promise<Database> {
  const provider = providerOf(url);
  try {
    const adapter = provider === 'sqlite' ? sqliteAdapter(url) : new PrismaPg({ connectionString: url });
    await applyMigrations(adapter, provider);
    const client = provider === 'sqlite' ? new SqliteClient({ adapter }) : postgresClient(adapter);
    if (provider === 'sqlite') await setPragmas(client);
    return wrap(client, provider);
  } catch (error) {
    throw new AppError('database_unusable', `无法使用数据库 ${withoutPassword(url)}：${reasonOf(error)}`, {
      cause: error,
    });
  }
}

export function providerOf(url: string): Provider {
  return /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite';
}

function sqliteAdapter(url: string): PrismaBetterSqlite3 {
  const path = resolve(url.replace(/^file:/, ''));
  mkdirSync(dirname(path), { recursive: true });
  return new PrismaBetterSqlite3({ url: path, timeout: 5000 });
}

/** Both clients come from the same models; only the SQL beneath differs, so one type serves. */
function postgresClient(adapter: PrismaBetterSqlite3 | PrismaPg): SqliteClient {
  return new PostgresClient({ adapter }) as unknown as SqliteClient;
}

/** WAL lets readers go on while one writes; FULL puts a commit on disk before it is answered. */
async function setPragmas(client: SqliteClient): Promise<void> {
  await client.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000']) {
    await client.$queryRawUnsafe(`PRAGMA ${pragma}`);
  }
}

function wrap(client: SqliteClient, provider: Provider): Database {
  return {
    provider,
    db: client,
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await client.$transaction(work, { maxWait: 30_000, timeout: 30_000 });
        } catch (error) {
          if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
        }
      }
    },
    close: () => client.$disconnect(),
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PASSING.has(String(error.code));
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (
    message
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? message
  );
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^@/]*@/, '://***@');
}
