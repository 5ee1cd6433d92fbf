import type { TableFile } from '../../../documents/table/types.ts';
import type { SheetKind } from '../types.ts';
import { findHead } from './head.ts';

/** Said of a column that means nothing to the kind. */
const UNUSED_COSTS = 0.3;
const NAMED_WORTH = 3;

/** Which kinds a table may be, the likeliest first: those whose heads it has, and whose name stands on it. */
export function guessKinds(kinds: readonly SheetKind[], file: TableFile, fileName: string): SheetKind[] {
  const names = [fileName, ...file.sheets.map(({ name }) => name ?? '')].join(' ');
  return kinds
    .flatMap((kind) => {
      const heads = file.sheets.flatMap((sheet) => findHead(sheet, kind.columns) ?? []);
      const [best] = heads
        .filter(({ missing }) => missing.length === 0)
        .map(({ at, unused }) => at.filter((one) => one !== undefined).length - unused.length * UNUSED_COSTS)
        .toSorted((a, b) => b - a);
      const isNamed = [kind.name, ...kind.also].some((word) => names.includes(word));
      return best === undefined ? [] : [{ kind, worth: best + (isNamed ? NAMED_WORTH : 0) }];
    })
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ kind }) => kind);
}
