import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openDatabase } from '../../src/database.ts';

/** A server on which the tests may create databases. */
const POSTGRES_URL = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres:postgres@127.0.0.1:5432/postgres';
const hasPostgres = await canConnect();

export interface TestDatabase {
  url: string;
  /** Opened before the tests of the block, closed after them. */
  get(): Database;
}

/** Runs the block once on SQLite and once on PostgreSQL, each on a database of its own. */
export function describeOnDatabases(name: string, block: (database: TestDatabase) => void): void {
  describe(`${name} · SQLite`, () => block(useDatabase('sqlite')));
  if (hasPostgres) describe(`${name} · PostgreSQL`, () => block(useDatabase('postgresql')));
  else describe.skip(`${name} · PostgreSQL (no server at TEST_POSTGRES_URL)`, () => block(useDatabase('postgresql')));
}

function useDatabase(provider: 'sqlite' | 'postgresql'): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const folder = provider === 'sqlite' ? mkdtempSync(join(tmpdir(), 'bot-test-')) : undefined;
  const url = folder ? `file:${join(folder, 'bot.db')}` : POSTGRES_URL.replace(/\/[^/]*$/, `/${name}`);
  let database: Database | undefined;
  beforeAll(async () => {
    if (!folder) await onServer(`CREATE DATABASE ${name}`);
    database = await openDatabase(url);
  });
  afterAll(async () => {
    await database?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
    else await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    url,
    get() {
      if (!database) throw new Error('the database is open only while tests run');
      return database;
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function canConnect(): Promise<boolean> {
  try {
    await onServer('SELECT 1');
    return true;
  } catch {
    return false;
  }
}
