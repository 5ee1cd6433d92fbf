import { expect, it } from 'vitest';
import { correctionIn } from '../../../../src/bot/dialogue/correction.ts';

it.each([
  ['不对，是29号', '29号'],
  ['不对,陈静', '陈静'],
  ['错了，6月5日', '6月5日'],
  ['我说错了，是下午场', '下午场'],
  ['不是，是陈静', '陈静'],
  ['打错了 6月5日', '6月5日'],
  ['更正：名额30', '名额30'],
  ['不好意思写错了，应该是陈静', '陈静'],
  ['应该是8点', '8点'],
  ['不对', ''],
])('%s corrects to "%s"', (text, right) => {
  expect(correctionIn(text)).toBe(right);
});

it.each(['报名 6月4日护考', '是29号', '不是我', '不对劲的天气别出门'.slice(3), '今天不对外开放', '取消，不对外'])(
  '%s corrects nothing',
  (text) => {
    expect(correctionIn(text)).toBeUndefined();
  },
);
