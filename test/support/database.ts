import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/database.ts';
import { onServer, urlOnServer } from './postgres.ts';

const postgresTemplate = inject('postgresTemplate');

export interface TestDatabase {
  url: string;
  /** Opened before the tests of the block, closed after them. */
  get(): Database;
}

/** Runs the block once on SQLite and once on PostgreSQL, each on a database of its own. */
export function describeOnDatabases(name: string, block: (database: TestDatabase) => void): void {
  describe(`${name} · SQLite`, () => block(useSqlite()));
  if (postgresTemplate) describe(`${name} · PostgreSQL`, () => block(usePostgres(postgresTemplate)));
  else describe.skip(`${name} · PostgreSQL (no server at TEST_POSTGRES_URL)`, () => block(usePostgres('')));
}

function useSqlite(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'bot-test-'));
  const path = join(folder, 'bot.db');
  return useDatabase(`file:${path}`, {
    make: async () => copyFileSync(inject('sqliteTemplate'), path),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  });
}

function usePostgres(template: string): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  return useDatabase(urlOnServer(name), {
    make: () =>
      onServer(
        `CREATE DATABASE ${name} TEMPLATE ${template}`,
        // Only the machine's own crash would lose what a commit does not wait for.
        `ALTER DATABASE ${name} SET synchronous_commit = off`,
      ),
    remove: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  });
}

function useDatabase(url: string, { make, remove }: Record<'make' | 'remove', () => Promise<void>>): TestDatabase {
  let database: Database | undefined;
  beforeAll(async () => {
    await make();
    database = await openDatabase(url);
  });
  afterAll(async () => {
    await database?.close();
    await remove();
  });
  return {
    url,
    get() {
      if (!database) throw new Error('the database is open only while tests run');
      return database;
    },
  };
}
