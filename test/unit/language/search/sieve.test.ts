import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createSieve } from '../../../../src/language/search/sieve.ts';
import { contextOf, readCases } from '../cases.ts';

const cases = readCases().flatMap((file) => file.cases);

describe('createSieve', () => {
  const items = [/报名/, /^/, /[今明]天|\d号/].map((regexp) => ({ regexp }));
  const sift = createSieve(items);

  it.each<[string, number[]]>([
    ['', [1]],
    ['名单', [1]],
    ['名字报上', [0, 1]],
    ['报名 4号', [0, 1, 2]],
    ['明天', [1, 2]],
  ])('%j', (text, passed) => {
    expect(sift(text)).toEqual(passed.map((index) => items[index]));
  });

  it('changes no reading', async () => {
    const { read } = await import('../../../../src/language/read.ts');
    vi.resetModules();
    vi.doMock('../../../../src/language/search/sieve.ts', () => ({
      createSieve: (all: readonly unknown[]) => () => all,
      createGate: () => () => true,
    }));
    const { read: readWithout } = await import('../../../../src/language/read.ts');
    expect(readWithout).not.toBe(read);
    for (const row of cases) expect(readWithout(row.text, contextOf(row))).toEqual(read(row.text, contextOf(row)));
    const texts = cases.map(({ text }) => text);
    const mixed = fc.array(fc.constantFrom(...texts), { minLength: 2, maxLength: 4 });
    const context = { today: '2026-06-03', time: '10:00', roster: ['王芳', '周三立'] };
    fc.assert(
      fc.property(mixed, fc.nat(30), (parts, cut) => {
        const text = parts.map((part) => part.slice(cut % part.length)).join('');
        expect(readWithout(text, context)).toEqual(read(text, context));
      }),
      { numRuns: 300 },
    );
  });
});
