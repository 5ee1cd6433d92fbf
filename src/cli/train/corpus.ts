import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Facts, readFacts } from '../../language/facts.ts';
import { visitFeatures } from '../../language/intent/learnt/features.ts';
import { rankIntents } from '../../language/intent/rank.ts';
import { INTENTS, type Intent } from '../../language/reading.ts';
import { normalise } from '../../language/text.ts';
import { blankAddress } from '../../language/typed/address.ts';
import { correctTypos } from '../../language/typed/typo.ts';

/** A message to learn from: what it asks for, and the names of its features. */
export interface Sample {
  file: string;
  text: string;
  intent: Intent;
  /** All intents a careful reader may decide for. */
  accepted: readonly Intent[];
  facts: Facts;
  features: readonly string[];
}

const MESSAGES = new URL('../../../test/fixtures/messages/', import.meta.url);
/** The rules were written with these before their eyes, so that their success here says nothing. */
const RULED = new URL('../../../test/unit/language/cases/', import.meta.url);

const intentSchema = z.enum(INTENTS);
const rowSchema = z.object({
  text: z.string(),
  expect: z.object({ intent: intentSchema, accept: z.array(intentSchema).default([]) }),
});

/** Every message of the fixtures but 接龙, which is read by its form. */
export function loadCorpus(): Sample[] {
  const files = [MESSAGES, RULED].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => ({ folder, name })),
  );
  return files.flatMap(({ folder, name }) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
    const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)));
    const file = folder === RULED ? 'cases' : name.replace('.jsonl', '');
    return rows
      .filter(({ expect }) => expect.intent !== 'jielong')
      .map(({ text, expect: { intent, accept } }) => {
        const { text: own } = blankAddress(normalise(text).text, new Set());
        const facts = readFacts(correctTypos(own), []);
        return { file, text, intent, accepted: [intent, ...accept], facts, features: namesOf(facts, folder !== RULED) };
      });
  });
}

function namesOf(facts: Facts, withRules: boolean): string[] {
  const names = new Set<string>();
  visitFeatures(facts, withRules ? rankIntents(facts) : [], (channel, signs, from, to) =>
    names.add(channel + signs.slice(from, to)),
  );
  return [...names];
}
