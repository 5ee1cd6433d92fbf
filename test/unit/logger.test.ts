import { expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';

it.each([
  ['a field', { token: 's3cret' }],
  ['a field deep inside', { a: { b: { c: { d: [{ WECOM_APP_SECRET: 's3cret' }] } } } }],
  ['an error', { err: Object.assign(new Error('refused'), { config: { headers: { authorization: 's3cret' } } }) }],
  [
    'the cause of a cause',
    { err: new Error('a', { cause: new AppError('wecom_refused', 'b', { cause: { apiKey: 's3cret' } }) }) },
  ],
  [
    'the address of a group robot',
    { err: new Error('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=s3cret failed') },
  ],
  ['the address of a database', { err: new Error('cannot reach postgresql://bot:s3cret@db:5432/bot') }],
  ['a header in a sentence', { reason: 'sent Authorization: Bearer s3cret.abc' }],
  ['a message body', { message: { id: 'm1', text: 's3cret' } }],
  ['a reply', { answer: { reply: { text: 's3cret' } } }],
  ['a one-time address', { row: { responseUrl: 'https://qyapi.weixin.qq.com/?response_code=s3cret' } }],
])('%s keeps its secret', (_, fields) => {
  const [line = ''] = logged(fields);
  expect(line).not.toContain('s3cret');
  expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: '出错了' });
});

it.each([
  ['13812345678', '138****5678'],
  ['138 1234 5678', '138****5678'],
  ['138-1234-5678', '138****5678'],
])('masks the phone number %s', (typed, masked) => {
  const [line = ''] = logged({ reason: `打${typed}找他` });
  expect(JSON.parse(line)).toMatchObject({ reason: `打${masked}找他` });
});

it('keeps what an operator needs', () => {
  const error = new AppError('wecom_unreachable', '连不上', {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  });
  const [line = ''] = logged({ err: error, item: 'meeting:1:2026-06-01:eve', count: 3, at: new Date(0) });
  expect(JSON.parse(line)).toMatchObject({
    err: {
      type: 'AppError',
      code: 'wecom_unreachable',
      message: '连不上',
      stack: expect.stringContaining('logger.test'),
      cause: { code: 'ECONNREFUSED' },
    },
    item: 'meeting:1:2026-06-01:eve',
    count: 3,
    at: '1970-01-01T00:00:00.000Z',
  });
});

it('writes an error that refers to itself', () => {
  const error: Error & { self?: unknown } = new Error('round');
  error.self = error;
  expect(logged({ err: error })).toHaveLength(1);
});

it('writes a line that is nothing but an error', () => {
  const lines: string[] = [];
  const error = Object.assign(new Error('whole'), { token: 's3cret' });
  createLogger('info', { write: (line: string) => lines.push(line) }).error(error);
  expect(lines.join()).toContain('whole');
  expect(lines.join()).not.toContain('s3cret');
});

function logged(fields: object): string[] {
  const lines: string[] = [];
  createLogger('info', { write: (line: string) => lines.push(line) }).error(fields, '出错了');
  return lines;
}
