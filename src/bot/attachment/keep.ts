import type { Database } from '../../database.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { enqueue, type Target } from '../outbox.ts';
import type { NewFile } from '../services.ts';
import { identify } from './content.ts';
import {
  claimAttachment,
  countAttachments,
  findPending,
  findTeller,
  markKept,
  markRefused,
  type PendingAttachment,
  putOff,
} from './store.ts';

export interface MediaSource {
  url: string;
  /** Base64; undefined: the key of the callback. */
  key?: string;
}

export interface FetchedMedia {
  bytes: Uint8Array;
  name?: string;
}

export interface AttachmentOptions {
  database: Database;
  logger: Logger;
  now(): Date;
  /** Downloads and decrypts; see wecom/media.ts for what it throws. */
  fetch(source: MediaSource): Promise<FetchedMedia>;
  /** Keeps the bytes under data/; returns the file's id. */
  keepFile(file: NewFile, now: Date): Promise<string>;
}

export interface KeptCount {
  kept: number;
  /** Why the others are not, a few words each. */
  reasons: string[];
}

export interface Attachments {
  /** Fetches those of one message until each is kept or refused. */
  keepOf(messageId: number): Promise<KeptCount>;
  /** Starts fetching those of a message now; the sweep would find them too. */
  wake(messageId: number): void;
  /** Fetches what is still open, e.g. after a restart. */
  sweep(): Promise<void>;
  settle(): Promise<void>;
}

/** WeCom gives the address for five minutes. */
const VALID_MS = 5 * 60_000;
const RETRY_MS = 5_000;
const NOTICE_USEFUL_MS = 24 * 3_600_000;
const TOO_LATE = '没能在五分钟内取到';

/** Pictures and files that came with messages: fetched while their address is good, checked, kept under data/. */
export function createAttachments(options: AttachmentOptions): Attachments {
  const { database, logger } = options;
  const running = new Set<Promise<void>>();

  async function keepOf(messageId: number): Promise<KeptCount> {
    for (;;) {
      for (const row of await findPending(database.db, options.now(), messageId)) await take(row);
      const { pending, ...count } = await countAttachments(database.db, messageId);
      if (pending === 0) return count;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS / 10));
    }
  }

  async function take(row: PendingAttachment): Promise<void> {
    const now = options.now();
    if (!(await claimAttachment(database.db, row.id, now))) return;
    try {
      const { bytes, name } = await options.fetch({ url: row.url, ...(row.key === null ? {} : { key: row.key }) });
      const file = { ...(await identify(bytes, name)), bytes };
      await markKept(database.db, row.id, await options.keepFile(file, now));
    } catch (error) {
      await giveUpOrPutOff(row, error);
    }
  }

  async function giveUpOrPutOff(row: PendingAttachment, error: unknown): Promise<void> {
    const now = options.now();
    const isForSender = error instanceof AppError && error.isForUser;
    const isPassing = !(error instanceof AppError) || error.code === 'wecom_unreachable';
    const isValid = now.getTime() - row.createdAt.getTime() < VALID_MS;
    logger.warn({ attachment: row.id, err: error }, '一张图片或一个文件没有取到；五分钟内还会再试，过后会告诉发的人');
    if (!isForSender && isPassing && isValid) {
      return putOff(database.db, row.id, new Date(now.getTime() + RETRY_MS));
    }
    await refuse(row, isForSender ? error.message : TOO_LATE);
  }

  /** The refusal and the word to the sender are one transaction. */
  async function refuse(row: PendingAttachment, reason: string): Promise<void> {
    const now = options.now();
    await database.transaction(async (db) => {
      if (!(await markRefused(db, row.id, reason))) return;
      const teller = await findTeller(db, row.messageId);
      if (!teller) return;
      const { chatId, userid } = teller;
      const target: Target = chatId === null ? { kind: 'person', userid } : { kind: 'chat', chatId };
      const text = `刚才发来的${row.kind === 'image' ? '照片' : '文件'}没有存下来：${reason}。请再发一次。`;
      const mentions = chatId === null ? {} : { mentions: [userid] };
      const usefulUntil = new Date(now.getTime() + NOTICE_USEFUL_MS);
      const content = { kind: 'text', text, ...mentions } as const;
      const key = `attachment:${row.id}`;
      await enqueue(db, { key, kind: 'attachment_refused', target, content, dueAt: now, usefulUntil }, now);
    });
  }

  function wake(messageId: number): void {
    const work = findPending(database.db, options.now(), messageId)
      .then(async (rows) => {
        for (const row of rows) await take(row);
      })
      .catch((error: unknown) => logger.error({ err: error, messageId }, '取图片或文件时出错，稍后会再试'))
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function sweep(): Promise<void> {
    for (const row of await findPending(database.db, options.now())) await take(row);
  }

  return { keepOf, wake, sweep, settle: async () => void (await Promise.allSettled(running)) };
}
