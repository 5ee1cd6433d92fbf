import { writeFile } from 'node:fs/promises';
import { AppError } from '../errors.ts';

const REASONS: Record<string, string> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有权限',
  EISDIR: '这是一个文件夹',
  ENOSPC: '磁盘满了',
};

/** Why a file cannot be read, in one line. */
export function fileError(path: string, cause: unknown): AppError {
  return new AppError('not_found', `读不了文件 ${path}：${reasonOf(cause)}`, { cause });
}

/** @throws AppError with one line on why it cannot be written. */
export async function writeOut(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw new AppError('not_found', `写不了文件 ${path}：${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return REASONS[code] ?? code;
}
