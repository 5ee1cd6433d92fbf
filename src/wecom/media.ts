import { decryptFile } from '@wecom/aibot-node-sdk';
import { parse } from 'content-disposition';
import type { FetchedMedia, MediaSource } from '../bot/attachment/keep.ts';
import { AppError, userError } from '../errors.ts';

/** WeCom takes more; nobody proves a deed with it. */
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;
/** Ciphertext is padded to 32 bytes. */
const MAX_SEALED_BYTES = MAX_MEDIA_BYTES + 32;
const TIMEOUT_MS = 30_000;

export interface MediaOptions {
  /** A stand-in's origin, which may be called without TLS. */
  apiBase: string;
  /** EncodingAESKey of the callback, for addresses that bring no key of their own. */
  callbackAesKey?: string | undefined;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/**
 * Downloads and decrypts a picture or file (https://developer.work.weixin.qq.com/document/path/100719); the address
 * is good for five minutes. No redirect is followed, and no more is read than is kept.
 * @throws AppError `wecom_unreachable`: worth another try; `wecom_refused`: the address is no longer good;
 * `invalid_input`, for the sender: too large, or not to be decrypted.
 */
export function createMediaFetcher(options: MediaOptions): (source: MediaSource) => Promise<FetchedMedia> {
  return async ({ url, key }) => {
    const response = await request(url, options);
    const sealed = await readAtMost(response, MAX_SEALED_BYTES);
    const aesKey = key ?? (options.callbackAesKey === undefined ? undefined : `${options.callbackAesKey}=`);
    if (aesKey === undefined) throw userError('invalid_input', '没有解开它的密钥');
    const name = nameIn(response.headers.get('content-disposition'));
    return { bytes: open(sealed, aesKey), ...(name === undefined ? {} : { name }) };
  };
}

async function request(url: string, options: MediaOptions): Promise<Response> {
  if (!isAllowed(url, options.apiBase)) throw new AppError('wecom_refused', '图片或文件的地址不像是企业微信的');
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status >= 500) throw new AppError('wecom_unreachable', `取图片或文件时 HTTP ${response.status}`);
    throw new AppError('wecom_refused', `图片或文件的地址已经失效（HTTP ${response.status}）`);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('wecom_unreachable', '取图片或文件时连接中断');
  }
}

/** @throws AppError `invalid_input`, for the sender, where it is more; `wecom_unreachable` where it breaks off. */
export async function readAtMost(response: Response, max: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > max) throw userError('invalid_input', '超过 20 MB 了');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('wecom_unreachable', '取图片或文件时连接中断');
  }
  return Buffer.concat(chunks);
}

function open(sealed: Buffer, key: string): Buffer {
  try {
    return decryptFile(sealed, key);
  } catch {
    throw userError('invalid_input', '内容残缺，解不开');
  }
}

/** The file name of a content-disposition. */
export function nameIn(header: string | null): string | undefined {
  if (header === null) return undefined;
  try {
    return parse(header).parameters.filename;
  } catch {
    return undefined;
  }
}

function isAllowed(url: string, apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol } = new URL(url);
  return protocol === 'https:' || origin === new URL(apiBase).origin;
}
