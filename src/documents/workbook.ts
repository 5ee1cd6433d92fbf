import { type CellValue, type Cell as HucreCell, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { type Day, partsOf } from '../language/day.ts';
import type { Cell } from './sheet.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface SheetColumn {
  head: string;
  /** `day`: the cells are days as text, written as dates that Excel sorts and filters by. */
  holds?: 'day' | 'number' | 'text';
}

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly Cell[])[];
}

/** What XML cannot carry: controls but line ends, halves of characters, two that are none. */
const UNWRITABLE = /(?![\n\t])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
const LONGEST_CELL = 32_000;
const [NARROWEST, WIDEST] = [8, 60];
/** So many rows tell how wide a column is to be. */
const MEASURED = 500;
/** Text stays text when somebody edits it: `=1+1` in a cell of this format is reckoned by no program. */
const TEXT = '@';
const DAY_STYLE = { numFmt: 'yyyy-mm-dd', alignment: { horizontal: 'center' } } as const;
const FONT = { name: '等线', size: 11 };
const HEAD_STYLE = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } },
  numFmt: TEXT,
} as const;

/** An Excel file whose heads stay in sight; every text is text, never a formula. */
export async function renderXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(toWritten), defaultFont: FONT });
}

function toWritten({ name, columns, rows }: Sheet): WriteSheet {
  const heads = new Map<string, Partial<HucreCell>>(
    columns.map(({ head }, index) => [`0,${index}`, { value: head, style: HEAD_STYLE }]),
  );
  return {
    name: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(({ head, holds }, index) => ({
      width: widthOf([head, ...rows.slice(0, MEASURED).map((row) => row[index] ?? null)]),
      ...(holds === 'number' ? {} : { style: holds === 'day' ? DAY_STYLE : { numFmt: TEXT } }),
    })),
    rows: [columns.map(({ head }) => head), ...rows.map((row) => row.map((cell, i) => toValue(cell, columns[i])))],
    cells: heads,
    freezePane: { rows: 1 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function toValue(cell: Cell, column: SheetColumn | undefined): CellValue {
  if (typeof cell !== 'string') return cell;
  if (column?.holds === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(cell)) return dateOf(cell);
  return cell.replace(UNWRITABLE, '').slice(0, LONGEST_CELL);
}

function dateOf(day: Day): Date {
  const { year, month, date } = partsOf(day);
  return new Date(Date.UTC(year, month - 1, date));
}

/** Chinese characters are twice as wide. */
function widthOf(cells: readonly Cell[]): number {
  const widest = Math.max(...cells.map((cell) => widthOfText(String(cell ?? ''))));
  return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
}

function widthOfText(text: string): number {
  return [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
}
