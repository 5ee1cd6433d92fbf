import { describe, expect, it } from 'vitest';
import { matchesOf } from '../../../../src/language/search/matches.ts';

describe('matchesOf', () => {
  it.each<[RegExp, string]>([
    [/报名/g, '报名 报名'],
    [/x*/g, 'axxb'],
    [/(?<=a)b|^/g, 'abab'],
    [/z/g, ''],
    [/$/g, 'ab'],
  ])('gives what matchAll() gives: %s in %j', (regexp, text) => {
    const wanted = [...text.matchAll(regexp)].map((match) => [match.index, ...match]);
    expect([...matchesOf(regexp, text)].map((match) => [match.index, ...match])).toEqual(wanted);
  });

  it('may search another text between two matches', () => {
    const digit = /\d/g;
    const found = [];
    for (const [outer] of matchesOf(digit, '12'))
      for (const [inner] of matchesOf(digit, '345')) found.push(outer + inner);
    expect(found).toEqual(['13', '14', '15', '23', '24', '25']);
  });
});
