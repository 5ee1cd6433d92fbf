import { expect, it } from 'vitest';
import type { Item, Known } from '../../../../src/features/jielong/types.ts';
import { foresee } from '../../../../src/features/jielong/usecase/foresee.ts';

const fresh = (name: string, companions = 0): Item => ({ name, companions });
const known = (name: string, before: number, companions: number, isWaiting = false): Known => ({
  name,
  companions,
  before,
  isWaiting,
});

it.each<[string, number | null, (Item | Known)[], string, string]>([
  ['no limit', null, [fresh('王芳', 5), known('李强', 0, 9)], '', ''],
  ['all fit', 3, [fresh('王芳'), fresh('李强', 1)], '', ''],
  ['the last does not', 2, [fresh('王芳'), fresh('李强'), fresh('陈静')], '陈静', ''],
  ['a smaller party passes a larger one', 2, [fresh('王芳'), fresh('李强', 1), fresh('陈静')], '李强', ''],
  ['no place at all', 0, [fresh('王芳'), fresh('李强')], '王芳李强', ''],
  ['more taken than there are places', -2, [fresh('王芳')], '王芳', ''],
  ['those who change take what the new ones leave', 3, [known('王芳', 0, 2), fresh('李强'), fresh('陈静')], '', '王芳'],
  ['fewer companions need no place', 0, [known('王芳', 2, 1)], '', ''],
  ['who waits needs no place to change', 0, [known('王芳', 0, 3, true)], '', ''],
])('foresees who waits: %s', (_, placesLeft, todo, waiting, full) => {
  const names = (items: Item[]) => items.map(({ name }) => name).join('');
  const seen = foresee(placesLeft, todo);
  expect([names(seen.waiting), names(seen.full)]).toEqual([waiting, full]);
});
