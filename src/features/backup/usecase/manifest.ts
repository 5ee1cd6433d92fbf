import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../errors.ts';
import { type Manifest, manifestSchema } from '../schema.ts';

export const MANIFEST = 'manifest.json';

/** Every file under `folder` but the manifest, in order of name, with size and hash. */
export async function describeFolder(folder: string): Promise<Manifest['entries']> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== MANIFEST)
    .sort();
  const entries: Manifest['entries'] = [];
  for (const path of paths) {
    const full = join(folder, path);
    entries.push({ path, size: (await stat(full)).size, sha256: await hashOf(full) });
  }
  return entries;
}

/** @throws AppError where the manifest cannot be read or a file is missing, added or changed. */
export async function verifyFolder(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const actual = new Map((await describeFolder(folder)).map((entry) => [entry.path, entry]));
  for (const entry of manifest.entries) {
    const found = actual.get(entry.path);
    if (!found) throw unverified(`缺少 ${entry.path}`);
    if (found.sha256 !== entry.sha256 || found.size !== entry.size) throw unverified(`${entry.path} 和清单对不上`);
    actual.delete(entry.path);
  }
  const [extra] = actual.keys();
  if (extra !== undefined) throw unverified(`清单里没有 ${extra}`);
  return manifest;
}

export function unverified(reason: string, cause?: unknown): AppError {
  return new AppError('invalid_input', `这个文件不能用来恢复：${reason}。没有改动任何数据`, { cause });
}

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
  } catch (error) {
    throw unverified('没有清单，或清单不是本版本认识的', error);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
