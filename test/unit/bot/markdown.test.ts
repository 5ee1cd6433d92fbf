import { expect, it } from 'vitest';
import { escapeMarkdown } from '../../../src/bot/markdown.ts';

it.each([
  ['护考志愿服务', '护考志愿服务'],
  ['六一(儿童节)活动：3-5人，100%', '六一(儿童节)活动：3-5人，100%'],
  ['王芳·买买提', '王芳·买买提'],
  ['👨‍👩‍👧亲子活动', '👨‍👩‍👧亲子活动'],
  ['A&B 小区', 'A&B 小区'],
  ['**加粗**', '＊＊加粗＊＊'],
  ['[点我](https://example.org)', '［点我］(https://example.org)'],
  ['<@all> 快看', '＜＠all＞ 快看'],
  ['<font color="warning">红</font>', '＜font color="warning"＞红＜/font＞'],
  ['&lt;@all&gt;', '＆lt;＠all＆gt;'],
  ['# 标题', '＃ 标题'],
  ['- 一项', '－ 一项'],
  ['第#1场', '第#1场'],
  ['a_b`c`~d~|e|\\f', 'a＿b｀c｀～d～｜e｜＼f'],
  ['第一行\n# 第二行\r\n\t> 三', '第一行 # 第二行 ＞ 三'],
  ['\u202e倒\u0000过\u200b来\ufeff', '倒过来'],
  ['  ', ''],
])('%j', (typed, escaped) => {
  expect(escapeMarkdown(typed)).toBe(escaped);
});
