import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The same seed throws the same, everywhere. */
export interface Dice {
  /** Both ends included. */
  int(from: number, to: number): number;
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `count` of them, none twice, at most all. */
  sample<T>(from: readonly T[], count: number): T[];
}

export function createDice(seed: number): Dice {
  const generator = xoroshiro128plus(seed);
  const int = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    int,
    chance: (percent) => int(1, 100) <= percent,
    pick(from) {
      const found = from[int(0, from.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    sample(from, count) {
      const left = [...from];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)).flat();
    },
  };
}
