import { expect, it } from 'vitest';
import { formatFen } from '../../../../src/features/donation/reply.ts';

it.each([
  [1n, '0.01元'],
  [50n, '0.5元'],
  [50000n, '500元'],
  [105050n, '1050.5元'],
  [105005n, '1050.05元'],
  [10_000_000_000n, '100000000元'],
])('formatFen(%s)', (fen, expected) => {
  expect(formatFen(fen)).toBe(expected);
});
