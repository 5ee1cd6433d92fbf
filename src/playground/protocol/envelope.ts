import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { decrypt, encrypt, isSameSignature, sign } from './crypto.ts';
import { Violation } from './violation.ts';

export interface Keys {
  token: string;
  aesKey: string;
  /** The corporation's id for an app; empty for an AI bot. */
  receiveId?: string;
}

/** How callbacks go out and passive replies come back: as JSON for an AI bot, as XML for an app. */
export interface Envelope {
  contentType: string;
  keys: Keys;
  /** The body of the request that brings `encrypted`. */
  write(encrypted: string): string;
  /**
   * What is inside a passive reply; undefined for an empty body, which says nothing.
   * @throws Violation where WeCom would drop the reply.
   */
  open(nonce: string, body: string): unknown;
}

export interface Sealed {
  query: URLSearchParams;
  encrypted: string;
  nonce: string;
}

const replySchema = z.object({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.int(),
  nonce: z.string(),
});

/** Encrypts and signs what goes to the callback address; each call has a nonce of its own. */
export function seal(keys: Keys, message: string, at: Date): Sealed {
  return signAnew(keys, encrypt(keys.aesKey, message, keys.receiveId), at);
}

/** Signs what is encrypted already. */
export function signAnew(keys: Keys, encrypted: string, at: Date): Sealed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const signature = sign({ token: keys.token, timestamp, nonce, encrypted });
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }), encrypted, nonce };
}

/** An AI bot's: https://developer.work.weixin.qq.com/document/path/101033 */
export function jsonEnvelope(keys: Keys): Envelope {
  return {
    contentType: 'application/json',
    keys,
    write: (encrypted) => JSON.stringify({ encrypt: encrypted }),
    open: (nonce, body) => (body === '' ? undefined : openJson(keys, nonce, body)),
  };
}

/**
 * The text of a passive reply, once its signature is right.
 * @throws Violation
 */
export function openSigned(
  keys: Keys,
  nonce: string,
  reply: { encrypted: string; signature: string; timestamp: string; nonce: string },
): string {
  const { encrypted, signature, timestamp } = reply;
  if (reply.nonce !== nonce) throw new Violation('应答的 nonce 要和回调地址里的一样');
  if (!isSameSignature(signature, sign({ token: keys.token, timestamp, nonce, encrypted }))) {
    throw new Violation('应答的签名不对');
  }
  return decrypt(keys.aesKey, encrypted, keys.receiveId);
}

function openJson(keys: Keys, nonce: string, body: string): unknown {
  const parsed = replySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    throw new Violation('应答要有 encrypt、msgsignature、数字 timestamp（秒）和 nonce 四项');
  }
  const { encrypt: encrypted, msgsignature: signature, timestamp, nonce: given } = parsed.data;
  return parseJson(openSigned(keys, nonce, { encrypted, signature, timestamp: String(timestamp), nonce: given }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Violation('应答不是合法的 JSON');
  }
}
