import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The WeCom side of the callback crypto, written apart from the bot's own so that one checks the other. */
export const TOKEN = 'TOKEN123';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export interface RawParts {
  text: string;
  receiveId?: string;
  /** What the length field says; the true length unless given. */
  length?: number;
  /** The padding, whole; right unless given. */
  padding?: (size: number) => Buffer;
}

export function sealRaw({ text, receiveId = '', length, padding }: RawParts): string {
  const message = Buffer.from(text);
  const header = Buffer.alloc(20, 'r');
  header.writeUInt32BE(length ?? message.length, 16);
  const body = Buffer.concat([header, message, Buffer.from(receiveId)]);
  const size = 32 - (body.length % 32);
  return cipher(Buffer.concat([body, padding ? padding(size) : Buffer.alloc(size, size)]));
}

/** Encrypts bytes of a whole number of blocks as they are. */
export function cipher(bytes: Buffer): string {
  const key = Buffer.from(AES_KEY, 'base64');
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(bytes), aes.final()]).toString('base64');
}

export function openRaw(encrypt: string): { text: string; receiveId: string } {
  const key = Buffer.from(AES_KEY, 'base64');
  const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([aes.update(encrypt, 'base64'), aes.final()]);
  const body = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + body.readUInt32BE(16);
  return { text: body.subarray(20, end).toString(), receiveId: body.subarray(end).toString() };
}

export function sign(timestamp: string, nonce: string, encrypt: string): string {
  const parts = [TOKEN, timestamp, nonce, encrypt].sort();
  return createHash('sha1').update(parts.join('')).digest('hex');
}

/** A callback body kept under test/fixtures/wecom, with `changes` laid over its top level. */
export function fixture(name: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const text = readFileSync(new URL(`../fixtures/wecom/${name}.json`, import.meta.url), 'utf8');
  const body: Record<string, unknown> = JSON.parse(text);
  return { ...body, ...changes };
}
