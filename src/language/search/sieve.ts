import { needsOf } from './needs.ts';

/** Those of the items, in order, whose pattern may match the text. */
export type Sieve<T> = (text: string) => T[];

/** Of a pattern, the rarest; more of them tell little more. */
const MOST_NEEDS = 3;
const NONE: readonly number[] = [];

/**
 * Most patterns are about words that a text does not hold, and trying them all is what reading would cost. One walk over the text
 * tells which of them are worth trying: those of whose needs (needs.ts) every one is met by some character.
 */
export function createSieve<T extends { regexp: RegExp }>(items: readonly T[]): Sieve<T> {
  /** The numbers of the needs that a character meets. */
  const metBy = new Map<number, number[]>();
  let count = 0;
  const sifted = items.map((item) => {
    const first = count;
    for (const need of needsOf(item.regexp).slice(0, MOST_NEEDS)) {
      for (const char of need) {
        const code = char.charCodeAt(0);
        metBy.set(code, [...(metBy.get(code) ?? []), count]);
      }
      count++;
    }
    return { item, first, end: count };
  });
  const isMet = new Uint8Array(count);
  return (text) => {
    isMet.fill(0);
    for (let at = 0; at < text.length; at++) {
      for (const need of metBy.get(text.charCodeAt(at)) ?? NONE) isMet[need] = 1;
    }
    const passed: T[] = [];
    for (const { item, first, end } of sifted) {
      let need = first;
      while (need < end && isMet[need] === 1) need++;
      if (need === end) passed.push(item);
    }
    return passed;
  };
}

/** Whether a text may match the pattern. */
export function createGate(regexp: RegExp): (text: string) => boolean {
  const sift = createSieve([{ regexp }]);
  return (text) => sift(text).length > 0;
}
