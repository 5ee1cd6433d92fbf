import { encipher, encrypt, frame, keyOf } from './crypto.ts';
import { type Keys, type Sealed, seal, signAnew } from './envelope.ts';

/** What no callback address should take. */
export const FORGERIES = ['signature', 'receiveid', 'truncated', 'padding', 'length', 'replay', 'stale'] as const;

export type Forgery = (typeof FORGERIES)[number];

const BLOCK = 32;
const STALE_MS = 86_400_000;

/** `message`, spoilt in one way and right in all others; a `replay` is right, and sent twice. */
export function forge(keys: Keys, message: string, { kind, at }: { kind: Forgery; at: Date }): Sealed {
  const { aesKey, receiveId = '' } = keys;
  const key = keyOf(aesKey);
  const encoded = (blocks: Buffer) => signAnew(keys, encipher(key, blocks).toString('base64'), at);
  switch (kind) {
    case 'signature':
      return withWrongSignature(seal(keys, message, at));
    case 'receiveid':
      return signAnew(keys, encrypt(aesKey, message, 'wwSomebodyElse'), at);
    case 'truncated': {
      const whole = Buffer.from(encrypt(aesKey, message, receiveId), 'base64');
      return signAnew(keys, whole.subarray(0, -16).toString('base64'), at);
    }
    case 'padding':
      return encoded(padded(frame(message, receiveId), true));
    case 'length':
      return encoded(padded(frame(message, receiveId, { length: Buffer.byteLength(message) + 100_000 }), false));
    case 'replay':
      return seal(keys, message, at);
    case 'stale':
      return seal(keys, message, new Date(at.getTime() - STALE_MS));
  }
}

/** Up to a whole block; `isWrong`: the last byte is right where there are several, and one before it is not. */
function padded(plain: Buffer, isWrong: boolean): Buffer {
  const length = BLOCK - (plain.length % BLOCK);
  const pad = Buffer.alloc(length, length);
  if (isWrong) pad[Math.max(length - 2, 0)] = 0;
  return Buffer.concat([plain, pad]);
}

function withWrongSignature(sealed: Sealed): Sealed {
  const query = new URLSearchParams(sealed.query);
  const signature = query.get('msg_signature') ?? '';
  query.set(
    'msg_signature',
    signature.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
  );
  return { ...sealed, query };
}
