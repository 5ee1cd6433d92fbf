import { AppError } from '../../../errors.ts';
import type { Column, ReadAround, SheetKind } from '../types.ts';

type Columns = Record<string, Column>;
/** What the cells of a row say. */
export type ValuesOf<C> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never };
type Declared<C, R extends object> = Omit<SheetKind<R>, 'columns' | 'read' | 'cellsOf'> & {
  /** Records of one row. @throws AppError `invalid_input` */
  toRecords(values: ValuesOf<C>, around: ReadAround): R[];
  toValues(record: R): ValuesOf<C>;
};

/** What is wrong with one row, half a sentence each. */
export class RowProblems extends Error {
  readonly texts: readonly string[];

  constructor(texts: readonly string[]) {
    super(texts.join('；'));
    this.name = 'RowProblems';
    this.texts = texts;
  }
}

/** What the sender of a message is asked to do next; in a file it goes without saying. */
const WHAT_NEXT = /[，,。]\s?(?:请(?:改好|核对后再|分几条发|再发)[^。]*|这次没有[^。]*|收到后再记)(?=。|$)|。$/g;

/** A kind of table from its columns and what becomes of their values. */
export function defineSheet<C extends Columns, R extends object>(columns: C, declared: Declared<C, R>): SheetKind<R> {
  const { toRecords, toValues, ...kind } = declared;
  const entries = Object.entries(columns);
  return {
    ...kind,
    columns: entries.map(([, column]) => column),
    read(cells, around) {
      const problems: string[] = [];
      const values: Record<string, unknown> = {};
      for (const [index, [name, column]] of entries.entries()) {
        try {
          values[name] = column.read(cells[index] ?? null, around.today);
          if (column.isRequired && isEmpty(values[name])) problems.push(`没有写${column.head}`);
        } catch (error) {
          problems.push(tellOf(error));
        }
      }
      if (problems.length > 0) throw new RowProblems(problems);
      try {
        // Each value has just come from the column of its name.
        return toRecords(values as ValuesOf<C>, around);
      } catch (error) {
        throw new RowProblems([tellOf(error)]);
      }
    },
    cellsOf(record) {
      const values: Record<string, unknown> = toValues(record);
      return entries.map(([name, column]) => column.write(values[name]));
    },
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function tellOf(error: unknown): string {
  if (!(error instanceof AppError) || !error.isForUser) throw error;
  return error.message.replace(WHAT_NEXT, '');
}
