import { timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { AppError } from '../errors.ts';

const MAX_SKEW_MS = 10 * 60_000;

/** What comes with a callback: three values of its address and the ciphertext (`echostr` or the body's `encrypt`). */
export interface Envelope {
  signature: string;
  /** Seconds since 1970, as typed in the address. */
  timestamp: string;
  nonce: string;
  encrypt: string;
}

export interface Crypto {
  /**
   * The plain text of a callback; nothing is decrypted before the signature holds.
   * @throws AppError `refused_request`, its message telling the operator what to check.
   */
  open(envelope: Envelope, now: Date): string;
  /** Encrypts and signs an answer. `timestamp` in seconds; `random`: 16 bytes, fresh ones unless given. */
  seal(plain: string, stamp: { timestamp: number; nonce: string; random?: Buffer }): Sealed;
}

export interface Sealed {
  encrypt: string;
  signature: string;
}

export interface CryptoOptions {
  token: string;
  /** EncodingAESKey, 43 characters. */
  aesKey: string;
  /** Empty for an AI bot of one's own corporation; the corporation's id for an app. */
  receiveId: string;
  /** What the operator has set them by. */
  settings?: { token: string; aesKey: string; receiveId: string };
}

const BOT_SETTINGS = { token: 'WECOM_BOT_TOKEN', aesKey: 'WECOM_BOT_AES_KEY', receiveId: '后台填的回调地址' };

/**
 * The scheme of https://developer.work.weixin.qq.com/document/path/90968: @wecom/crypto does the cipher and the
 * hash, here are the checks it leaves out.
 */
export function createCrypto(options: CryptoOptions): Crypto {
  return {
    open(envelope, now) {
      checkSignature(options, envelope);
      checkAge(envelope.timestamp, now);
      return openCiphertext(options, envelope.encrypt);
    },
    seal(plain, { timestamp, nonce, random }) {
      const ciphertext = encrypt(options.aesKey, plain, options.receiveId, random);
      return { encrypt: ciphertext, signature: getSignature(options.token, timestamp, nonce, ciphertext) };
    },
  };
}

function checkSignature({ token, settings = BOT_SETTINGS }: CryptoOptions, envelope: Envelope): void {
  const expected = Buffer.from(getSignature(token, envelope.timestamp, envelope.nonce, envelope.encrypt));
  const given = Buffer.from(envelope.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refusal(`签名不符：请核对 Token（${settings.token}），要和企业微信后台填的一样`);
  }
}

function checkAge(timestamp: string, now: Date): void {
  const sentMs = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  if (!(Math.abs(now.getTime() - sentMs) <= MAX_SKEW_MS)) {
    throw refusal('时间戳和本机时钟相差超过 10 分钟：请校准服务器时间；如果时间是准的，可能有人在重放旧请求');
  }
}

function openCiphertext(options: CryptoOptions, ciphertext: string): string {
  const { aesKey, receiveId, settings = BOT_SETTINGS } = options;
  const { message, id, random } = decryptOrRefuse(options, ciphertext);
  // Sealing again what was opened gives the very same bytes only if every padding byte, the length field and
  // the encoding of the text were right.
  const again = encrypt(aesKey, message, id, random);
  if (!Buffer.from(again, 'base64').equals(Buffer.from(ciphertext, 'base64'))) throw undecryptable(options);
  if (id !== receiveId) throw refusal(`receiveid 不符：这个请求不是发给这个机器人的，请核对${settings.receiveId}`);
  return message;
}

function decryptOrRefuse(options: CryptoOptions, ciphertext: string): ReturnType<typeof decrypt> {
  try {
    return decrypt(options.aesKey, ciphertext);
  } catch (error) {
    throw undecryptable(options, error);
  }
}

function undecryptable({ settings = BOT_SETTINGS }: CryptoOptions, cause?: unknown): AppError {
  return refusal(`解不开密文：请核对 EncodingAESKey（${settings.aesKey}），要和企业微信后台填的一样`, cause);
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError('refused_request', message, { cause });
}
