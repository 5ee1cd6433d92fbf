import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { createCrypto, type Envelope } from '../../../src/wecom/crypto.ts';
import { AES_KEY, cipher, sealRaw, sign, TOKEN } from '../../support/callback-crypto.ts';

const timestamp = '1700000000';
const nonce = 'NONCE1';
const now = new Date(1_700_000_000_000);
const bot = createCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: '' });

const VECTORS = [
  {
    text: '{"msgid":"M1"}',
    receiveId: '',
    encrypt: 'Q3stYC6hdFzMh9T8HCvyDA49zqMBjKHMaUfpamX/gjb9wABt32faWYjUHvacdU76n17cEz8DuEdgJufaxBy1tg==',
    signature: '2ca8dbcceaf7be3772c4e9dc733c1b256c7564c4',
  },
  {
    text: 'hello',
    receiveId: 'wwCORPID',
    encrypt: 'Q3stYC6hdFzMh9T8HCvyDJFOe6jJ5h2YoT4YsH6GKkqGW3O/L8/8MzjLadrGFn6yEJL1WpBqAXien+FDWzT4vQ==',
    signature: '364d5788b98312516858afe1a41d4b247c34646a',
  },
];

function signed(encrypt: string, at = timestamp): Envelope {
  return { signature: sign(at, nonce, encrypt), timestamp: at, nonce, encrypt };
}

function refusalOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('known vectors', () => {
  it.each(VECTORS)('opens and seals $text', ({ text, receiveId, encrypt, signature }) => {
    const crypto = createCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId });
    expect(crypto.open({ signature, timestamp, nonce, encrypt }, now)).toBe(text);
    const random = Buffer.from('0123456789abcdef');
    expect(crypto.seal(text, { timestamp: 1_700_000_000, nonce, random })).toEqual({ encrypt, signature });
  });

  it.each([0, 1, 11, 12, 13, 31, 32, 33, 5000])('takes back a text of %i bytes', (size) => {
    const text = 'x'.repeat(size);
    expect(bot.open(signed(sealRaw({ text })), now)).toBe(text);
    const sealed = bot.seal(text, { timestamp: 1_700_000_000, nonce });
    expect(bot.open({ ...sealed, timestamp, nonce }, now)).toBe(text);
  });

  it('uses fresh random bytes for each answer', () => {
    const stamp = { timestamp: 1_700_000_000, nonce };
    expect(bot.seal('同一句', stamp).encrypt).not.toBe(bot.seal('同一句', stamp).encrypt);
  });
});

describe('refused', () => {
  const good = sealRaw({ text: '{"msgid":"M1"}' });
  const cases: [string, Envelope, RegExp][] = [
    ['a wrong signature', { ...signed(good), signature: '0'.repeat(40) }, /WECOM_BOT_TOKEN/],
    ['an empty signature', { ...signed(good), signature: '' }, /WECOM_BOT_TOKEN/],
    ['a signature of another length', { ...signed(good), signature: '签名' }, /WECOM_BOT_TOKEN/],
    ['a changed nonce', { ...signed(good), nonce: 'OTHER' }, /WECOM_BOT_TOKEN/],
    ['a changed timestamp', { ...signed(good), timestamp: '1700000001' }, /WECOM_BOT_TOKEN/],
    ['another receiveid', signed(sealRaw({ text: 'x', receiveId: 'wwOTHER' })), /receiveid/],
    ['a truncated block', signed(cipher(Buffer.alloc(32)).slice(0, 20)), /WECOM_BOT_AES_KEY/],
    ['a missing last block', signed(cipher(Buffer.alloc(64, 32)).slice(0, 43)), /WECOM_BOT_AES_KEY/],
    ['nothing but the header', signed(cipher(Buffer.alloc(16))), /WECOM_BOT_AES_KEY/],
    ['no base64 at all', signed('！！！'), /WECOM_BOT_AES_KEY/],
    ['padding of zero', signed(sealRaw({ text: 'x', padding: (size) => Buffer.alloc(size, 0) })), /AES_KEY/],
    ['padding over 32', signed(sealRaw({ text: 'x', padding: (size) => Buffer.alloc(size, 33) })), /AES_KEY/],
    [
      'padding whose first byte is wrong',
      signed(
        sealRaw({ text: 'x', padding: (size) => Buffer.concat([Buffer.from([0]), Buffer.alloc(size - 1, size)]) }),
      ),
      /AES_KEY/,
    ],
    [
      'padding of a block more than needed',
      signed(sealRaw({ text: 'x', padding: (size) => Buffer.alloc(size + 32, 32) })),
      /receiveid/,
    ],
    ['a length beyond the buffer', signed(sealRaw({ text: 'x', length: 4_000_000_000 })), /AES_KEY/],
    ['a length of one too many', signed(sealRaw({ text: 'x', length: 2 })), /AES_KEY/],
    ['a length of one too few', signed(sealRaw({ text: 'xy', length: 1 })), /receiveid/],
    ['a text that is no UTF-8', signed(badUtf8()), /AES_KEY/],
    ['a timestamp 10 minutes and a second old', signed(good, '1699999399'), /服务器时间/],
    ['a timestamp 10 minutes and a second ahead', signed(good, '1700000601'), /服务器时间/],
    ['a timestamp that is none', signed(good, 'soon'), /服务器时间/],
    ['an empty timestamp', signed(good, ''), /服务器时间/],
    ['a timestamp in exponents', signed(good, '17e8'), /服务器时间/],
  ];

  it.each(['1699999700', '1700000300'])('takes a clock five minutes off: %s', (timestamp) => {
    expect(() => bot.open(signed(good, timestamp), now)).not.toThrow();
  });

  it.each(cases)('%s', (_name, envelope, advice) => {
    const error = refusalOf(() => bot.open(envelope, now));
    expect(error.code).toBe('refused_request');
    expect(error.message).toMatch(advice);
    expect(error.isForUser).toBe(false);
  });

  it.each(['1699999400', '1700000600'])('not a timestamp of exactly 10 minutes: %s', (at) => {
    expect(bot.open(signed(good, at), now)).toBe('{"msgid":"M1"}');
  });

  it('what another AES key sealed', () => {
    const other = createCrypto({ token: TOKEN, aesKey: AES_KEY.toUpperCase(), receiveId: '' });
    const sealed = other.seal('x', { timestamp: 1_700_000_000, nonce });
    expect(refusalOf(() => bot.open({ ...sealed, timestamp, nonce }, now)).message).toContain('WECOM_BOT_AES_KEY');
  });

  it('by the signature before anything is decrypted', () => {
    const broken = { ...signed('！！！'), signature: '0'.repeat(40) };
    expect(refusalOf(() => bot.open(broken, now)).message).toContain('签名');
  });
});

function badUtf8(): string {
  const body = Buffer.alloc(32, 11);
  body.writeUInt32BE(1, 16);
  body[20] = 0xff;
  return cipher(body);
}
