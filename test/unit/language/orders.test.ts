import { describe, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import { contextOf, readCases } from './cases.ts';

for (const { kind, cases } of readCases()) {
  describe(`read · ${kind}`, () => {
    it.each(cases.map((row) => [row.text, row] as const))('%s', (text, row) => {
      const [best] = read(text, contextOf(row));
      const { confidence: _, spans: __, ...fields } = best ?? { intent: 'none', confidence: 0, spans: [] };
      expect(fields.intent === 'none' ? { intent: 'none' } : fields).toEqual(row.expect);
    });
  });
}
