import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Violation } from '../../protocol/violation.ts';
import { createAllowance } from '../../world/allowance.ts';
import type { Body } from '../../world/log.ts';
import { type MediaStore, urlOf } from '../../world/media.ts';
import { parse } from './call.ts';

const MB = 1024 * 1024;
const CHUNK_BYTES = 512 * 1024;
const MAX_CHUNKS = 100;
const SESSION_MS = 30 * 60_000;
const VALID_MS = 3 * 86_400_000;
/** Uploads of a bot. */
const LIMITS = [
  { count: 30, ms: 60_000 },
  { count: 1000, ms: 3_600_000 },
];
const MAX_BYTES = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

export type MediaType = keyof typeof MAX_BYTES;

const initSchema = z
  .object({
    type: z.enum(['image', 'voice', 'video', 'file'], { error: '只能是 file、image、voice 或 video' }),
    filename: z.string().min(1, '不能空'),
    total_size: z.int().min(6, '要多于 5 字节'),
    total_chunks: z.int().min(1).max(MAX_CHUNKS, `最多 ${MAX_CHUNKS} 片`),
    md5: z
      .string()
      .regex(/^[0-9a-f]{32}$/i, '要是 32 位十六进制')
      .optional(),
  })
  .refine(({ type, total_size }) => total_size <= MAX_BYTES[type], { error: '文件太大', path: ['total_size'] })
  .refine(({ total_size, total_chunks }) => total_size <= total_chunks * CHUNK_BYTES, {
    error: '每片不超过 512 KB，片数不够',
    path: ['total_chunks'],
  });

const chunkSchema = z.object({
  upload_id: z.string(),
  /** From 0, as the SDK counts. */
  chunk_index: z.int().min(0),
  base64_data: z.base64().min(1, '不能空'),
});

const finishSchema = z.object({ upload_id: z.string() });

interface Session extends z.infer<typeof initSchema> {
  startedAt: number;
  chunks: Map<number, Buffer>;
}

/** Files in three steps; a session goes on after a reconnect. All throw Violation, and return the body of the ack. */
export interface Uploads {
  init(body: unknown): object;
  chunk(body: unknown): undefined;
  finish(body: unknown): object;
  /** What is shown of an uploaded file. */
  show(type: MediaType, mediaId: string): Body;
}

export function createUploads({ media, now }: { media: MediaStore; now: () => Date }): Uploads {
  const sessions = createSessions(now);
  const types = new Map<string, MediaType>();
  const count = createAllowance(now, LIMITS);
  return {
    init(body) {
      const wanted = parse(initSchema, body);
      count('');
      return { upload_id: sessions.open(wanted) };
    },
    chunk(body) {
      const { upload_id, chunk_index, base64_data } = parse(chunkSchema, body);
      const { total_chunks, chunks } = sessions.find(upload_id);
      const data = Buffer.from(base64_data, 'base64');
      if (chunk_index >= total_chunks) throw new Violation('chunk_index 从 0 数起，超出了 total_chunks');
      if (data.length > CHUNK_BYTES) throw new Violation('一片不能超过 512 KB');
      if (!chunks.has(chunk_index)) chunks.set(chunk_index, data);
      return undefined;
    },
    finish(body) {
      const { upload_id } = parse(finishSchema, body);
      const session = sessions.find(upload_id);
      const data = assemble(session);
      sessions.close(upload_id);
      const uploadedAt = now();
      const { id } = media.keep({ name: session.filename, data, key: 'aibot', uploadedAt });
      types.set(id, session.type);
      return { type: session.type, media_id: id, created_at: String(Math.floor(uploadedAt.getTime() / 1000)) };
    },
    show(type, mediaId) {
      const medium = media.find(mediaId);
      const isValid = types.get(mediaId) === type && medium && now().getTime() - medium.uploadedAt.getTime() < VALID_MS;
      if (!isValid) throw new Violation('invalid media_id', 40_007);
      const url = urlOf(medium);
      if (type === 'image') return { kind: 'image', text: '［图片］', url };
      const { name, data } = medium;
      return { kind: type === 'video' ? 'video' : 'file', text: name, name, url, size: data.length };
    },
  };
}

function createSessions(now: () => Date) {
  const sessions = new Map<string, Session>();
  const isOver = ({ startedAt }: Session) => now().getTime() - startedAt > SESSION_MS;
  return {
    open(wanted: z.infer<typeof initSchema>): string {
      for (const [id, session] of sessions) if (isOver(session)) sessions.delete(id);
      const id = randomUUID();
      sessions.set(id, { ...wanted, startedAt: now().getTime(), chunks: new Map() });
      return id;
    },
    find(id: string): Session {
      const session = sessions.get(id);
      if (!session || isOver(session)) throw new Violation('invalid upload_id');
      return session;
    },
    close: (id: string) => void sessions.delete(id),
  };
}

function assemble({ type, total_size, total_chunks, md5, chunks }: Session): Buffer {
  if (chunks.size < total_chunks) throw new Violation(`还缺 ${total_chunks - chunks.size} 片`);
  const data = Buffer.concat([...chunks].sort(([one], [other]) => one - other).map(([, chunk]) => chunk));
  if (data.length !== total_size) throw new Violation('各片加起来不是 total_size');
  if (md5 && createHash('md5').update(data).digest('hex') !== md5.toLowerCase()) throw new Violation('md5 不对');
  if (!isOfType(type, data)) throw new Violation('内容不是这一种文件：图片要 JPG 或 PNG，语音要 AMR，视频要 MP4');
  return data;
}

function isOfType(type: MediaType, data: Buffer): boolean {
  switch (type) {
    case 'image':
      return data.subarray(0, 3).toString('hex') === 'ffd8ff' || data.subarray(1, 4).toString() === 'PNG';
    case 'voice':
      return data.subarray(0, 5).toString() === '#!AMR';
    case 'video':
      return data.subarray(4, 8).toString() === 'ftyp';
    case 'file':
      return true;
  }
}
