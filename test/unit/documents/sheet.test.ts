import { expect, it } from 'vitest';
import { renderCsv } from '../../../src/documents/sheet.ts';

it.each([
  ['党课', '党课'],
  ['a,b', '"a,b"'],
  ['说"好"', '"说""好"""'],
  ['两\n行', '"两\n行"'],
  ['=1+1', "'=1+1"],
  ['@all', "'@all"],
  [-3, '-3'],
  [null, ''],
])('writes %j so that it is read as it was', (cell, written) => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(renderCsv([[cell, 1]]))).toBe(`\uFEFF${written},1\r\n`);
});
