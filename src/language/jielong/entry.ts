import { countCompanions } from '../people/companion.ts';
import { isName } from '../people/name.ts';
import { scanCounts } from '../quantity/count.ts';
import { createSheet } from '../sheet.ts';
import type { ListLine } from './line.ts';
import { namesIn, spellRow } from './names.ts';
import type { RowParts } from './row.ts';
import type { Line } from './split.ts';

/** One numbered line of a pasted 接龙. */
export interface Entry extends RowParts {
  /** Of the look of a Chinese name. */
  isUsualName: boolean;
  start: number;
  end: number;
}

/** A line that stands for somebody; without a name it has no entry. */
export interface FoundRow {
  lineStart: number;
  parts: RowParts;
  entry?: Entry;
}

const PHONE = /(?<!\d)(?:(?:\+|00)?86[\s-]?)?(1[3-9]\d[\s-]?(?:\d{4}|[xX*]{4})[\s-]?(?:\d{4}|[xX*]{4}))(?!\d)/;

export function rowIn(
  { start: lineStart }: Line,
  split: ListLine | undefined,
  roster: ReadonlySet<string>,
): FoundRow | undefined {
  if (!split) return undefined;
  const { number, rest, at } = split;
  const phone = PHONE.exec(rest)?.[1]?.replace(/[\s-]/g, '');
  const body = spellRow(phone === undefined ? rest : rest.replace(PHONE, ' '));
  const names = namesIn(body, roster);
  const people = body === names[0] ? 1 : Math.max(names.length, namesAndOthers(body, names));
  const start = lineStart + at;
  const isUsualName = names[0] !== undefined && isName(names[0], 'apt', roster);
  const entry: Entry = { names, people, body, isUsualName, start, end: start + rest.length };
  if (number !== undefined) entry.number = number;
  if (phone !== undefined) entry.phone = phone;
  return names.length === 0 ? { lineStart, parts: entry } : { lineStart, parts: entry, entry };
}

/** 梁栋+2 is three, 一家3口 three, (带弟弟) two, 2人 two. */
function namesAndOthers(body: string, names: readonly string[]): number {
  const counts = scanCounts(createSheet(body));
  const total = counts.find(
    ({ kind }) => kind === 'family' || kind === 'total' || kind === 'people' || kind === 'capacity',
  );
  if (total) return total.n;
  const plus = counts.find(({ kind }) => kind === 'plus')?.n ?? 0;
  return names.length + plus + countCompanions(body, counts);
}
