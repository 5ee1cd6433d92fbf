import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import { type Case, contextOf, parseLines } from './cases.ts';

const SET = new URL('../../../../shared/messages/dev.jsonl', import.meta.url);
const SCORED = [
  'dates',
  'from',
  'time',
  'part',
  'period',
  'people',
  'self',
  'count',
  'hours',
  'items',
  'amount',
  'metric',
  'doc',
  'phones',
] as const;

if (existsSync(SET)) {
  describe('the shared message set', () => {
    const rows = parseLines(readFileSync(SET, 'utf8')).map((row) => ({ row, best: read(row.text, contextOf(row))[0] }));

    it('acts on no talk', () => {
      const triggered = rows.filter(({ row, best }) => row.expect.intent === 'none' && best?.intent !== 'none');
      expect(triggered.map(({ row }) => row.text)).toEqual([]);
    });

    it('reads at least 99 of 100 messages whole', () => {
      const wrong = rows.filter(({ row, best }) => !best || !isRight(row, best)).map(({ row }) => row.text);
      expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(rows.length / 100);
    });
  });
} else {
  describe.skip('the shared message set (../shared/messages/dev.jsonl is not here)', () => {
    it('is scored', () => undefined);
  });
}

/** As the set's own scorer judges, but for the words allowed around a keyword. */
function isRight({ expect: wanted }: Case, best: ReturnType<typeof read>[number]): boolean {
  const accepted: unknown = 'accept' in wanted ? wanted.accept : [];
  if (best.intent !== wanted.intent) return Array.isArray(accepted) && accepted.includes(best.intent);
  if (wanted.intent === 'none') return true;
  const hasDay = wanted.dates ?? wanted.from ?? wanted.period;
  if (!hasDay && (best.dates ?? best.from ?? best.period)) return false;
  const areEqual = SCORED.every((field) => wanted[field] === undefined || key(wanted[field]) === key(best[field]));
  return (
    areEqual && (['keyword', 'place'] as const).every((field) => (best[field] ?? '').includes(wanted[field] ?? ''))
  );
}

function key(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(key).sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return JSON.stringify(
    Object.entries(value)
      .map(([name, inner]) => [name, key(inner)])
      .sort(),
  );
}
