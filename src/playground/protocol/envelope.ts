import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { decrypt, encrypt, isSameSignature, sign } from './crypto.ts';
import { Violation } from './violation.ts';

export interface Keys {
  token: string;
  aesKey: string;
  /** Whom a text is for: nobody where it is an AI bot's, the corporation where it is an app's. */
  receiveId?: string;
}

/** How what goes to one callback address is packed, and what comes back is opened. */
export interface Envelope {
  /** Encrypts and signs; each call has a nonce of its own. */
  seal(message: string, at: Date): Sealed;
  /** The body of the request. */
  wrap(encrypted: string): { type: string; text: string };
  /** What is in a passive reply; undefined for an empty body, which says nothing. @throws Violation */
  open(nonce: string, body: string): unknown;
}

/** An AI bot's: https://developer.work.weixin.qq.com/document/path/101033 */
export function jsonEnvelope(keys: Keys): Envelope {
  return {
    seal: (message, at) => seal(keys, message, at),
    wrap: (encrypted) => ({ type: 'application/json', text: JSON.stringify({ encrypt: encrypted }) }),
    open: (nonce, body) => openReply(keys, nonce, body),
  };
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
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const encrypted = encrypt(keys.aesKey, message, keys.receiveId);
  const signature = sign({ token: keys.token, timestamp, nonce, encrypted });
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }), encrypted, nonce };
}

/**
 * The JSON inside a passive reply; undefined for an empty body, which says nothing.
 * @throws Violation where WeCom would drop the reply.
 */
export function openReply(keys: Keys, nonce: string, body: string): unknown {
  if (body === '') return undefined;
  const parsed = replySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    throw new Violation('应答要有 encrypt、msgsignature、数字 timestamp（秒）和 nonce 四项');
  }
  const reply = parsed.data;
  if (reply.nonce !== nonce) throw new Violation('应答的 nonce 要和回调地址里的一样');
  const parts = { token: keys.token, timestamp: String(reply.timestamp), nonce, encrypted: reply.encrypt };
  if (!isSameSignature(reply.msgsignature, sign(parts))) throw new Violation('应答的签名不对');
  return parseJson(decrypt(keys.aesKey, reply.encrypt, keys.receiveId));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Violation('应答不是合法的 JSON');
  }
}
