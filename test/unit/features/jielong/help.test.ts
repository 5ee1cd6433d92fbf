import { expect, it } from 'vitest';
import { jielongFeature } from '../../../../src/features/jielong/command.ts';
import { listOf } from '../../../../src/features/jielong/usecase/list.ts';
import { read } from '../../../../src/language/read.ts';

it('shows three lists that are read as what they are', () => {
  const examples = jielongFeature.commands?.[0]?.help?.examples ?? [];
  const context = { today: '2026-06-01', time: '10:00', roster: [], sender: 'lina' };
  const lists = examples.map((text) => read(text, context)[0]);
  expect(lists.map((reading) => reading?.keyword)).toEqual(['护考', '护考', '书展']);
  expect(lists.map((reading) => listOf(reading ?? {}).listed)).toEqual([
    [
      { name: '王芳', companions: 0, times: 1 },
      { name: '陈静', companions: 1, times: 1 },
    ],
    [
      { name: '王芳', companions: 0, note: '晚到十分钟', times: 1 },
      { name: '李强', companions: 1, note: '带孩子', times: 1 },
    ],
    [
      { name: '王芳', companions: 0, days: ['2026-06-06', '2026-06-07'], times: 1 },
      { name: '李强', companions: 0, days: ['2026-06-07'], times: 1 },
    ],
  ]);
});
