import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  try {
    if (!existsSync(path)) {
      mkdirSync(dataFolder, { recursive: true });
      writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    }
  } catch (error) {
    throw new AppError('bad_config', `无法写入 ${path}，请检查这个文件夹的权限`, { cause: error });
  }
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new AppError('bad_config', `${path} 已损坏，请从备份恢复它；没有它，加密的资料打不开`);
  }
  return Buffer.from(text, 'hex');
}

/** A key for one purpose only, derived from the installation's key. */
export function deriveKey(dataKey: Buffer, purpose: string): Buffer {
  return createHmac('sha256', dataKey).update(purpose).digest();
}
