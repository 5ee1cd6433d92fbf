import { writeXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { readTableFile } from '../../../../src/documents/table/file.ts';

const rows = [
  ['日期', '活动'],
  [new Date('2025-06-04T00:00:00Z'), '护考'],
  [null, null],
  ['6月5日', '义诊'],
];

it('reads every visible sheet, its rows numbered as on the screen, blank ones left out', async () => {
  const sheets = [
    { name: '1月', rows },
    { name: '藏起来的', rows, hidden: true },
    { name: '空的', rows: [[]] },
  ];
  const file = await readTableFile(await writeXlsx({ sheets }));
  expect(file.sheets.map(({ name }) => name)).toEqual(['1月']);
  expect(file.sheets[0]?.rows).toEqual([
    { number: 1, cells: ['日期', '活动'] },
    { number: 2, cells: [new Date('2025-06-04T00:00:00Z'), '护考'] },
    { number: 4, cells: ['6月5日', '义诊'] },
  ]);
});

const text = '日期,活动\r\n2025-06-04,"护考,一中"\r\n\r\n6月5日,义诊\r\n';
const GBK = [0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xbb, 0xee, 0xb6, 0xaf, 0x0d, 0x0a, 0x31, 0x2c, 0xd2, 0xe5, 0xd5, 0xef];

it.each([
  ['UTF-8', Buffer.from(text), '护考,一中'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), '护考,一中'],
  ['UTF-16 with tabs', Buffer.from(`\uFEFF${text.replaceAll('"', '').replaceAll(',', '\t')}`, 'utf16le'), '护考'],
  ['semicolons', Buffer.from('日期;活动\n2025-06-04;护考\n'), '护考'],
  ['GBK', Buffer.from(GBK), '义诊'],
  ['a guarded formula', Buffer.from("日期,活动\n1,'=1+1\n"), '=1+1'],
])('reads text in %s', async (_, bytes, cell) => {
  const file = await readTableFile(bytes);
  expect(file.sheets).toHaveLength(1);
  expect(file.sheets[0]?.rows[0]?.cells.slice(0, 2)).toEqual(['日期', '活动']);
  expect(file.sheets[0]?.rows[1]?.cells[1]).toBe(cell);
});

it('keeps the numbers of the rows behind a blank line', async () => {
  const file = await readTableFile(Buffer.from(text));
  expect(file.sheets[0]?.rows.map(({ number }) => number)).toEqual([1, 2, 4]);
});

async function zipOf(files: Record<string, string>): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** The parts of a real file with one of them replaced. */
async function withPart(path: string, content: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await writeXlsx({ sheets: [{ name: '表', rows }] }));
  zip.file(path, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

function manyRows(count: number): string {
  const row = (n: number) => `<row r="${n}"><c r="A${n}"><v>${n}</v></c></row>`;
  const all = Array.from({ length: count }, (_, index) => row(index + 1)).join('');
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${all}</sheetData></worksheet>`;
}

const BOMB = ' '.repeat(120 * 1024 * 1024);
const LOL = `<!DOCTYPE x [<!ENTITY a "${'哈'.repeat(1000)}">${[...'bcdefgh']
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefg'[i]};`.repeat(10)}">`)
  .join(
    '',
  )}]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData></worksheet>`;
const SHEET = 'xl/worksheets/sheet1.xml';

it.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
  ['an empty file', () => new Uint8Array(), /^这个文件是空的/],
  ['a picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46]), /^这不是表格文件/],
  ['a file of 21 MB', () => new Uint8Array(21 * 1024 * 1024), /超过 20 MB/],
  [
    'an old .xls',
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
    /旧格式/,
  ],
  [
    'a locked file',
    () => writeXlsx({ sheets: [{ name: '表', rows }], encryption: { password: '1', spinCount: 1000 } }),
    /设了打开密码/,
  ],
  ['a zip of something else', () => zipOf({ 'a.txt': '你好' }), /^这是压缩包，不是 Excel 表格/],
  ['half a file', async () => (await writeXlsx({ sheets: [{ name: '表', rows }] })).slice(0, 900), /打不开/],
  ['letters that only begin as a zip', () => Buffer.from('PK是什么'), /打不开/],
  ['a zip bomb', () => withPart(SHEET, BOMB), /解开以后太大/],
  ['a workbook that is no XML', () => withPart('xl/workbook.xml', '<workbook><sheets>'), /打不开|^这/],
  ['30,000 rows', () => withPart(SHEET, manyRows(30_000)), /超过 2 万行/],
  ['a million rows', () => withPart(SHEET, manyRows(1_000_000)), /超过 2 万行|解开以后太大/],
  ['30,000 lines of text', () => Buffer.from(`日期,活动\n${'1,2\n'.repeat(30_000)}`), /超过 2 万行/],
])('refuses %s in one sentence', async (_, make, sentence) => {
  const bytes = await make();
  const error: unknown = await readTableFile(bytes).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ isForUser: true, message: expect.stringMatching(sentence) });
});

it('does not unfold entities that stand for each other', async () => {
  const bytes = await withPart(SHEET, LOL);
  const read = await readTableFile(bytes).catch((reason: unknown) => reason);
  expect(JSON.stringify(read).length).toBeLessThan(10_000);
});
