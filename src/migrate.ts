import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorRegistry,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
// The package's main file imports its .wasm as a module, which Node 20 does not do without a flag.
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool, QueryResult } from 'pg';
import type { Provider } from './database.ts';

const ROOT = join(import.meta.dirname, '..');
const NO_FILTER = { externalTables: [], externalEnums: [] };
let isLoaded = false;

/**
 * Prisma's own schema engine (as WebAssembly, over a driver adapter): keeps `_prisma_migrations`, so a site
 * that has the native engine can use `prisma migrate` on the same database.
 */
async function withSchemaEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  if (!isLoaded) {
    const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = readFileSync(path.replace(/\.js$/, '.wasm'));
    const imports = { './schema_engine_bg.js': engineModule } as unknown as WebAssembly.Imports;
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    loadInto(engineModule, instance.exports);
    isLoaded = true;
  }
  const connections = tracked(adapter);
  const bound = bindMigrationAwareSqlAdapterFactory(connections.factory);
  const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound);
  try {
    return await work(engine);
  } catch (error) {
    throw causeOf(error, bound.errorRegistry);
  } finally {
    engine.free();
    await connections.closeAll();
  }
}

/** The engine reports a database's own error by number only; the registry of the bound adapter has it. */
function causeOf(error: unknown, registry: ErrorRegistry): unknown {
  const id = /External error id#(\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const known = id === undefined ? undefined : registry.consumeError(Number(id));
  return known?.error ?? error;
}

/** Applies the migrations of `provider` that the database does not have yet. */
export async function applyMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  provider: Provider,
): Promise<string[]> {
  const input = { migrationsList: readMigrations(provider), filters: NO_FILTER };
  // The engine locks a whole SQLite file, which it cannot get while the bot has it open.
  if (await hasAllMigrations(adapter, input.migrationsList)) return [];
  return withSchemaEngine(adapter, async (engine) => (await engine.applyMigrations(input)).appliedMigrationNames);
}

async function hasAllMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  { migrationDirectories }: MigrationList,
): Promise<boolean> {
  const connection = await adapter.connect();
  try {
    const sql =
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
    const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] });
    const applied = new Set(rows.map(([name]) => name));
    return migrationDirectories.every(({ path }) => applied.has(path));
  } catch {
    // No such table: a new database. Anything else the engine meets again and reports.
    return false;
  } finally {
    await connection.dispose();
  }
}

/** The SQL that leads from the migrations to the models; empty when they agree. */
export async function diffMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  provider: Provider,
): Promise<string> {
  return withSchemaEngine(adapter, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...readMigrations(provider) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readSchema(provider) }] },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    });
    return result.exitCode === 2 ? (result.stdout ?? '') : '';
  });
}

export function migrationsFolder(provider: Provider): string {
  return join(ROOT, 'prisma/migrations', provider);
}

function readMigrations(provider: Provider): MigrationList {
  const baseDir = migrationsFolder(provider);
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

function readSchema(provider: Provider): string {
  const path = provider === 'sqlite' ? 'prisma/schema.prisma' : 'src/generated/postgresql.prisma';
  return readFileSync(join(ROOT, path), 'utf8');
}

/**
 * Remembers the connections the engine leaves open, to close them after it. The engine runs a whole migration as one statement, which SQLite's
 * adapter does only as a script.
 */
function tracked(adapter: SqlMigrationAwareDriverAdapterFactory): {
  factory: SqlMigrationAwareDriverAdapterFactory;
  closeAll(): Promise<void>;
} {
  const opened: SqlDriverAdapter[] = [];
  const track = async (connection: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    const driver = await connection;
    if (driver.provider === 'postgres' && 'client' in driver) readInternalChar(driver.client);
    const executeRaw = driver.executeRaw.bind(driver);
    driver.executeRaw = async (query) => {
      if (query.args.length > 0) return executeRaw(query);
      await driver.executeScript(query.sql);
      return 0;
    };
    return driver;
  };
  return {
    factory: {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      async connect() {
        const driver = await track(adapter.connect());
        opened.push(driver);
        return driver;
      },
      connectToShadowDb: () => track(adapter.connectToShadowDb()),
    },
    async closeAll() {
      for (const driver of opened) await driver.dispose();
    },
  };
}

const INTERNAL_CHAR = 18;
const BPCHAR = 1042;

/**
 * PostgreSQL's catalogue has columns of the one-byte type "char", which @prisma/adapter-pg 7.10 refuses although
 * the engine asks for them: they are passed on as bpchar.
 */
function readInternalChar(client: unknown): void {
  const pool = client as Pick<Pool, 'query'>;
  const query: (config: unknown) => Promise<QueryResult> = pool.query.bind(pool);
  Object.assign(pool, {
    async query(config: unknown) {
      const result = await query(config);
      // A script of several statements gives a list of results, none of them read.
      const fields = Array.isArray(result) ? [] : result.fields;
      for (const field of fields) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = BPCHAR;
      return result;
    },
  });
}

/** wasm-bindgen's two start calls, which its type declarations leave out. */
function loadInto(glue: object, exports: WebAssembly.Exports): void {
  if (!('__wbg_set_wasm' in glue) || typeof glue.__wbg_set_wasm !== 'function') {
    throw new Error('@prisma/schema-engine-wasm has changed its way of loading');
  }
  glue.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
}
