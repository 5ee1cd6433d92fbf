import type { Db } from '../../../database.ts';
import { readTableFile, type TableFile } from '../../../documents/table/file.ts';
import { AppError } from '../../../errors.ts';
import { findKeptOf, markAsTable } from '../store.ts';

const TABLE_NAME = /\.(?:xlsx?|csv)$/i;

/** The one table among the files of a message; undefined: there is none, or several. */
export async function findTable(db: Db, messageId: number): Promise<{ id: string; name: string } | undefined> {
  const files = await findKeptOf(db, messageId);
  const [only, ...others] = files;
  return only && others.length === 0 && TABLE_NAME.test(only.name) ? only : undefined;
}

/** What is in the bytes, or what is wrong with them in one sentence. */
export async function openTable(bytes: Uint8Array): Promise<TableFile | string> {
  try {
    return await readTableFile(bytes);
  } catch (error) {
    if (error instanceof AppError && error.isForUser) return error.message;
    throw error;
  }
}

/** From now on the message's file is a table, and proves nothing. */
export function takeForTable(db: Db, messageId: number): Promise<void> {
  return markAsTable(db, messageId);
}
