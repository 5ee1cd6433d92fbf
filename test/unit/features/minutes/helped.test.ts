import { expect, it } from 'vitest';
import { coverHelped } from '../../../../src/features/minutes/usecase/helped.ts';

const ROSTER = ['李强', '王芳'];

it.each([
  ['看望了王秀英、张国华和李强', '看望了王某、张某和李强'],
  ['由李强负责给刘桂兰老人理发', '由李强负责给刘某老人理发'],
  ['王芳去赵玉梅家送米', '王芳去赵某家送米'],
  ['困难群众：孙桂芝，孙桂芝的药由王芳送', '困难群众：孙某，孙某的药由王芳送'],
  ['慰问老党员，走访社区，看望孤寡老人', '慰问老党员，走访社区，看望孤寡老人'],
  ['大家一起慰问环卫工人', '大家一起慰问环卫工人'],
  ['由王芳负责联系车，6月10日前', '由王芳负责联系车，6月10日前'],
])('covers who is helped: %s', (text, expected) => {
  expect(coverHelped(text, ROSTER)).toBe(expected);
});
