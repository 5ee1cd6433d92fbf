import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBytes } from '../../../src/wecom/limits.ts';

describe('splitBytes', () => {
  it.each([
    ['short', 10, ['short']],
    ['', 10, []],
    [' \n ', 10, []],
    ['一二三四', 6, ['一二', '三四']],
    ['一二三四', 7, ['一二', '三四']],
    ['ab\ncd\nef', 5, ['ab\ncd', 'ef']],
    ['abcdef\ngh', 6, ['abcdef', 'gh']],
    ['abcdefgh\ni', 6, ['abcdef', 'gh\ni']],
    ['好😀好', 4, ['好', '😀', '好']],
    ['请<@wangfang>看', 13, ['请', '<@wangfang>', '看']],
    ['ab**粗的字**', 13, ['ab', '**粗的字**']],
    ['见[名单](http://a/b)', 21, ['见', '[名单](http://a/b)']],
  ])('%j by %i', (text, max, pieces) => {
    expect(splitBytes(text, max)).toEqual(pieces);
  });

  it('keeps every piece within the limit and loses nothing but the newlines it parts at', () => {
    const line = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 4, max: 60 }), (lines, max) => {
        const text = lines.join('\n');
        const pieces = splitBytes(text, max);
        expect(pieces.every((piece) => Buffer.byteLength(piece) <= max)).toBe(true);
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
