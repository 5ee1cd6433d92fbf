import type { Database } from '../../../database.ts';
import type { Cell } from '../../../documents/sheet.ts';
import type { Sheet, SheetColumn } from '../../../documents/workbook.ts';
import type { SheetKind } from '../types.ts';
import { codeOf } from './digest.ts';
import { CODE_HEAD } from './head.ts';
import { NOTES_SHEET } from './rows.ts';

/** Everything of a kind that counts, in the form `importFile` reads; the last column says which record a row is. */
export async function exportSheet<R extends object>(database: Database, kind: SheetKind<R>): Promise<Sheet> {
  const all = await database.transaction((db) => kind.store.list(db));
  const isCoded = kind.replaces === 'imported';
  return {
    name: kind.name,
    columns: [...columnsOf(kind), ...(isCoded ? [{ head: CODE_HEAD }] : [])],
    rows: all.map(({ record, ...stored }) => {
      const cells = kind.cellsOf(record);
      return isCoded ? [...cells, codeOf(kind.store.table, stored)] : cells;
    }),
  };
}

/** An empty table with an example, and on a sheet of its own how it is filled in. */
export function templateSheets(kind: SheetKind): Sheet[] {
  const notes: Cell[][] = kind.columns.map(({ head, isRequired, note, example, also }) => [
    head,
    isRequired ? '要写' : '',
    note,
    example === null ? '' : String(example),
    also.slice(0, 6).join('、'),
  ]);
  const heads = ['列名', '必填', '怎么填', '例子', '也认得这些写法'].map((head) => ({ head }));
  const general: Cell[][] = [
    ['', '', '第一行例子留着也不会记进去；看不懂的列会告诉你，不影响别的列。', '', ''],
    ['', '', '同一份表再导一次不会重复；改过的行会换成新的一版，删掉的行不会动。', '', ''],
  ];
  return [
    { name: kind.name, columns: columnsOf(kind), rows: [kind.columns.map(({ example }) => example)] },
    { name: NOTES_SHEET, columns: heads, rows: [...notes, ...general] },
  ];
}

function columnsOf<R extends object>(kind: SheetKind<R>): SheetColumn[] {
  return kind.columns.map(({ head, holds }) => ({ head, holds }));
}
