import type { Db } from '../../database.ts';
import { Prisma } from '../../generated/sqlite/client.ts';
import type { Before } from './types.ts';
import { chunks } from './usecase/chunks.ts';

/** What one statement may take. */
const AT_ONCE = 500;

export interface NewImportRow {
  sheet: string | null;
  row: number;
  key: string;
  content: string;
  subject: string;
  before: Before | null;
}

export interface ImportFile {
  id: number;
  kind: string;
  name: string;
  rowCount: number;
  createdAt: Date;
}

export async function findUnits(db: Db): Promise<Map<string, number>> {
  return new Map((await db.unit.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [name, id]));
}

export async function insertFile(
  db: Db,
  file: Omit<ImportFile, 'id'> & { actorId: number | null; messageId: number | null },
): Promise<number> {
  return (await db.importFile.create({ data: file, select: { id: true } })).id;
}

export async function insertRows(db: Db, fileId: number, rows: readonly NewImportRow[]): Promise<void> {
  for (const some of chunks(rows, AT_ONCE)) {
    await db.importRow.createMany({
      data: some.map(({ before, ...row }) => ({ ...row, fileId, before: before ?? Prisma.DbNull })),
    });
  }
}

export interface EarlierRow {
  key: string;
  content: string;
  subject: string;
}

/** Rows of files that have not been taken back, under one of the keys, the newest first. */
export async function findEarlierRows(db: Db, keys: readonly string[]): Promise<EarlierRow[]> {
  const found: (EarlierRow & { id: number })[] = [];
  for (const some of chunks([...new Set(keys)], AT_ONCE)) {
    const where = { key: { in: some }, file: { undoneAt: null } };
    const select = { id: true, key: true, content: true, subject: true };
    found.push(...(await db.importRow.findMany({ where, select })));
  }
  return found.sort((a, b) => b.id - a.id);
}

export interface Which {
  id?: number | undefined;
  kind?: string | undefined;
  /** The message that ordered it. */
  messageId?: number | undefined;
}

/** The newest not taken back; of its number, a kind or a message where these are given. */
export async function findFile(db: Db, which: Which): Promise<ImportFile | null> {
  const wanted = Object.fromEntries(Object.entries(which).filter(([, value]) => value !== undefined));
  return db.importFile.findFirst({
    where: { undoneAt: null, ...wanted },
    orderBy: { id: 'desc' },
    select: { id: true, kind: true, name: true, rowCount: true, createdAt: true },
  });
}

/** What the file made, the last first. */
export async function findMade(db: Db, fileId: number): Promise<{ subject: string; before: unknown }[]> {
  return db.importRow.findMany({
    where: { fileId },
    orderBy: { id: 'desc' },
    select: { subject: true, before: true },
  });
}

/** True for the one call that takes it back. */
export async function markUndone(db: Db, id: number, at: Date): Promise<boolean> {
  return (await db.importFile.updateMany({ where: { id, undoneAt: null }, data: { undoneAt: at } })).count > 0;
}

export interface Origin {
  subject: string;
  sheet: string | null;
  row: number;
  file: { name: string };
}

/** From which rows of which files the subjects came, the first first. */
export async function findOrigins(db: Db, subjects: readonly string[]): Promise<Origin[]> {
  const found: Origin[] = [];
  for (const some of chunks(subjects, AT_ONCE)) {
    found.push(
      ...(await db.importRow.findMany({
        where: { subject: { in: some }, file: { undoneAt: null } },
        orderBy: { id: 'asc' },
        select: { subject: true, sheet: true, row: true, file: { select: { name: true } } },
      })),
    );
  }
  return found;
}

export interface ListedFile extends ImportFile {
  undoneAt: Date | null;
  /** Null: an operator on the command line, or without a name. */
  by: string | null;
}

/** The newest first. */
export async function findFiles(db: Db, limit: number): Promise<ListedFile[]> {
  const select = { id: true, kind: true, name: true, rowCount: true, createdAt: true, undoneAt: true, actorId: true };
  const files = await db.importFile.findMany({ orderBy: { id: 'desc' }, take: limit, select });
  const ids = files.flatMap(({ actorId }) => actorId ?? []);
  const people = await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return files.map(({ actorId, ...file }) => ({ ...file, by: names.get(actorId ?? 0) ?? null }));
}

/** Takes the files of a message for tables: they prove nothing. */
export async function markAsTable(db: Db, messageId: number): Promise<void> {
  await db.attachment.updateMany({ where: { messageId, subject: null }, data: { subject: `table:${messageId}` } });
}

/** The files kept of a message. */
export async function findKeptOf(db: Db, messageId: number): Promise<{ id: string; name: string }[]> {
  const rows = await db.attachment.findMany({
    where: { messageId, state: 'kept' },
    orderBy: { id: 'asc' },
    select: { file: { select: { id: true, name: true } } },
  });
  return rows.flatMap(({ file }) => file ?? []);
}
