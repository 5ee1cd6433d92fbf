import { createCipheriv } from 'node:crypto';
import * as library from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, sign } from '../../../src/playground/protocol/crypto.ts';
import { jsonEnvelope, seal } from '../../../src/playground/protocol/envelope.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const VECTORS = [
  {
    message: '{"msgid":"M1"}',
    receiveId: '',
    encrypted: 'Q3stYC6hdFzMh9T8HCvyDA49zqMBjKHMaUfpamX/gjb9wABt32faWYjUHvacdU76n17cEz8DuEdgJufaxBy1tg==',
    signature: '2ca8dbcceaf7be3772c4e9dc733c1b256c7564c4',
  },
  {
    message: 'hello',
    receiveId: 'wwCORPID',
    encrypted: 'Q3stYC6hdFzMh9T8HCvyDJFOe6jJ5h2YoT4YsH6GKkqGW3O/L8/8MzjLadrGFn6yEJL1WpBqAXien+FDWzT4vQ==',
    signature: '364d5788b98312516858afe1a41d4b247c34646a',
  },
];

/** What `plain` is under the key, whatever its padding. */
function seal32(plain: Buffer): string {
  const key = Buffer.from(`${KEY}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

describe('the stand-in’s cryptography', () => {
  it.each(VECTORS)('agrees with the published vector of $message', ({ message, receiveId, encrypted, signature }) => {
    expect(encrypt(KEY, message, receiveId, Buffer.from('0123456789abcdef'))).toBe(encrypted);
    expect(decrypt(KEY, encrypted, receiveId)).toBe(message);
    expect(sign({ token: 'TOKEN123', timestamp: '1700000000', nonce: 'NONCE1', encrypted })).toBe(signature);
  });

  it('agrees with @wecom/crypto on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        expect(library.decrypt(KEY, encrypt(KEY, message)).message).toBe(message);
        expect(decrypt(KEY, library.encrypt(KEY, message, ''))).toBe(message);
      }),
    );
  });

  it('refuses another receiveid', () => {
    expect(() => decrypt(KEY, encrypt(KEY, 'x', 'other'))).toThrow('receiveid');
  });

  it.each([
    ['nothing', '', '长度'],
    ['a text cut short', encrypt(KEY, 'hello').slice(0, 20), '长度'],
    ['a pad of 0', seal32(Buffer.alloc(32)), '补位'],
    ['a pad of 33', seal32(Buffer.alloc(64, 33)), '补位'],
    ['a pad that is not all alike', seal32(Buffer.concat([Buffer.alloc(30), Buffer.from([1, 2])])), '补位'],
    ['a message shorter than its header', seal32(Buffer.alloc(32, 32)), '太短'],
    ['a length beyond the text', seal32(Buffer.concat([Buffer.alloc(31, 255), Buffer.from([1])])), '长度'],
  ])('refuses %s', (_, encrypted, reason) => {
    expect(() => decrypt(KEY, encrypted)).toThrow(reason);
  });
});

describe('the envelope', () => {
  const keys = { token: 'TOKEN123', aesKey: KEY };
  const encrypted = encrypt(KEY, '{"a":1}');
  const signature = sign({ token: keys.token, timestamp: '1700000000', nonce: 'N', encrypted });
  const reply = { encrypt: encrypted, msgsignature: signature, timestamp: 1_700_000_000, nonce: 'N' };

  it('never uses a nonce twice', () => {
    const at = new Date(0);
    expect(seal(keys, 'x', at).nonce).not.toBe(seal(keys, 'x', at).nonce);
  });

  it('opens a good reply, and an empty one', () => {
    expect(jsonEnvelope(keys).open('N', JSON.stringify(reply))).toEqual({ a: 1 });
    expect(jsonEnvelope(keys).open('N', '')).toBeUndefined();
  });

  it.each([
    ['a body that is not JSON', 'ok', 'JSON'],
    ['msg_signature for msgsignature', { ...reply, msgsignature: undefined, msg_signature: signature }, 'msgsignature'],
    ['a timestamp in quotes', { ...reply, timestamp: '1700000000' }, 'timestamp'],
    ['another nonce', { ...reply, nonce: 'M' }, 'nonce'],
    ['a wrong signature', { ...reply, msgsignature: 'f'.repeat(40) }, '签名'],
    ['a signature over another timestamp', { ...reply, timestamp: 1_700_000_001 }, '签名'],
  ])('refuses %s', (_, body, reason) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(() => jsonEnvelope(keys).open('N', text)).toThrow(reason);
  });
});
