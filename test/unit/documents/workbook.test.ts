import { readXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { renderXlsx } from '../../../src/documents/workbook.ts';

const SHEET = {
  name: 'F3 出处',
  columns: [
    { head: '日期', holds: 'day' },
    { head: '内容' },
    { head: '数值（人次）', holds: 'number' },
    { head: '=1+1' },
  ],
  rows: [
    ['2025-06-04', '=HYPERLINK("http://x","点这里")', 3, '+1'],
    [null, '@所有人 & <b>\u0001\ud800\ufffe', 2.5, '-1'],
    ['待定', `${'长'.repeat(80)}\n二`, null, null],
  ],
} as const;

it('writes dates as dates, numbers as numbers, and every text as text', async () => {
  const bytes = await renderXlsx([SHEET]);
  const [sheet] = (await readXlsx(bytes)).sheets;
  expect(sheet?.name).toBe('F3 出处');
  expect(sheet?.rows.slice(0, 3)).toEqual([
    ['日期', '内容', '数值（人次）', '=1+1'],
    [new Date('2025-06-04T00:00:00Z'), '=HYPERLINK("http://x","点这里")', 3, '+1'],
    [null, '@所有人 & <b>', 2.5, '-1'],
  ]);
  expect(sheet?.rows[3]?.slice(0, 2)).toEqual(['待定', `${'长'.repeat(80)}\n二`]);
  const zip = await JSZip.loadAsync(bytes);
  const xml = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
  expect(xml).not.toContain('<f>');
  expect(xml).toContain('state="frozen"');
  const widths = [...xml.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([12, 60, 14, 8]);
  const styles = (await zip.file('xl/styles.xml')?.async('string')) ?? '';
  expect(styles).toContain('formatCode="yyyy-mm-dd"');
  expect(styles).toContain('formatCode="@"');
});
