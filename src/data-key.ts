import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from './errors.ts';

/** Where the key lies when it is not in the environment; belongs into every backup. */
export function dataKeyPath(dataFolder: string): string {
  return join(dataFolder, 'data.key');
}

/**
 * The 32-byte key of this installation: DATA_KEY, or made at the first start and kept under `dataFolder`.
 * @throws AppError `bad_config` when the kept key is damaged or the folder cannot be written.
 */
export function loadDataKey(dataFolder: string, given: string | undefined): Buffer {
  if (given) return Buffer.from(given, 'hex');
  const path = dataKeyPath(dataFolder);
  const text = readOrMake(path).trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new AppError('bad_config', `${path} 已损坏，请从备份恢复它；没有它，加密的资料打不开`);
  }
  return Buffer.from(text, 'hex');
}

/** Two processes that start at once come to the same key: a file is put in its place whole, and only once. */
function readOrMake(path: string): string {
  const made = `${path}.${process.pid}`;
  try {
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(made, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
      putInPlace(made, path);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('bad_config', `读不了或写不了 ${path}，请检查它和所在文件夹的权限`, { cause: error });
  }
}

function putInPlace(made: string, path: string): void {
  try {
    linkSync(made, path);
  } catch {
    // There by now, or on a disk that knows no links.
    if (!existsSync(path)) renameSync(made, path);
  } finally {
    rmSync(made, { force: true });
  }
}

/** A key for one purpose only, derived from the installation's key. */
export function deriveKey(dataKey: Buffer, purpose: string): Buffer {
  return createHmac('sha256', dataKey).update(purpose).digest();
}
