import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { AppError } from '../../../errors.ts';
import type { DatabaseStore } from '../types.ts';
import { sync } from './disk.ts';

const run = promisify(execFile);
/** Parameters of Prisma and poolers that PostgreSQL's own tools do not take. */
const FOREIGN_PARAMETERS = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer'];

/** By PostgreSQL's own pg_dump and pg_restore, which have to be on PATH and as new as the server. */
export function postgresStore(url: string, dataFolder: string): DatabaseStore {
  return {
    provider: 'postgresql',
    entry: 'database.dump',
    copyTo: (copy) => runTool(url, 'pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${copy}`]),
    check: checkDump,
    isUsed: async () => (await countOf(url, TABLES)) > 0,
    replaceWith: (copy, suffix) => replaceDatabase(url, { copy, aside: join(dataFolder, `database.dump${suffix}`) }),
  };
}

const TABLES = "SELECT count(*)::int AS count FROM information_schema.tables WHERE table_schema = 'public'";
const OTHERS = `SELECT count(*)::int AS count FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

async function checkDump(path: string): Promise<void> {
  const { stdout } = await callTool('pg_restore', ['--list', path], process.env);
  if (!stdout.includes('_prisma_migrations')) throw new AppError('invalid_input', '备份里不是本程序的数据库');
}

/** In one transaction: the whole copy, or what was there before. */
async function replaceDatabase(
  url: string,
  { copy, aside }: { copy: string; aside: string },
): Promise<string | undefined> {
  if ((await countOf(url, OTHERS)) > 0) {
    throw new AppError('conflict', '还有程序连着这个数据库，请先停掉机器人再恢复');
  }
  const hasFormer = (await countOf(url, TABLES)) > 0;
  if (hasFormer) {
    await runTool(url, 'pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${aside}`]);
    await sync(aside);
  }
  const options = [
    '--single-transaction',
    '--exit-on-error',
    '--clean',
    '--if-exists',
    '--no-owner',
    '--no-privileges',
  ];
  await runTool(url, 'pg_restore', [...options, copy]);
  return hasFormer ? aside : undefined;
}

async function countOf(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ count: number }>(sql);
    return rows[0]?.count ?? 0;
  } catch (error) {
    throw new AppError('database_unusable', `无法连接数据库：${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
}

/** The password goes by the environment: arguments can be seen by everybody on the machine. */
async function runTool(url: string, tool: string, args: string[]): Promise<void> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  for (const name of FOREIGN_PARAMETERS) address.searchParams.delete(name);
  const environment = password === '' ? process.env : { ...process.env, PGPASSWORD: password };
  await callTool(tool, [`--dbname=${address.href}`, ...args], environment);
}

async function callTool(tool: string, args: string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string }> {
  try {
    return await run(tool, args, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      const advice = '请安装 PostgreSQL 客户端，或请数据库管理员用 pg_dump、pg_restore 处理';
      throw new AppError('not_found', `没有找到 ${tool} 命令，${advice}`, { cause: error });
    }
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const reason = stderr.trim().split('\n')[0] ?? '';
    throw new AppError('invalid_input', `${tool} 没有成功：${reason}`, { cause: error });
  }
}
