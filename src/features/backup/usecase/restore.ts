import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { AppError } from '../../../errors.ts';
import { ENTRY_NAME, type Manifest } from '../schema.ts';
import { sync } from '../store/disk.ts';
import type { BackupPlace, DatabaseStore } from '../types.ts';
import { unverified, verifyFolder } from './manifest.ts';

export interface Restored {
  manifest: Manifest;
  /** Where what was there before has been kept. */
  kept: string[];
}

/**
 * Puts a backup in the place of what is there, after everything in it has been verified. What was there is kept
 * beside it as `….before-restore-<time>`.
 * @throws AppError where the file cannot be verified, or there is data and `isForced` is not set.
 */
export async function restoreBackup(
  store: DatabaseStore,
  place: BackupPlace,
  { source, now, isForced }: { source: string; now: Date; isForced: boolean },
): Promise<Restored> {
  const path = resolve(source);
  if (!existsSync(path)) throw new AppError('not_found', `没有找到备份文件 ${path}`);
  await mkdir(place.dataFolder, { recursive: true });
  const folder = await mkdtemp(join(place.dataFolder, '.restore-'));
  try {
    await unpack(path, folder);
    const manifest = await verifyFolder(folder);
    await verifyDatabase(store, folder, manifest);
    if (!isForced && (await store.isUsed())) {
      throw new AppError('conflict', '已经有数据库了，没有覆盖它；确实要换成备份里的，请加 --force（原来的会另存）');
    }
    for (const entry of manifest.entries) await sync(join(folder, entry.path));
    const suffix = `.before-restore-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
    const former = await store.replaceWith(join(folder, store.entry), suffix);
    const moved = await replaceData(place.dataFolder, folder, suffix);
    await sync(place.dataFolder);
    return { manifest, kept: [...(former === undefined ? [] : [former]), ...moved] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes only plain files of the names a backup has; anything else in it makes it refused as a whole. */
async function unpack(path: string, folder: string): Promise<void> {
  const strange: string[] = [];
  try {
    await extract({
      file: path,
      cwd: folder,
      strict: true,
      filter: (name, entry) => {
        const isPlain = 'type' in entry ? entry.type === 'File' : entry.isFile();
        const isKnown = isPlain && ENTRY_NAME.test(name);
        if (!isKnown) strange.push(name);
        return isKnown;
      },
    });
  } catch (error) {
    throw unverified('它不是完整的备份文件', error);
  }
  if (strange.length > 0) throw unverified(`里面有不该有的 ${strange[0]}`);
}

async function verifyDatabase(store: DatabaseStore, folder: string, manifest: Manifest): Promise<void> {
  if (manifest.provider !== store.provider) {
    const names = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };
    throw unverified(`备份的是 ${names[manifest.provider]}，DATABASE_URL 却是 ${names[store.provider]}`);
  }
  if (!manifest.entries.some((entry) => entry.path === store.entry)) throw unverified('里面没有数据库');
  await store.check(join(folder, store.entry)).catch((error: unknown) => {
    throw error instanceof AppError ? unverified(error.message, error) : error;
  });
}

/** The key only where the backup has one; the files as they were then. Returns where the former ones are. */
async function replaceData(dataFolder: string, folder: string, suffix: string): Promise<string[]> {
  const kept: string[] = [];
  for (const name of ['data.key', 'files']) {
    const current = join(dataFolder, name);
    const restored = join(folder, name);
    if (name === 'data.key' && !existsSync(restored)) continue;
    if (existsSync(current)) {
      await rename(current, current + suffix);
      kept.push(current + suffix);
    }
    if (!existsSync(restored)) continue;
    await rename(restored, current);
    if (name === 'data.key') await chmod(current, 0o600);
  }
  return kept;
}
