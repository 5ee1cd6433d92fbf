/** As the file has it. A `Date` holds the wall clock of the cell in its UTC fields. */
export type RawCell = string | number | boolean | Date | null;

export interface TableRow {
  /** As the spreadsheet program numbers it, from 1. */
  number: number;
  cells: readonly RawCell[];
}

export interface TableSheet {
  /** Null: the file has none, it is text. */
  name: string | null;
  /** Without blank ones. */
  rows: readonly TableRow[];
}

export interface TableFile {
  sheets: readonly TableSheet[];
}
