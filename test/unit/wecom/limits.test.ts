import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBytes } from '../../../src/wecom/limits.ts';
import { markdownMessages, textMessages } from '../../../src/wecom/webhook/body.ts';

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

describe('messages of a group robot', () => {
  it('mentions at the end of the last piece only', () => {
    const messages = textMessages('汉'.repeat(700), ['wangfang', '@all']);
    expect(messages).toEqual([
      { msgtype: 'text', text: { content: '汉'.repeat(682) } },
      { msgtype: 'text', text: { content: '汉'.repeat(18), mentioned_list: ['wangfang', '@all'] } },
    ]);
  });

  it('a text that fits is one, without an empty list', () => {
    expect(textMessages('好')).toEqual([{ msgtype: 'text', text: { content: '好' } }]);
  });

  it('markdown has room for 4096 bytes', () => {
    expect(markdownMessages('a'.repeat(4096))).toHaveLength(1);
    expect(markdownMessages('a'.repeat(4097))).toHaveLength(2);
  });
});
