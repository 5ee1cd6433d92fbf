import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type { Database as Client, Statement } from 'better-sqlite3';

const READ = /^\s*SELECT\b/i;
/** WAL lets readers go on while one writes; FULL puts a commit on disk before it is answered. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

/** One plain connection: the schema engine locks the whole file for itself. Makes the folder where it is missing. */
export function createSqliteMigrationAdapter(url: string): PrismaBetterSqlite3 {
  const path = resolve(url.replace(/^file:/, ''));
  mkdirSync(dirname(path), { recursive: true });
  return new PrismaBetterSqlite3({ url: path, timeout: 5000 });
}

/** Found at the start, not at the first message: a database that can be read but not written. Changes nothing. */
export async function checkWritable(adapter: PrismaBetterSqlite3): Promise<void> {
  const connection = await adapter.connect();
  try {
    await connection.executeScript('BEGIN IMMEDIATE; CREATE TABLE write_check (id INTEGER); ROLLBACK');
  } finally {
    await connection.dispose();
  }
}

/**
 * SQLite through Prisma's own adapter, with two connections. The adapter has one for everything, so a statement
 * outside a transaction would fall into whichever transaction is open and be rolled back with it
 * (@prisma/adapter-better-sqlite3 7.10). Here a writer belongs to one transaction or one statement at a time, and
 * reads outside transactions go to a reader, which sees only what is committed.
 */
export function createSqliteAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = createSqliteMigrationAdapter(url);
  return {
    provider: 'sqlite',
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const writer = keepingStatements(await factory.connect());
      for (const pragma of PRAGMAS) await writer.executeScript(`PRAGMA ${pragma}`);
      const reader = keepingStatements(await factory.connect());
      await reader.executeScript('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000');
      return createConnection(writer, reader);
    },
  };
}

function createConnection(writer: SqlDriverAdapter, reader: SqlDriverAdapter): SqlDriverAdapter {
  const lock = createLock();
  const { adapterName } = writer;
  return {
    provider: 'sqlite',
    adapterName,
    queryRaw: (query) => (READ.test(query.sql) ? reader.queryRaw(query) : lock.hold(() => writer.queryRaw(query))),
    executeRaw: (query) => lock.hold(() => writer.executeRaw(query)),
    executeScript: (script) => lock.hold(() => writer.executeScript(script)),
    async startTransaction(): Promise<Transaction> {
      const release = await lock.acquire();
      try {
        // IMMEDIATE waits for another process's write here, instead of failing at the first write.
        await writer.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
      } catch (error) {
        release();
        throw error;
      }
      const end = async () => release();
      return {
        provider: 'sqlite',
        adapterName,
        options: { usePhantomQuery: false },
        queryRaw: (query) => writer.queryRaw(query),
        executeRaw: (query) => writer.executeRaw(query),
        // The client sends COMMIT and ROLLBACK itself; here the writer is given back.
        commit: end,
        rollback: end,
      };
    },
    async dispose() {
      await reader.dispose();
      await writer.dispose();
    },
  };
}

const MOST_STATEMENTS = 500;

/** The adapter compiles each statement anew; the same few hundred texts come again and again. */
function keepingStatements(driver: SqlDriverAdapter): SqlDriverAdapter {
  if (!('client' in driver)) return driver;
  const client = driver.client as Pick<Client, 'prepare'>;
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, Statement>();

  function statementFor(sql: string): Statement {
    const known = kept.get(sql);
    if (known) return known;
    const made = prepare(sql);
    kept.set(sql, made);
    const [oldest] = kept.keys();
    if (kept.size > MOST_STATEMENTS && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  // The part of a statement that the adapter uses; binding is left to the run, since it cannot be done twice.
  Object.assign(client, {
    prepare(sql: string) {
      const statement = statementFor(sql);
      const bind = (values: unknown[]) => ({
        reader: statement.reader,
        columns: () => statement.columns(),
        run: () => statement.run(...values),
        raw: () => ({ all: () => statement.raw().all(...values) }),
      });
      return { bind, ...bind([]) };
    },
  });
  return driver;
}

interface Lock {
  /** Resolves with the release once everyone before has released. */
  acquire(): Promise<() => void>;
  hold<T>(work: () => Promise<T>): Promise<T>;
}

function createLock(): Lock {
  let last: Promise<void> = Promise.resolve();
  async function acquire(): Promise<() => void> {
    const before = last;
    let release = (): void => undefined;
    last = new Promise((done) => {
      release = done;
    });
    await before;
    return release;
  }
  return {
    acquire,
    async hold(work) {
      const release = await acquire();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
