import { isDeepStrictEqual } from 'node:util';
import type { RawCell, TableFile, TableRow, TableSheet } from '../../../documents/table/types.ts';
import { AppError, userError } from '../../../errors.ts';
import type { Place, ReadAround, RowProblem, SheetKind } from '../types.ts';
import { RowProblems } from './define.ts';
import { findHead, type Head } from './head.ts';

export const NOTES_SHEET = '填写说明';

export interface ReadRow<R> {
  place: Place;
  /** As exported: which record of which database it is. */
  code: string | null;
  record: R;
}

export interface ReadRows<R> {
  rows: ReadRow<R>[];
  problems: RowProblem[];
  examples: number;
  /** Totals and notes below. */
  skipped: Place[];
  unusedColumns: string[];
  unusedSheets: string[];
}

/**
 * What a file says, of every sheet that has the kind's heads.
 * @throws AppError `invalid_input` where none has, with the heads it needs.
 */
export function readRows<R extends object>(kind: SheetKind<R>, file: TableFile, around: ReadAround): ReadRows<R> {
  const headed = file.sheets
    .filter(({ name }) => name !== NOTES_SHEET || file.sheets.length === 1)
    .map((sheet) => ({ sheet, head: findHead(sheet, kind.columns) }));
  const found = headed.flatMap(({ sheet, head }) => (head ? [{ sheet, head }] : []));
  if (found.length === 0) throw noHead(kind, file);
  const read: ReadRows<R> = { rows: [], problems: [], examples: 0, skipped: [], unusedColumns: [], unusedSheets: [] };
  for (const { sheet, head } of found) {
    if (head.missing.length > 0) throw lacking(kind, sheet, head.missing);
    readSheet(kind, { sheet, head, name: found.length > 1 ? sheet.name : null, around }, read);
  }
  read.unusedColumns = [...new Set(found.flatMap(({ head }) => head.unused))];
  read.unusedSheets = headed.flatMap(({ sheet: { name }, head }) => (head || name === null ? [] : [name]));
  return read;
}

interface Part {
  sheet: TableSheet;
  head: Head;
  name: string | null;
  around: ReadAround;
}

function readSheet<R extends object>(kind: SheetKind<R>, part: Part, into: ReadRows<R>): void {
  const { sheet, head, name, around } = part;
  for (const row of sheet.rows) {
    if (row.number <= head.row.number) continue;
    const place = { sheet: name, row: row.number };
    if (isFoot(row)) {
      into.skipped.push(place);
      continue;
    }
    const cells = cellsOf(row, head);
    if (isExample(kind, cells, around)) {
      into.examples += 1;
      continue;
    }
    try {
      const records = kind.read(cells, around);
      into.rows.push(...records.map((record) => ({ place, code: codeOf(row, head), record })));
    } catch (error) {
      if (!(error instanceof RowProblems)) throw error;
      into.problems.push({ ...place, text: error.message });
    }
  }
}

/** 合计, 填表人：赵示例 */
const FOOT = /^(?:(?:合|总|小|共|累)\s*计(?!划)|(?:填表|制表|审核|负责|经办|联系)人?[:：]|(?:备?注|说明)[:：])/;

function isFoot({ cells }: TableRow): boolean {
  const first = cells.find((cell) => cell !== null && String(cell).trim() !== '');
  return FOOT.test(String(first ?? '').trim());
}

/** As the template has it, left in by somebody who filled the rows below. */
function isExample(kind: SheetKind, cells: readonly RawCell[], { today }: ReadAround): boolean {
  return kind.columns.every((column, index) => {
    try {
      const value = column.read(cells[index] ?? null, today);
      return isDeepStrictEqual(value, column.read(column.example, today));
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  });
}

function cellsOf({ cells }: TableRow, { at }: Head) {
  return at.map((index) => (index === undefined ? null : (cells[index] ?? null)));
}

function codeOf({ cells }: TableRow, { codeAt }: Head): string | null {
  const code = codeAt === undefined ? '' : String(cells[codeAt] ?? '').trim();
  return code === '' ? null : code;
}

function noHead(kind: SheetKind, { sheets }: TableFile): Error {
  const heads = kind.columns.filter(({ isRequired }) => isRequired).map(({ head }) => head);
  const names = sheets.flatMap(({ name }) => name ?? []);
  const where =
    names.length > 1
      ? `工作表${names
          .slice(0, 5)
          .map((name) => `「${name}」`)
          .join('')}里都`
      : '';
  return userError(
    'invalid_input',
    `${where}没找到“${kind.name}”的表头。表头要有这些列：${heads.join('、')}。请核对是不是选错了表，或者先要一份模板。`,
  );
}

function lacking(kind: SheetKind, { name }: TableSheet, missing: readonly string[]): Error {
  const where = name === null ? '' : `「${name}」的`;
  return userError(
    'invalid_input',
    `${where}表头缺少${missing.map((head) => `“${head}”`).join('、')}这${missing.length === 1 ? '一' : '几'}列，“${kind.name}”一定要有。`,
  );
}
