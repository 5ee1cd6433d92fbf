import { AppError } from './errors.ts';

/** What drivers and the schema engine say, in their words or codes, and what the operator is to make of it. */
const MEANINGS: readonly [RegExp, string][] = [
  [
    /not a database|NOTADB|malformed|CORRUPT/i,
    '它不是 SQLite 数据库，或者已经损坏；没有改动它，请核对 DATABASE_URL，或从备份恢复',
  ],
  [/P3005|schema is not empty/, '里面是别的程序的数据；没有改动它，请给机器人一个空的数据库'],
  [/readonly|read-only|EACCES|EPERM|EROFS|permission denied|P1010/i, '没有写入的权限，请检查它和所在文件夹的权限'],
  [/ENOTDIR|EEXIST|ENOENT/, '它所在的文件夹不存在，也建不出来'],
  [/CANTOPEN|unable to open/i, '打不开，请确认它不是文件夹，并且有读写它和所在文件夹的权限'],
  [/ENOSPC|SQLITE_FULL|disk is full/i, '磁盘满了'],
  [/SQLITE_BUSY|database is locked/i, '别的程序正占着它，请先停掉那个程序'],
  [
    /reach database server|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timeout/i,
    '连不上数据库服务器，请确认它已启动，地址和端口没有写错',
  ],
  [/Authentication failed|password/i, '用户名或密码不对'],
  [/Database .* does not exist/i, '服务器上没有这个数据库，请先建一个空的'],
  [/External error|Invalid URL|searchParams/i, '地址写得不对，应像 postgresql://用户名:密码@主机:5432/数据库'],
];

/** One sentence for the operator about a database that cannot be used; passwords are left out. */
export function describeFault(url: string, error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const meaning = MEANINGS.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? firstLineOf(message);
  return new AppError('database_unusable', `无法使用数据库 ${withoutPassword(url)}：${meaning}。`, { cause: error });
}

function firstLineOf(message: string): string {
  const line = message.split('\n').find((one) => one.trim() !== '');
  return line?.trim() ?? message;
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/.*@/, '://***@').replace(/(password=)[^&]*/i, '$1***');
}
