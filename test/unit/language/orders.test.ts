import { describe, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import { contextOf, readCases } from './cases.ts';

for (const { kind, cases } of readCases()) {
  describe(`read · ${kind}`, () => {
    it.each(cases.map((row) => [row.text, row] as const))('%s', (text, row) => {
      const [best] = read(text, contextOf(row));
      if (best === undefined || best.intent === 'none') return expect(row.expect).toEqual({ intent: 'none' });
      // The rows of a 接龙 have their own tests.
      const { confidence: _, spans: __, rows: ___, faults: ____, ...fields } = best;
      expect(fields).toEqual(row.expect);
    });
  });
}
