import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NewFile } from '../../../bot/services.ts';
import { AppError, userError } from '../../../errors.ts';
import type { Link } from './link.ts';

/** In three steps: https://developer.work.weixin.qq.com/document/path/101463. */
const CHUNK_BYTES = 512 * 1024;
const MIN_BYTES = 6;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const PICTURES = new Set(['image/jpeg', 'image/png']);
const CHUNK_TRIES = 3;

const startedSchema = z.object({ upload_id: z.string().min(1) });
const endedSchema = z.object({ media_id: z.string().min(1) });

/**
 * Gives WeCom a file for three days; a picture WeCom does not take as one goes as a file.
 * @throws AppError as Link.request does; `invalid_input`, for people, where WeCom takes no such file.
 */
export async function uploadFile(
  link: Pick<Link, 'request'>,
  { name, mime, bytes }: NewFile,
  wanted: 'file' | 'image',
): Promise<{ msgtype: 'file' | 'image'; mediaId: string }> {
  const size = bytes.byteLength;
  if (size < MIN_BYTES) throw userError('invalid_input', `文件「${name}」是空的，没有发：请重新生成。`);
  if (size > MAX_FILE_BYTES) {
    throw userError('invalid_input', `文件「${name}」超过 20 MB，企业微信发不了：请到网页上下载。`);
  }
  const isPicture = wanted === 'image' && PICTURES.has(mime) && size <= MAX_IMAGE_BYTES;
  const type = isPicture ? 'image' : 'file';
  const chunks = chunksOf(bytes);
  const md5 = createHash('md5').update(bytes).digest('hex');
  const init = { type, filename: name, total_size: size, total_chunks: chunks.length, md5 };
  const { upload_id } = read(startedSchema, await clearly(link.request('aibot_upload_media_init', init)));
  for (const [chunk_index, chunk] of chunks.entries()) {
    await sendChunk(link, { upload_id, chunk_index, base64_data: chunk.toString('base64') });
  }
  const ended = await clearly(link.request('aibot_upload_media_finish', { upload_id }));
  return { msgtype: type, mediaId: read(endedSchema, ended).media_id };
}

/** A chunk that came twice is ignored. */
async function sendChunk(link: Pick<Link, 'request'>, body: object): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await clearly(link.request('aibot_upload_media_chunk', body));
      return;
    } catch (error) {
      if (tries >= CHUNK_TRIES || !(error instanceof AppError) || error.code !== 'wecom_unreachable') throw error;
    }
  }
}

/** No answer leaves nothing unclear here: an upload shows nobody anything. */
async function clearly(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'wecom_unclear') throw error;
    throw new AppError('wecom_unreachable', '上传文件时企业微信没有回音', { cause: error });
  }
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new AppError('wecom_unreachable', '上传文件时企业微信的回答看不懂', { cause: parsed.error });
  return parsed.data;
}

/** From 0, as the SDK counts. */
function chunksOf(bytes: Uint8Array): Buffer[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) => whole.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
}
