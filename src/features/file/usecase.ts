import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewFile } from '../../bot/services.ts';
import type { Db } from '../../database.ts';
import { findFile, insertFile } from './store.ts';

/** How long a link opens its file. */
export const LINK_MS = 7 * 24 * 60 * 60_000;

/** Puts the bytes on disk under `folder`, then notes them: a row never stands for bytes that are not there. Returns its id. */
export async function keepFile(db: Db, place: { folder: string; now: Date }, file: NewFile): Promise<string> {
  const id = randomBytes(16).toString('hex');
  await mkdir(place.folder, { recursive: true });
  await writeDurably(join(place.folder, id), file.bytes);
  await syncFolder(place.folder);
  const row = { id, name: file.name, mime: file.mime, size: file.bytes.byteLength, sha256: sha256Of(file.bytes) };
  await insertFile(db, row, place.now);
  return id;
}

/** The file as it was kept; undefined where it is not known, gone from the disk or no longer the same bytes. */
export async function readKeptFile(db: Db, folder: string, id: string): Promise<NewFile | undefined> {
  const row = await findFile(db, id);
  if (!row) return undefined;
  const bytes = await readFile(join(folder, row.id)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes || sha256Of(bytes) !== row.sha256) return undefined;
  return { name: row.name, mime: row.mime, bytes };
}

/** The address that opens the file until `expiresAt`. `baseUrl` without a slash at the end. */
export function signLink(link: { key: Buffer; baseUrl: string; id: string; expiresAt: Date }): string {
  const expires = String(Math.floor(link.expiresAt.getTime() / 1000));
  const signature = signatureOf(link.key, link.id, expires).toString('base64url');
  return `${link.baseUrl}/files/${link.id}?expires=${expires}&signature=${signature}`;
}

/** Whether the link was made by `signLink` with this key and still holds; takes as long for a wrong signature as for a right one. */
export function verifyLink(link: { key: Buffer; id: string; expires: string; signature: string; now: Date }): boolean {
  if (!/^\d{1,12}$/.test(link.expires)) return false;
  const expected = signatureOf(link.key, link.id, link.expires);
  const given = Buffer.from(link.signature, 'base64url');
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  return isRight && Number(link.expires) * 1000 > link.now.getTime();
}

function signatureOf(key: Buffer, id: string, expires: string): Buffer {
  return createHmac('sha256', key).update(`file\n${id}\n${expires}`).digest();
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is on disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
