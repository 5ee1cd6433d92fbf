import type { RawCell, TableRow, TableSheet } from '../../../documents/table/types.ts';
import type { Column } from '../types.ts';

export const CODE_HEAD = '编号';
/** A title, a note and who filled it in may stand above the head. */
const LOOKED_AT = 15;

export interface Head {
  /** Row of the heads. */
  row: TableRow;
  /** Where each column of the kind stands; undefined: not there. */
  at: (number | undefined)[];
  codeAt: number | undefined;
  /** Heads that mean nothing here. */
  unused: string[];
  missing: string[];
}

/** The row that names the most columns; undefined: there is none. */
export function findHead(sheet: TableSheet, columns: readonly Column[]): Head | undefined {
  const heads = sheet.rows.slice(0, LOOKED_AT).map((row) => readHead(row, columns));
  const count = ({ at }: Head) => at.filter((one) => one !== undefined).length;
  const best = heads.reduce<Head | undefined>((a, b) => (a && count(a) >= count(b) ? a : b), undefined);
  if (!best) return undefined;
  const isOne = best.missing.length === 0 || count(best) >= Math.min(2, columns.length);
  return isOne && count(best) > 0 ? best : undefined;
}

function readHead(row: TableRow, columns: readonly Column[]): Head {
  const names = row.cells.map(plain);
  const used = new Set<number>();
  const at = columns.map((column) => {
    for (const name of [column.head, ...column.also].map(plain)) {
      const index = names.findIndex((one, i) => one === name && !used.has(i));
      if (index < 0) continue;
      used.add(index);
      return index;
    }
    return undefined;
  });
  const code = names.indexOf(CODE_HEAD);
  if (code >= 0) used.add(code);
  return {
    row,
    at,
    codeAt: code < 0 ? undefined : code,
    unused: row.cells.flatMap((cell, i) => (names[i] === '' || used.has(i) ? [] : String(cell).trim().slice(0, 20))),
    missing: columns.filter(({ isRequired }, i) => isRequired && at[i] === undefined).map(({ head }) => head),
  };
}

/** Without blanks, brackets with what is in them, and marks: 时长（小时）* is 时长. */
function plain(cell: RawCell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\([^)]*\)|[*:：＊]/g, '');
}
