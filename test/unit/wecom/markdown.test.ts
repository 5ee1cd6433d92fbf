import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMarkdown } from '../../../src/wecom/markdown.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const TABLE = '| 姓名 | 小时 |\n| --- | --- |';

describe('splitMarkdown', () => {
  it('leaves what fits as it is, and says nothing of what is blank', () => {
    expect(splitMarkdown('**好**\n\n见 [名单](https://a/b)', 100)).toEqual(['**好**\n\n见 [名单](https://a/b)']);
    expect(splitMarkdown(' \n\n', 100)).toEqual([]);
  });

  it('keeps fenced code whole where it fits a piece', () => {
    const code = '```js\nlet a = 1;\nlet b = 2;\n```';
    expect(splitMarkdown(`${'一'.repeat(10)}\n${code}\n二`, 40)).toEqual(['一'.repeat(10), `${code}\n二`]);
  });

  it('gives each part of longer code its fence, closed or not', () => {
    const lines = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'];
    for (const end of ['\n```', '']) {
      expect(splitMarkdown(`\`\`\`js\n${lines.join('\n')}${end}`, 30)).toEqual([
        '```js\naaaaaaaaaa\n```',
        '```js\nbbbbbbbbbb\n```',
        '```js\ncccccccccc\n```',
      ]);
    }
  });

  it('gives each part of a long table its head', () => {
    const rows = Array.from({ length: 6 }, (_, i) => `| 王芳${i} | 3 |`);
    const pieces = splitMarkdown([TABLE, ...rows].join('\n'), 80);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.startsWith(TABLE) && bytes(piece) <= 80)).toBe(true);
    expect(pieces.flatMap((piece) => piece.split('\n').slice(2))).toEqual(rows);
  });

  it('parts no link, bold text or mention, and prefers the end of a line', () => {
    const text = `${'汉'.repeat(8)}**粗的字**<@wangfang>[名单](http://a/b)`;
    for (const piece of splitMarkdown(text, 30)) {
      expect(bytes(piece)).toBeLessThanOrEqual(30);
      expect((piece.match(/\*\*/g)?.length ?? 0) % 2).toBe(0);
      expect(piece.match(/<@/g)?.length).toBe(piece.match(/<@wangfang>/g)?.length);
      expect(piece.match(/\[/g)?.length).toBe(piece.match(/\]\(http:\/\/a\/b\)/g)?.length);
    }
  });

  it('keeps every piece within the limit and loses no word, whatever is written', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('```', '```js', '| a | b |', '| --- | --- |', '', '**粗**', '[a](http://b)', '- 项'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 40, max: 90 }), (lines, max) => {
        const text = lines.join('\n');
        const pieces = splitMarkdown(text, max);
        const characters = new Set(pieces.join(''));
        expect(pieces.filter((piece) => bytes(piece) > max)).toEqual([]);
        expect(characters.has('\ufffd')).toBe(text.includes('\ufffd'));
        expect([...text].filter((character) => character.trim() !== '' && !characters.has(character))).toEqual([]);
      }),
    );
  });
});
