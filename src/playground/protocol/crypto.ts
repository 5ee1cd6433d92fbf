import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Violation } from './violation.ts';

const BLOCK = 32;
const HEADER = 20;

/** sha1 over the four values in byte order, as hex: https://developer.work.weixin.qq.com/document/path/90968 */
export function sign(parts: { token: string; timestamp: string; nonce: string; encrypted: string }): string {
  const values = Object.values(parts).map((value) => Buffer.from(value));
  return createHash('sha1')
    .update(Buffer.concat(values.sort(Buffer.compare)))
    .digest('hex');
}

export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Base64 of random(16) ‖ length ‖ message ‖ receiveId under AES-256-CBC. */
export function encrypt(aesKey: string, message: string, receiveId = '', random = randomBytes(16)): string {
  return encryptBytes(keyOf(aesKey), frame(message, receiveId, { random })).toString('base64');
}

/** random(16) ‖ length ‖ message ‖ receiveId; `length`: what is said of the message's. */
export function frame(
  message: string,
  receiveId: string,
  { random = randomBytes(16), length = Buffer.byteLength(message) } = {},
): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(length);
  return Buffer.concat([random, header, Buffer.from(message), Buffer.from(receiveId)]);
}

/** A file as the media host gives it: no header, padded to 32 bytes under the 32 bytes of `key`. */
export function encryptBytes(key: Buffer, plain: Buffer): Buffer {
  const pad = BLOCK - (plain.length % BLOCK);
  return encipher(key, Buffer.concat([plain, Buffer.alloc(pad, pad)]));
}

/** As it is, without padding: whole blocks. */
export function encipher(key: Buffer, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** @throws Violation for a text that is cut short, badly padded, or meant for another `receiveId`. */
export function decrypt(aesKey: string, encrypted: string, receiveId = ''): string {
  const plain = withoutPadding(decipher(keyOf(aesKey), Buffer.from(encrypted, 'base64')));
  if (plain.length < HEADER) throw new Violation('密文解开后太短');
  const end = HEADER + plain.readUInt32BE(16);
  if (end > plain.length) throw new Violation('密文里写的长度超出了内容');
  if (plain.subarray(end).toString() !== receiveId) throw new Violation('密文里的 receiveid 不对');
  return plain.subarray(HEADER, end).toString();
}

function decipher(key: Buffer, encrypted: Buffer): Buffer {
  if (encrypted.length === 0 || encrypted.length % BLOCK !== 0) throw new Violation('密文的长度不对');
  const tool = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([tool.update(encrypted), tool.final()]);
}

function withoutPadding(plain: Buffer): Buffer {
  const pad = plain.at(-1) ?? 0;
  const isPadded = pad >= 1 && pad <= BLOCK && plain.subarray(-pad).every((byte) => byte === pad);
  if (!isPadded) throw new Violation('密文的补位不对');
  return plain.subarray(0, -pad);
}

/** The 32 bytes of an EncodingAESKey. */
export function keyOf(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  if (key.length !== BLOCK) throw new Violation('EncodingAESKey 应是 43 个字母或数字');
  return key;
}
