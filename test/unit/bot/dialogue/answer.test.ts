import { describe, expect, it } from 'vitest';
import { answerOf, choiceNamed, isAnswerLike } from '../../../../src/bot/dialogue/answer.ts';
import type { Choice } from '../../../../src/bot/reply.ts';

const days: Choice[] = [
  { label: '6月5日(周五)8:00 护考（一中门口）', key: 'a' },
  { label: '6月15日(周一)8:00 护考（二中门口）', key: 'b' },
  { label: '以上都报', key: 'c', says: 'all' },
];
const yesNo: Choice[] = [
  { label: '是，就这么办', key: 'run', says: 'yes' },
  { label: '不是', key: 'no', says: 'no' },
];

describe('an answer', () => {
  it.each([
    ['2', 'b'],
    ['第二个', 'b'],
    ['选1', 'a'],
    ['我要第1个', 'a'],
    ['就第一场吧', 'a'],
    ['一', 'a'],
    ['最后一个', 'c'],
    ['都要', 'c'],
    ['全部', 'c'],
    ['5号', 'a'],
    ['15号', 'b'],
  ])('%s takes a choice by its place', (text, key) => {
    expect(isAnswerLike(text)).toBe(true);
    expect(answerOf(text, days)).toMatchObject({ kind: 'choice', choice: { key } });
  });

  it.each([
    ['是', 'run'],
    ['对的', 'run'],
    ['好的', 'run'],
    ['嗯嗯', 'run'],
    ['OK', 'run'],
    ['不是', 'no'],
    ['不用了', 'no'],
    ['算了', 'no'],
  ])('%s says yes or no', (text, key) => {
    expect(answerOf(text, yesNo)).toMatchObject({ kind: 'choice', choice: { key } });
  });

  it('declines where no choice stands for no, and tells a number beyond the last', () => {
    expect(answerOf('算了', days)).toEqual({ kind: 'declined' });
    expect(answerOf('9', days)).toEqual({ kind: 'beyond', number: 9 });
    expect(answerOf('3', [])).toBeUndefined();
    expect(answerOf('29号', days)).toBeUndefined();
  });

  it.each(['报名 6月4日护考', '我的报名', '是29号', '2人', '好的，报名护考', '不去了', '第二批名单'])(
    '%s is no answer',
    (text) => {
      expect(isAnswerLike(text)).toBe(false);
    },
  );

  it.each([
    ['周五', 'a'],
    ['5号那场', 'a'],
    ['15号', 'b'],
    ['二中那个', 'b'],
    ['星期一的', 'b'],
    ['护考', undefined],
    ['8:00', undefined],
    ['周三', undefined],
    ['报', undefined],
  ])('%s names the choice %s', (text, key) => {
    expect(choiceNamed(text, days)?.key).toBe(key);
  });
});
