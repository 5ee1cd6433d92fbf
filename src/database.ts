import { PrismaPg } from '@prisma/adapter-pg';
import { describeFault } from './database-fault.ts';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts';
import { type Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { applyMigrations } from './migrate.ts';
import { checkWritable, createSqliteAdapter, createSqliteMigrationAdapter } from './sqlite.ts';

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
/** For a server that does not answer at all; also the longest wait for a free connection. */
const CONNECT_MS = 30_000;
/** How many transactions may share one commit on SQLite. */
const LARGEST_GROUP = 64;

/**
 * Opens the database at `url` (`file:…` or `postgresql://…`) and brings it up to the newest migration.
 * @throws AppError `database_unusable` when it cannot be opened, is no database, or cannot be written.
 */
export async function openDatabase(url: string): Promise<Database> {
  const provider = providerOf(url);
  try {
    if (provider === 'sqlite') {
      const migrating = createSqliteMigrationAdapter(url);
      await applyMigrations(migrating, provider);
      await checkWritable(migrating);
      return wrap(new SqliteClient({ adapter: createSqliteAdapter(url) }), provider);
    }
    const adapter = new PrismaPg({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    await applyMigrations(adapter, provider);
    return wrap(postgresClient(adapter), provider);
  } catch (error) {
    throw describeFault(url, error);
  }
}

export function providerOf(url: string): Provider {
  return /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite';
}

/** Both clients come from the same models; only the SQL beneath differs, so one type serves. */
function postgresClient(adapter: PrismaPg): SqliteClient {
  return new PostgresClient({ adapter }) as unknown as SqliteClient;
}

function wrap(client: SqliteClient, provider: Provider): Database {
  const begin = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.$transaction(work, { maxWait: 30_000, timeout: 30_000 });
      } catch (error) {
        if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
      }
    }
  };
  return {
    provider,
    db: client,
    // PostgreSQL runs transactions side by side; SQLite one after the other, so those that wait share a commit.
    transaction: provider === 'sqlite' ? createGroupCommit(begin) : begin,
    close: () => client.$disconnect(),
  };
}

interface Waiting {
  /** Runs the work inside the given transaction and keeps its result for `settle`. */
  run(db: Db): Promise<void>;
  settle(): void;
  fail(error: unknown): void;
}

/**
 * Works that arrive while a transaction is being written wait and are then written together: one flush to disk for
 * all of them, and nobody is answered before it. Where one of them fails, nothing of the group is kept and each
 * is run again in a transaction of its own, so one person's mistake is only theirs.
 */
function createGroupCommit(begin: Database['transaction']): Database['transaction'] {
  let queue: Waiting[] = [];
  let isWriting = false;

  async function write(group: Waiting[]): Promise<void> {
    try {
      await begin(async (db) => {
        for (const waiting of group) await waiting.run(db);
      });
      for (const waiting of group) waiting.settle();
    } catch (error) {
      if (group.length === 1) group[0]?.fail(error);
      else for (const waiting of group) await write([waiting]);
    }
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (queue.length > 0) {
      // Everything below runs without going back to the event loop; let it first read the requests that are there.
      await new Promise((ready) => setImmediate(ready));
      const group = queue.slice(0, LARGEST_GROUP);
      queue = queue.slice(LARGEST_GROUP);
      await write(group);
    }
    isWriting = false;
  }

  return <T>(work: (db: Db) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let result: { value: T } | undefined;
      queue.push({
        async run(db) {
          result = { value: await work(db) };
        },
        settle: () => (result ? resolve(result.value) : reject(new Error('a transaction ended without its work'))),
        fail: reject,
      });
      if (!isWriting) void writeAll();
    });
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PASSING.has(String(error.code));
}
