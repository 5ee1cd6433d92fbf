import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/language/facts.ts';
import { BUILDERS } from '../../../src/language/fields/build.ts';
import { readJielong } from '../../../src/language/jielong/read.ts';
import type { Fields, Intent } from '../../../src/language/reading.ts';
import { normalise } from '../../../src/language/text.ts';
import { blankAddress } from '../../../src/language/typed/address.ts';
import { correctTypos } from '../../../src/language/typed/typo.ts';

/** A Wednesday. */
const TODAY = '2026-06-03';

/** One class of expression: what is asked for, the message, and the fields it is about; undefined: not to be read. */
export interface ExpressionClass {
  name: string;
  examples: readonly (readonly [Intent, string, { [K in keyof Fields]: Fields[K] | undefined }])[];
}

/** One test a class, which names every example that is read otherwise. */
export function describeClasses(topic: string, classes: readonly ExpressionClass[]): void {
  describe(`fields · ${topic}`, () => {
    it.each(classes.map((row) => [row.name, row] as const))('%s', (_, { examples }) => {
      expect(examples.length).toBeGreaterThanOrEqual(3);
      const read = examples.map(([intent, text, wanted]) => [intent, text, only(fieldsOf(intent, text), wanted)]);
      expect(read).toEqual(examples);
    });
  });
}

/** The fields of a message of which it is known what it asks for. */
export function fieldsOf(intent: Intent, text: string, today = TODAY): Fields {
  const context = { today, time: '10:00', roster: [] };
  const spelt = correctTypos(blankAddress(normalise(text).text, new Set()).text);
  if (intent === 'jielong') return readJielong(spelt, context)?.fields ?? {};
  const candidate = { intent, weight: 1, start: 0, end: 0 };
  return BUILDERS[intent]?.({ facts: readFacts(spelt, []), context, candidate }).fields ?? {};
}

function only(fields: Fields, wanted: object): object {
  return Object.fromEntries(
    Object.keys(wanted).map((name) => [name, Object.entries(fields).find(([key]) => key === name)?.[1]]),
  );
}
