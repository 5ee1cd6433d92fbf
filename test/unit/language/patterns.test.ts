import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES } from '../../../src/language/intent/rank.ts';
import { read } from '../../../src/language/read.ts';
import { ambiguousRepetitions } from './ambiguity.ts';
import { contextOf, readCases } from './cases.ts';

describe('ambiguousRepetitions', () => {
  it.each<[RegExp, string[]]>([
    [/(?:志愿|服务|志愿服务)*x/, ['(?:志愿|服务|志愿服务)*']],
    [/(?:ab|abc|cd|d)+$/, ['(?:ab|abc|cd|d)+']],
    [/(?:a?b?)*c/, ['(?:a?b?)*']],
    [/(?:(?:\d|[.\d])*)c/, ['(?:\\d|[.\\d])*']],
    [/(?:a+)*c/, ['(?:a+)*']],
    [/^(?:a|b|ab)+/, []],
    [/(?:a|b|ab){0,6}c/, []],
    [/(?:一下|下|个)*|[ab]*/, []],
    [/(?:[\s、]{0,2}x){0,20}/, []],
  ])('%s', (regexp, found) => {
    expect(ambiguousRepetitions(regexp)).toEqual(found);
  });
});

describe('the patterns of the language', () => {
  const tried = new Map<string, RegExp>();
  const { exec } = RegExp.prototype;

  beforeAll(() => {
    RegExp.prototype.exec = function (text) {
      tried.set(String(this), this);
      return exec.call(this, text);
    };
    for (const { cases } of readCases()) for (const row of cases) read(row.text, contextOf(row));
  });
  afterAll(() => {
    RegExp.prototype.exec = exec;
  });

  it('repeat nothing that can be divided in two ways, so that no message takes forever', () => {
    RegExp.prototype.exec = exec;
    const patterns = [
      ...tried.values(),
      ...RULES.flatMap(({ regexp, unless }) => (unless ? [regexp, unless] : [regexp])),
    ];
    expect(patterns.length).toBeGreaterThan(400);
    expect(patterns.flatMap((pattern) => ambiguousRepetitions(pattern))).toEqual([]);
  });

  it('get through words that such a repetition would try in every way', () => {
    const context = { today: '2026-06-03', time: '10:00', roster: [] };
    for (const [head, word, tail] of [
      ['发布', '志愿服务', '活'],
      ['请', '个病', '个假'],
      ['查我', '名下的', '报登'],
      ['给我留', '一个', '名座'],
      ['写', '一份', '总结x'],
      ['「」', '\n', '。'],
      ['', ' ', '积分'],
    ] as const) {
      expect(read(head + word.repeat(20_000 / word.length) + tail, context).length).toBeGreaterThan(0);
      expect(read(head + word.repeat(60) + tail, context).length).toBeGreaterThan(0);
    }
  });
});
