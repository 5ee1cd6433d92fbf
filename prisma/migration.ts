// `npm run migration -- NAME` writes the migration that leads to schema.prisma, for both databases.
// PostgreSQL's needs a server: MIGRATION_DATABASE_URL, an empty database used as a scratch pad.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { diffMigrations, migrationsFolder } from '../src/migrate.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('用法 usage: npm run migration -- NAME   (NAME: a-z 0-9 _)');
  process.exit(2);
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const scratch = process.env.MIGRATION_DATABASE_URL ?? 'postgresql://postgres:postgres@127.0.0.1:5432/scratch';
const adapters = {
  sqlite: new PrismaBetterSqlite3({ url: ':memory:' }),
  postgresql: new PrismaPg({ connectionString: scratch }),
} as const;

for (const provider of ['sqlite', 'postgresql'] as const) {
  const sql = await diffMigrations(adapters[provider], provider);
  if (sql === '') {
    console.log(`${provider}: nothing to do`);
    continue;
  }
  const folder = join(migrationsFolder(provider), `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(`${provider}: ${folder}`);
}
process.exit(0);
