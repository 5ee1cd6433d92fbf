import type { Db } from '../../../database.ts';
import { findFiles, type ListedFile } from '../store.ts';

export type { ListedFile } from '../store.ts';

const MOST_LISTED = 10;

/** The last imports, the newest first. */
export function listImports(db: Db): Promise<ListedFile[]> {
  return findFiles(db, MOST_LISTED);
}
