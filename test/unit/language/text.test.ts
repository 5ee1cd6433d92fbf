import { describe, expect, it } from 'vitest';
import { normalise, stripMention } from '../../../src/language/text.ts';
import { correctTypos } from '../../../src/language/typed/typo.ts';

describe('normalise', () => {
  it.each([
    ['ＯＫ，没问题', 'OK,没问题'],
    ['報名　八月十六號', '报名 八月十六号'],
    ['１月２日—４日', '1月2日-4日'],
    ['①11月5日 ②12月', '①11月5日 ②12月'],
    ['18:30～20：30', '18:30~20:30'],
    ['妳和他', '你和他'],
    ['a\u200bb\ufeffc', 'abc'],
    ['\u0000\u0007x\r\ny', '  x\n\ny'],
    ['\uE000\uF8FF', '  '],
    ['🎉龍', '🎉龙'],
  ])('%j', (typed, normal) => {
    expect(normalise(typed).text).toBe(normal);
  });

  it('leads every character back to where it was typed', () => {
    const typed = '報\u200b名　６月';
    const { text, offsets } = normalise(typed);
    expect(text).toBe('报名 6月');
    expect(offsets).toEqual([0, 2, 3, 4, 5, 6]);
    expect(typed.slice(offsets[1], offsets[2])).toBe('名');
  });
});

describe('stripMention', () => {
  const names = ['志愿助手', '志愿助手 测试'];
  it.each([
    ['@志愿助手 报名', '报名'],
    ['＠志愿助手  报名', '报名'],
    ['@志愿助手\u2005报名', '报名'],
    ['@志愿助手 测试 报名', '报名'],
    ['报名 @志愿助手 6月4日', '报名 6月4日'],
    ['hello@志愿助手 ', 'hello'],
    ['@志愿助手报名', '报名'],
    ['@志愿助手 @志愿助手 报名', '@志愿助手 报名'],
    ['@别的机器人 报名', '报名'],
    ['报名 @王芳', '报名 @王芳'],
    ['报名', '报名'],
    ['', ''],
  ])('%j', (text, wanted) => {
    expect(stripMention(text, names)).toBe(wanted);
  });
});

describe('correctTypos', () => {
  it.each([
    ['抱名 6月4日', '报名 6月4日'],
    ['报民 周四', '报名 周四'],
    ['签道', '签到'],
    ['签推 护考', '签退 护考'],
    ['补路 6月2日', '补录 6月2日'],
    ['娶消 周六', '取消 周六'],
    ['抱个名 周六', '报个名 周六'],
    ['抱名护考', '报名护考'],
    // Words of their own.
    ['补路灯', '补路灯'],
    ['报民生热线', '报民生热线'],
    ['他保命要紧', '他保命要紧'],
    ['报明天的', '报明天的'],
  ])('%s', (typed, wanted) => {
    expect(correctTypos(typed)).toBe(wanted);
  });
});
