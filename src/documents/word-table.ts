import {
  AlignmentType,
  type FileChild,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type Face, FONTS, SIZES } from './word-fonts.ts';

export interface AppendixTable {
  /** A line above the table. */
  caption?: string;
  header: string[];
  /** Shares of the width, in percent. */
  widths: number[];
  rows: string[][];
  /** A line under the table. */
  note?: string;
}

/** Of the text block, 156 mm, in twentieths of a point. */
const WIDTH = 8844;
const LINE_OF_TABLE = 320;
const LONG_CELL = 200;

/** Caption if any, table with its head on every page, note. */
export function appendixTable({ caption, header, widths, rows, note }: AppendixTable): FileChild[] {
  const columns = widths.map((percent) => Math.floor((WIDTH * percent) / 100));
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    rows: [rowOf(header, columns, true), ...rows.map((cells) => rowOf(cells, columns, false))],
  });
  const above = caption === undefined ? [] : [line(caption, { face: 'kai', isAbove: true })];
  return [...above, table, ...(note ? [line(note, { face: 'body' })] : [])];
}

function rowOf(cells: string[], columns: number[], isHeader: boolean): TableRow {
  return new TableRow({
    tableHeader: isHeader,
    // Cells of many lines may go on overleaf; rows of a few are kept whole.
    cantSplit: cells.every((text) => text.length <= LONG_CELL),
    children: cells.map(
      (text, index) =>
        new TableCell({
          width: { size: columns[index] ?? 0, type: WidthType.DXA },
          margins: { left: 80, right: 80, top: 20, bottom: 20 },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [
            new Paragraph({
              alignment: isHeader ? AlignmentType.CENTER : AlignmentType.LEFT,
              spacing: { line: LINE_OF_TABLE, lineRule: LineRuleType.AT_LEAST },
              children: [new TextRun({ text, font: FONTS[isHeader ? 'black' : 'body'], size: SIZES.five })],
            }),
          ],
        }),
    ),
  });
}

function line(text: string, { face, isAbove = false }: { face: Face; isAbove?: boolean }): Paragraph {
  return new Paragraph({
    keepNext: isAbove,
    spacing: { before: isAbove ? 200 : 0, line: 400, lineRule: LineRuleType.AT_LEAST },
    children: [new TextRun({ text, font: FONTS[face], size: isAbove ? 24 : SIZES.five })],
  });
}
