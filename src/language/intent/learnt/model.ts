import { INTENTS } from '../../reading.ts';

/** Weights of each feature for each intent, in the order of INTENTS. */
export interface Model {
  /** Hash of a feature to its row of `weights`. */
  rows: ReadonlyMap<number, number>;
  /** Row by row, one weight an intent. */
  weights: Float32Array;
}

/** As kept in weights.json: per feature one letter an intent, a … z for 1 … 26 steps, A … Z for as many below nought, a dot for none. */
export type PackedModel = Readonly<Record<string, string>>;

/** Beyond 26 steps a weight is cut off; few are so great. */
const STEP = 0.16;
const MOST_STEPS = 26;
const LOWER = 'a'.charCodeAt(0) - 1;
const UPPER = 'A'.charCodeAt(0) - 1;

/** A feature's name is its channel and its characters; 32 bits tell the few thousand apart. */
export function hashOf(channel: string, text: string, from: number, to: number): number {
  let hash = Math.imul(channel.charCodeAt(0) ^ 0x811c9dc5, 0x01000193);
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

export function unpackModel(packed: PackedModel): Model {
  const features = Object.entries(packed);
  const rows = new Map<number, number>();
  const weights = new Float32Array(features.length * INTENTS.length);
  for (const [row, [name, letters]] of features.entries()) {
    rows.set(hashOf(name, name, 1, name.length), row);
    for (let at = 0; at < letters.length; at++) weights[row * INTENTS.length + at] = weightOf(letters.charCodeAt(at));
  }
  return { rows, weights };
}

/** `weights`: row by row as in Model. Features without a weight of note are left out. */
export function packModel(names: readonly string[], weights: Float32Array): PackedModel {
  const packed: Record<string, string> = {};
  for (const [row, name] of names.entries()) {
    const letters = INTENTS.map((_, at) => letterOf(weights[row * INTENTS.length + at] ?? 0)).join('');
    if (/[a-zA-Z]/.test(letters)) packed[name] = letters;
  }
  return packed;
}

function weightOf(code: number): number {
  if (code > LOWER) return (code - LOWER) * STEP;
  return code > UPPER ? (UPPER - code) * STEP : 0;
}

function letterOf(weight: number): string {
  const steps = Math.min(MOST_STEPS, Math.round(Math.abs(weight) / STEP));
  return steps === 0 ? '.' : String.fromCharCode((weight > 0 ? LOWER : UPPER) + steps);
}
