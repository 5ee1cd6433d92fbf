import type { Db } from '../../../database.ts';
import { findOrigins } from '../store.ts';

/** From which row of which file records came, `“六月.xlsx”第5行`, by subject; who was told in chat is not among them. */
export async function originsOf(db: Db, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const origins = await findOrigins(db, subjects);
  return new Map(
    origins.map(({ subject, sheet, row, file }) => [
      subject,
      `“${file.name}”${sheet === null ? '' : `「${sheet}」`}第${row}行`,
    ]),
  );
}
