import { sharesOf } from '../../language/intent/learnt/opinion.ts';
import { INTENTS } from '../../language/reading.ts';
import type { Sample } from './corpus.ts';

/** A multinomial logistic regression: one weight a feature and intent. */
export interface Fit {
  names: readonly string[];
  weights: Float32Array;
}

interface Row {
  features: Int32Array;
  intent: number;
  weight: number;
}

const WIDTH = INTENTS.length;
const EPOCHS = 20;
const RATE = 1;
const DECAY = 1e-5;
/** To take talk for an order is the worst fault. */
const TALK_WEIGHT = 1.5;
/** Share of its features that a message does without in each round, so that no single one is relied on. */
const DROPPED = 0.3;
const LEAST_SEEN = 3;
const SEED = 20_260_711;

/** Learns in two rounds: the second from the `most` features that weighed most in the first. */
export function learn(samples: readonly Sample[], most: number): Fit {
  const first = descend(samples, countedNames(samples));
  const strength = first.names.map((_, row) =>
    first.weights.subarray(row * WIDTH, (row + 1) * WIDTH).reduce((sum, weight) => sum + weight * weight, 0),
  );
  const kept = first.names
    .map((name, row) => ({ name, strength: strength[row] ?? 0 }))
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
  return descend(samples, kept.sort());
}

function countedNames(samples: readonly Sample[]): string[] {
  const counts = new Map<string, number>();
  for (const { features } of samples) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= LEAST_SEEN).map(([name]) => name);
}

/** Stochastic gradient descent with a rate of its own for each weight (Duchi et al. 2011, AdaGrad). */
function descend(samples: readonly Sample[], names: readonly string[]): Fit {
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = samples.map((sample) => toRow(sample, index));
  const weights = new Float32Array(names.length * WIDTH);
  const slopes = new Float32Array(weights.length);
  const random = createRandom(SEED);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(rows, random);
    for (const row of rows) {
      const seen = row.features.filter(() => random() >= DROPPED);
      step(seen, row, weights, slopes);
    }
  }
  return { names, weights };
}

function step(seen: Int32Array, { intent, weight }: Row, weights: Float32Array, slopes: Float32Array): void {
  const errors = sharesOf(seen, weights);
  errors[intent] = (errors[intent] ?? 0) - 1;
  const scale = weight / Math.sqrt(Math.max(1, seen.length));
  for (const feature of seen) {
    for (let at = 0; at < WIDTH; at++) {
      const place = feature * WIDTH + at;
      const old = weights[place] ?? 0;
      const slope = (errors[at] ?? 0) * scale + DECAY * old;
      const steepness = (slopes[place] ?? 0) + slope * slope;
      slopes[place] = steepness;
      weights[place] = old - (RATE * slope) / Math.sqrt(steepness + 1e-4);
    }
  }
}

function toRow({ features, intent }: Sample, index: ReadonlyMap<string, number>): Row {
  const known = features.map((name) => index.get(name)).filter((at) => at !== undefined);
  return {
    features: Int32Array.from(known),
    intent: INTENTS.indexOf(intent),
    weight: intent === 'none' ? TALK_WEIGHT : 1,
  };
}

function shuffle(rows: Row[], random: () => number): void {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [rows[at], rows[other]];
    if (a && b) [rows[at], rows[other]] = [b, a];
  }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
