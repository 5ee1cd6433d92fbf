import { expect, it } from 'vitest';
import { plainText } from '../../../src/wecom/plain.ts';

it.each([
  ['**已报名**：6月4日(周三)', '已报名：6月4日(周三)'],
  ['## 名单\n> 王芳\n1. 陈静', '名单\n王芳\n1. 陈静'],
  ['照抄 `报名 6月4日`', '照抄 报名 6月4日'],
  ['[下载](https://example.org/a?b=1)', '下载 https://example.org/a?b=1'],
  ['<font color="warning">满员</font>', '满员'],
  ['5 > 3，#1', '5 > 3，#1'],
])('%j', (markdown, plain) => {
  expect(plainText(markdown)).toBe(plain);
});
