import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBytes } from '../../../src/wecom/limits.ts';
import { imageMessages, markdownMessages, newsMessages, textMessages } from '../../../src/wecom/webhook/body.ts';

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

  it.each([
    ['a table', '| 姓名 | 小时 |\n| --- | --- |\n| 王芳 | 3 |', 'markdown_v2'],
    ['a picture', '![图](https://a/b.png)', 'markdown_v2'],
    ['a table with a mention', '| <@wangfang> |', 'markdown'],
    ['a table with a colour', '| <font color="info">是</font> |', 'markdown'],
    ['a numbered list', '1. 一\n2. 二', 'markdown'],
  ])('%s is sent as the kind that shows it', (_, markdown, kind) => {
    expect(markdownMessages(markdown).map(({ msgtype }) => msgtype)).toEqual([kind]);
  });

  it('news are eight at most, cut by bytes', () => {
    const article = { title: '汉'.repeat(60), description: '字'.repeat(200), url: 'https://a/b' };
    const [message] = newsMessages(Array.from({ length: 9 }, () => article));
    if (message?.msgtype !== 'news') throw new Error('no news');
    const [first, ...rest] = message.news.articles;
    expect(rest).toHaveLength(7);
    expect(first).toEqual({ title: `${'汉'.repeat(41)}…`, description: `${'字'.repeat(169)}…`, url: 'https://a/b' });
    expect(newsMessages([])).toEqual([]);
  });

  it('a picture carries its md5; what is none, or too large, goes as a file', () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(10)]);
    const md5 = createHash('md5').update(png).digest('hex');
    expect(imageMessages({ name: '图.png', bytes: png })).toEqual([
      { msgtype: 'image', image: { base64: png.toString('base64'), md5 } },
    ]);
    const large = { name: '图.png', bytes: Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]) };
    expect(imageMessages(large)).toEqual([{ msgtype: 'file', file: large }]);
    const other = { name: '图.gif', bytes: Buffer.from('GIF89a....') };
    expect(imageMessages(other)).toEqual([{ msgtype: 'file', file: other }]);
  });

  it('markdown has room for 4096 bytes', () => {
    expect(markdownMessages('a'.repeat(4096))).toHaveLength(1);
    expect(markdownMessages('a'.repeat(4097))).toHaveLength(2);
  });
});
