import type { Db } from '../../database.ts';
import type { Cell } from '../../documents/sheet.ts';
import type { RawCell } from '../../documents/table/types.ts';
import type { Day } from '../../language/day.ts';

/** A column of a kind of table: what it may be called, how its cells are read and written. */
export interface Column<V = unknown> {
  head: string;
  /** What else people write above it. */
  also: readonly string[];
  holds: 'day' | 'number' | 'text';
  isRequired: boolean;
  /** How to fill it in, for the template. */
  note: string;
  example: Cell;
  /** @throws AppError `invalid_input`, half a sentence that follows the row's number. */
  read(cell: RawCell, today: Day): V;
  write(value: V): Cell;
}

/** What reading a row may look at. */
export interface ReadAround {
  today: Day;
  zone: string;
  /** Ids of stations, branches and groups by name. */
  units: ReadonlyMap<string, number>;
}

/** Within which a file is taken over; `sender.id` null: an operator on the command line. */
export interface TransferContext extends ReadAround {
  db: Db;
  now: Date;
  sender: { id: number | null };
  messageId: number | null;
}

/** Something in the database, in the form a row of a table gives it. */
export interface Stored<R> {
  id: number;
  createdAt: Date;
  /** False: it has been taken back, or another version has taken its place. */
  isLive: boolean;
  record: R;
}

export type Before = Record<string, string | number | boolean | null>;

/** Something an import made or changed, to be taken back. */
export interface Made {
  id: number;
  /** Null: it was not there before. */
  before: Before | null;
}

/** A record to be written. */
export interface Planned<R> {
  record: R;
  /** Null: it is new. */
  old: Stored<R> | null;
}

/** How a kind of record is kept. */
export interface SheetStore<R> {
  /** Prefix of its subjects: `service` of `service:12`. */
  table: string;
  /** What counts and may be the same as one of these. */
  findLike(db: Db, records: readonly R[]): Promise<Stored<R>[]>;
  findByIds(db: Db, ids: readonly number[]): Promise<Stored<R>[]>;
  /** Everything that counts, in order of time. */
  list(db: Db): Promise<Stored<R>[]>;
  /** For each version that counts no more the one that counts in its place. */
  successors(db: Db): Promise<ReadonlyMap<number, number>>;
  /** What is wrong with records beside others there are, half a sentence each; `old`: what one is to replace. */
  check?(context: TransferContext, rows: readonly Planned<R>[]): Promise<ReadonlyMap<R, string>>;
  /** What writing these brings with it, for people; a sentence each. */
  notes?(context: TransferContext, records: readonly R[]): string[];
  /** @returns ids in the order given. */
  insert(context: TransferContext, records: readonly R[]): Promise<number[]>;
  replace(context: TransferContext, changes: readonly { old: Stored<R>; record: R }[]): Promise<Made[]>;
  /** @returns ids of those left as they are, for something has happened to them since. */
  undo(context: TransferContext, made: readonly Made[]): Promise<number[]>;
}

/** A kind of table that can be read in and written out; declared beside its feature, see `defineSheet`. */
export interface SheetKind<R extends object = object> {
  /** `services` */
  key: string;
  /** 服务记录 */
  name: string;
  /** What else it may be called on the command line and in chat. */
  also: readonly string[];
  /** One sentence for the list of kinds. */
  about: string;
  columns: readonly Column[];
  /** @throws RowProblems */
  read(cells: readonly RawCell[], around: ReadAround): R[];
  cellsOf(record: R): Cell[];
  /** Tells the record in a few words. */
  describe(record: R): string;
  /** What makes it the same thing when it comes again; several, the surest first. */
  keysOf(record: R): readonly string[];
  /** The keys under which one in the database is found; as `keysOf` where absent. */
  offersOf?(record: R): readonly string[];
  contentOf(record: R): string;
  /** The record there is with what the row says of it; absent: the row says all. */
  merge?(old: R, record: R): R;
  /** `all`: one of the same key is changed wherever it came from; `imported`: only one that came from a file. */
  replaces: 'all' | 'imported';
  /** Rows that are alike in everything are so many things, not one. */
  hasTwins?: boolean;
  store: SheetStore<R>;
}

/** Where a row stood. */
export interface Place {
  /** Null: the file has only one sheet. */
  sheet: string | null;
  row: number;
}

export interface RowProblem extends Place {
  text: string;
}

/** What came, or would come, of a file. */
export interface ImportResult {
  kind: Pick<SheetKind, 'key' | 'name'>;
  fileName: string;
  /** Null: nothing was written. */
  importId: number | null;
  isDryRun: boolean;
  added: number;
  changed: { place: Place; from: string; to: string }[];
  /** There already, the same. */
  same: number;
  /** Changed by people since they were read in from the same row: left as people have them. */
  kept: Place[];
  /** The same as a row before. */
  doubles: { place: Place; first: Place }[];
  /** Totals and notes below the rows. */
  skipped: Place[];
  /** Rows of the template's example. */
  examples: number;
  problems: RowProblem[];
  unusedColumns: string[];
  unusedSheets: string[];
  notes: string[];
  /** The first of what was added. */
  samples: string[];
}
