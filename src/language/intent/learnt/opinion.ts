import type { Facts } from '../../facts.ts';
import { INTENTS, type Intent } from '../../reading.ts';
import type { Stretch } from '../../sheet.ts';
import type { Candidate } from '../rule.ts';
import { visitFeatures } from './features.ts';
import { hashOf, type Model, unpackModel } from './model.ts';
import packed from './weights.json' with { type: 'json' };

/** What the learnt reader makes of a message. */
export interface Opinion {
  /** 0 … 1; all intents together make 1. */
  probability(intent: Intent): number;
  /** The words that speak most for an intent. */
  support(intent: Intent): Stretch;
}

const MODEL = unpackModel(packed);
const PLACES = new Map(INTENTS.map((intent, at) => [intent, at]));

/** Reads the wording by what was learnt from the messages under test/fixtures/messages (`npm run train`). */
export function readOpinion(facts: Facts, candidates: readonly Candidate[], model: Model = MODEL): Opinion {
  const { rows, weights } = model;
  const found = new Set<number>();
  visitFeatures(facts, candidates, (channel, text, from, to) => {
    const row = rows.get(hashOf(channel, text, from, to));
    if (row !== undefined) found.add(row);
  });
  const shares = sharesOf([...found], weights);
  return {
    probability(intent) {
      return shares[PLACES.get(intent) ?? 0] ?? 0;
    },
    support(intent) {
      return findSupport(facts, candidates, model, PLACES.get(intent) ?? 0);
    },
  };
}

function findSupport(facts: Facts, candidates: readonly Candidate[], { rows, weights }: Model, at: number): Stretch {
  const seen = new Set<number>();
  let best: { stretch: Stretch; weight: number } = { stretch: { start: 0, end: 0 }, weight: 0 };
  visitFeatures(facts, candidates, (channel, text, from, to, start, end) => {
    const row = rows.get(hashOf(channel, text, from, to));
    if (row === undefined || seen.has(row)) return;
    seen.add(row);
    const weight = weights[row * INTENTS.length + at] ?? 0;
    if (weight > best.weight && end > start) best = { stretch: { start, end }, weight };
  });
  return best.stretch;
}

/** The share of 1 that each intent has, by the weights of the features found (rows of `weights`). */
export function sharesOf(found: ArrayLike<number>, weights: Float32Array): Float64Array {
  const width = INTENTS.length;
  const sums = new Float64Array(width);
  for (let each = 0; each < found.length; each++) {
    const start = (found[each] ?? 0) * width;
    for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) + (weights[start + at] ?? 0);
  }
  // A long message has many features, but is no surer for that.
  const scale = 1 / Math.sqrt(Math.max(1, found.length));
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < width; at++) top = Math.max(top, sums[at] ?? 0);
  let total = 0;
  for (let at = 0; at < width; at++) {
    const share = Math.exp(((sums[at] ?? 0) - top) * scale);
    sums[at] = share;
    total += share;
  }
  for (let at = 0; at < width; at++) sums[at] = (sums[at] ?? 0) / total;
  return sums;
}
