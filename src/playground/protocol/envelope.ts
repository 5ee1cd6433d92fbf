import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { decrypt, encrypt, isSameSignature, sign } from './crypto.ts';
import { Violation } from './violation.ts';

export interface Keys {
  token: string;
  aesKey: string;
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
  const encrypted = encrypt(keys.aesKey, message);
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
  return parseJson(decrypt(keys.aesKey, reply.encrypt));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Violation('应答不是合法的 JSON');
  }
}
