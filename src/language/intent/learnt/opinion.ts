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

/** Reads the wording by what was learnt from the messages under test/fixtures/messages (`npm run train`). */
export function readOpinion(facts: Facts, candidates: readonly Candidate[], model: Model = MODEL): Opinion {
  const found: number[] = [];
  const stretches: Stretch[] = [];
  const seen = new Set<number>();
  visitFeatures(facts, candidates, (channel, text, from, to, start, end) => {
    const row = model.rows.get(hashOf(channel, text, from, to));
    if (row === undefined || seen.has(row)) return;
    seen.add(row);
    found.push(row);
    stretches.push({ start, end });
  });
  const shares = sharesOf(found, model.weights);
  return {
    probability: (intent) => shares[INTENTS.indexOf(intent)] ?? 0,
    support(intent) {
      const at = INTENTS.indexOf(intent);
      let best: Stretch = { start: 0, end: 0 };
      let most = 0;
      for (const [each, stretch] of stretches.entries()) {
        const weight = model.weights[(found[each] ?? 0) * INTENTS.length + at] ?? 0;
        if (weight > most && stretch.end > stretch.start) [best, most] = [stretch, weight];
      }
      return best;
    },
  };
}

/** The share of 1 that each intent has, by the weights of the features found (rows of `weights`). */
export function sharesOf(found: ArrayLike<number>, weights: Float32Array): Float64Array {
  const sums = new Float64Array(INTENTS.length);
  for (let each = 0; each < found.length; each++) {
    const start = (found[each] ?? 0) * INTENTS.length;
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (weights[start + at] ?? 0);
  }
  // A long message has many features, but is no surer for that.
  const scale = 1 / Math.sqrt(Math.max(1, found.length));
  const top = Math.max(...sums);
  const shares = sums.map((sum) => Math.exp((sum - top) * scale));
  const total = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / total);
}
