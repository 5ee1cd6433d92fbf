import { readFacts } from './facts.ts';
import { BUILDERS } from './fields/build.ts';
import type { Draft } from './fields/draft.ts';
import { judgeIntents, LEAST_WEIGHT } from './intent/judge.ts';
import { readJielong } from './jielong/read.ts';
import { rosterSet } from './people/roster.ts';
import type { Intent, Reading, ReadingContext } from './reading.ts';
import { normalise } from './text.ts';
import { blankAddress } from './typed/address.ts';
import { correctTypos } from './typed/typo.ts';

/** To act on what is said to a person, the words must leave no doubt. */
const LEAST_WEIGHT_TO_PERSON = 0.93;

/**
 * What a message may ask for, best first, always at least one reading; talk is `none`. Pure and total: it never throws, and the
 * same text and context give the same readings. Spans are UTF-16 offsets of `text` as typed.
 */
export function read(text: string, context: ReadingContext): Reading[] {
  const { text: plain, offsets } = normalise(text);
  const { text: own, isToPerson } = blankAddress(plain, rosterSet(context.roster));
  const spelt = correctTypos(own);
  const jielong = readJielong(spelt, context);
  if (jielong) return [finish('jielong', 0.95, jielong, offsets)];
  const facts = readFacts(spelt, context.roster);
  const readings: Reading[] = [];
  for (const candidate of judgeIntents(facts)) {
    const draft = BUILDERS[candidate.intent]?.({ facts, context, candidate });
    if (draft) readings.push(finish(candidate.intent, candidate.weight, draft, offsets));
  }
  const least = isToPerson ? LEAST_WEIGHT_TO_PERSON : LEAST_WEIGHT;
  const best = readings[0]?.confidence ?? 0;
  if (best >= least) return readings;
  return [{ intent: 'none', confidence: 1 - best, spans: [] }, ...(isToPerson ? [] : readings)];
}

function finish(intent: Intent, confidence: number, draft: Draft, offsets: readonly number[]): Reading {
  const last = offsets.length - 1;
  const spans = draft.spans.map(({ field, start, end }) => {
    const [from = 0, to = 0] = [offsets[Math.min(start, last)], offsets[Math.min(end - 1, last)]];
    return { field, start: from, end: end > start ? Math.min(to + 1, offsets[last] ?? 0) : from };
  });
  return { intent, confidence: Math.min(confidence, 1), spans, ...draft.fields };
}
