import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { create, list } from 'tar';
import { AppError } from '../../../errors.ts';
import { ENTRY_NAME, type Manifest } from '../schema.ts';
import { sync } from '../store/disk.ts';
import type { BackupPlace, DatabaseStore } from '../types.ts';
import { describeFolder, MANIFEST } from './manifest.ts';

/**
 * Writes database, key and files to one tar at `target`, the bot running or not; readable by its owner only.
 * @returns what it holds.
 */
export async function writeBackup(
  store: DatabaseStore,
  place: BackupPlace,
  { target, now }: { target: string; now: Date },
): Promise<Manifest> {
  const path = resolve(target);
  await refuseOther(path);
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), '.backup-'));
  try {
    const content = join(folder, 'content');
    await mkdir(content);
    // The database first: whatever file it speaks of is on disk by then.
    await store.copyTo(join(content, store.entry));
    await copyData(place.dataFolder, content);
    const manifest: Manifest = {
      format: 'zhibu-volunteer-assistant-backup',
      version: 1,
      createdAt: now.toISOString(),
      provider: store.provider,
      entries: await describeFolder(content),
    };
    await writeFile(join(content, MANIFEST), JSON.stringify(manifest, null, 2));
    const made = join(folder, basename(path));
    const names = [MANIFEST, ...manifest.entries.map((entry) => entry.path)];
    await create({ file: made, cwd: content, portable: true, mode: 0o600 }, names);
    await sync(made);
    await rename(made, path);
    await sync(dirname(path));
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyData(dataFolder: string, content: string): Promise<void> {
  const key = join(dataFolder, 'data.key');
  if (existsSync(key)) await copyFile(key, join(content, 'data.key'));
  const files = join(dataFolder, 'files');
  if (!existsSync(files)) return;
  await mkdir(join(content, 'files'));
  for (const name of await readdir(files)) {
    if (ENTRY_NAME.test(`files/${name}`)) await copyFile(join(files, name), join(content, 'files', name));
  }
}

/** An older backup may be replaced, anything else of that name not: it might be the database itself. */
async function refuseOther(path: string): Promise<void> {
  if (!existsSync(path)) return;
  let first: string | undefined;
  await list({
    file: path,
    strict: true,
    onReadEntry: (entry) => {
      first ??= entry.path;
    },
  }).catch(() => undefined);
  if (first !== MANIFEST) throw new AppError('conflict', `${path} 已存在，而且不是备份文件，没有覆盖它，请换个文件名`);
}
