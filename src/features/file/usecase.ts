import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LateContext } from '../../bot/command.ts';
import { enqueue } from '../../bot/outbox.ts';
import type { NewFile, Services } from '../../bot/services.ts';
import type { Db } from '../../database.ts';
import { findFile, insertFile } from './store.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A file nobody has got within a day is asked for again. */
const USEFUL_MS = 86_400_000;

/** How a file made for somebody reaches them. */
export interface FileWay {
  /** Handed to the outbox for the chat. */
  isSent: boolean;
  link?: string;
}

/** Sends a kept file where it was asked for, once for each `key`, if there is a way; gives the link that opens it too. */
export async function offerFile(
  { linkFile, channels }: Pick<Services, 'linkFile' | 'channels'>,
  { database, chatId, userid, ...context }: LateContext,
  { fileId, key, kind }: { fileId: string; key: string; kind: string },
): Promise<FileWay> {
  const now = context.now();
  const url = linkFile(fileId, now);
  const link = url === undefined ? {} : { link: url };
  const target = chatId === null ? ({ kind: 'person', userid } as const) : ({ kind: 'chat', chatId } as const);
  const content = { kind: 'file', fileId } as const;
  if ((await channels.wayFor(target, content)) === undefined) return { isSent: false, ...link };
  const times = { dueAt: now, usefulUntil: new Date(now.getTime() + USEFUL_MS) };
  await database.transaction((db) => enqueue(db, { key, kind, target, content, ...times }, now));
  return { isSent: true, ...link };
}

/** The file goes after this answer, and may fail to: the link is there in any case. */
export function sayFileWay({ isSent, link }: FileWay): string {
  const opened = link === undefined ? undefined : `[打开 Word 文件](${link})（七天内有效）`;
  if (isSent) return opened ? `Word 文件随后发到群里；也可以直接${opened}。` : 'Word 文件随后发到群里。';
  return opened ?? '文字已存好，但 Word 文件还送不到这里：请管理员在设置里填上 PUBLIC_URL，再说一遍就能拿到链接。';
}

/** A name that every file system takes. */
export function fileNameOf(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').slice(0, 60);
}

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
