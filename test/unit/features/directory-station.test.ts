import { expect, it } from 'vitest';
import { stationsOf } from '../../../src/features/directory/usecase/station.ts';

const TREE = [
  { id: 1, name: '爱心协会总站', parentId: 0 },
  { id: 2, name: ' 城区站 ', parentId: 1 },
  { id: 3, name: '义诊组', parentId: 2 },
  { id: 4, name: '办公室', parentId: 1 },
  { id: 5, name: '机关党支部', parentId: 4 },
  { id: 6, name: '青年站', parentId: 2 },
  { id: 7, name: `${'长'.repeat(60)}站`, parentId: 1 },
];

it('finds the stations below the root, and whom each part belongs to', () => {
  expect([...stationsOf(TREE)]).toEqual([
    [2, '城区站'],
    [3, '城区站'],
    [5, '机关党支部'],
    [6, '青年站'],
  ]);
});

it('finds those of a part of the tree, where the app is shown no more', () => {
  expect([...stationsOf(TREE.filter(({ id }) => id === 2 || id === 3))].map(([id]) => id)).toEqual([2, 3]);
});

it('comes to an end where departments stand in a circle', () => {
  const circle = [
    { id: 1, name: '甲', parentId: 2 },
    { id: 2, name: '乙', parentId: 1 },
  ];
  expect(stationsOf(circle).size).toBe(0);
});
