import type { Db } from '../../database.ts';

export interface FileRow {
  id: string;
  name: string;
  mime: string;
  size: number;
  sha256: string;
}

export async function insertFile(db: Db, row: FileRow, createdAt: Date): Promise<void> {
  await db.storedFile.create({ data: { ...row, createdAt }, select: { id: true } });
}

export async function findFile(db: Db, id: string): Promise<FileRow | null> {
  return db.storedFile.findUnique({
    where: { id },
    select: { id: true, name: true, mime: true, size: true, sha256: true },
  });
}
