import type { Item, Known } from '../types.ts';

/**
 * What registration would decide with `placesLeft` (null: no limit): all of the new ones together, or each in the
 * order of the list as long as there is room. Only a forecast: the database decides when the time comes.
 */
export function foresee(
  placesLeft: number | null,
  todo: readonly (Item | Known)[],
): { waiting: Item[]; full: Known[] } {
  const waiting: Item[] = [];
  const full: Known[] = [];
  if (placesLeft === null) return { waiting, full };
  const fresh = todo.filter((item) => !isKnown(item)).reduce((sum, item) => sum + 1 + item.companions, 0);
  const doAllFit = fresh <= placesLeft;
  let left = Math.max(0, doAllFit ? placesLeft - fresh : placesLeft);
  for (const item of todo) {
    const isBefore = isKnown(item);
    const needed = isBefore ? moreOf(item) : doAllFit ? 0 : 1 + item.companions;
    if (needed <= left) left -= needed;
    else if (isBefore) full.push(item);
    else waiting.push(item);
  }
  return { waiting, full };
}

function moreOf({ companions, before, isWaiting }: Known): number {
  return isWaiting ? 0 : Math.max(0, companions - before);
}

function isKnown(item: Item | Known): item is Known {
  return 'before' in item;
}
