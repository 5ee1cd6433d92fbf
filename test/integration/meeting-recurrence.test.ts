import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { expect, it } from 'vitest';
import type { Provider } from '../../src/database.ts';
import { migrationsFolder } from '../../src/migrate.ts';
import { describeOnDatabases } from '../support/database.ts';

const STEP = 'meeting_recurrence';

describeOnDatabases('the migration to meetings by any rule', (database) => {
  it('carries over a weekly meeting set before it, and tells its kind', async () => {
    const isSqlite = database.url.startsWith('file:');
    const { execute, query, close } = isSqlite ? emptySqlite() : await emptyPostgres(database.url);
    const steps = scripts(isSqlite ? 'sqlite' : 'postgresql');
    const index = steps.findIndex(({ name }) => name.endsWith(STEP));
    for (const { sql } of steps.slice(0, index)) await execute(sql);
    const old = (title: string, weekday: string, day: string) =>
      execute(`INSERT INTO meeting (title, weekday, on_day, start_time, agenda, created_at)
        VALUES ('${title}', ${weekday}, ${day}, '19:00', '[]', '2026-01-01 00:00:00')`);
    await old('周一例会', '1', 'NULL');
    await old('民主生活会', 'NULL', `'2026-12-20'`);

    await execute(steps[index]?.sql ?? '');
    const rows = await query('SELECT title, kind, recurrence, on_day FROM meeting ORDER BY id');
    expect(rows.map((row) => ({ ...row, recurrence: parsed(row.recurrence) }))).toEqual([
      { title: '周一例会', kind: 'regular', recurrence: { every: 'week', weekdays: [1] }, on_day: null },
      { title: '民主生活会', kind: 'democratic_life', recurrence: null, on_day: '2026-12-20' },
    ]);
    await close();
  });
});

interface Raw {
  execute(sql: string): Promise<void>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

function emptySqlite(): Raw {
  const sqlite = new Sqlite(':memory:');
  return {
    async execute(sql) {
      sqlite.exec(sql);
    },
    async query(sql) {
      return sqlite.prepare<[], Record<string, unknown>>(sql).all();
    },
    async close() {
      sqlite.close();
    },
  };
}

/** A schema of its own, with nothing in it. */
async function emptyPostgres(url: string): Promise<Raw> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA before; SET search_path TO before');
  return {
    async execute(sql) {
      await client.query(sql);
    },
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: () => client.end(),
  };
}

function scripts(provider: Provider): { name: string; sql: string }[] {
  const folder = migrationsFolder(provider);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}

/** SQLite gives JSON as text. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
