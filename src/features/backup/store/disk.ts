import { open } from 'node:fs/promises';

/** On disk, not only in the system's memory; a folder: the names in it. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
