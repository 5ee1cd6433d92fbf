import type { Figure, Records, Row, Status } from '../types.ts';
import type { Counted, Definition } from './definitions/definition.ts';
import { DONATION_FIGURES } from './definitions/donation.ts';
import { GAP_FIGURES } from './definitions/gap.ts';
import { MEETING_FIGURES } from './definitions/meeting.ts';
import { SERVICE_FIGURES } from './definitions/service.ts';
import { WORK_FIGURES } from './definitions/work.ts';
import type { FactBook } from './facts.ts';

/** Every figure a draft can state; adding one is one entry in one of these lists. */
export const DEFINITIONS: readonly Definition[] = [
  ...SERVICE_FIGURES,
  ...DONATION_FIGURES,
  ...MEETING_FIGURES,
  ...WORK_FIGURES,
  ...GAP_FIGURES,
];

/** Counts all of them; totals come before what is of one title, and one title's figure needs a known value. */
export function countFigures(records: Records, book: FactBook): Figure[] {
  const all = DEFINITIONS.flatMap((definition) =>
    definition.count(records).map((counted) => ({
      definition,
      counted,
      ...settle(counted.rows, definition.isChecked?.(records) ?? false),
    })),
  );
  const totals = all.filter(({ counted }) => counted.title === undefined);
  const titled = all.filter(({ counted, value }) => counted.title !== undefined && value !== null);
  return [...totals, ...titled].map(({ definition, counted, value, status }, index) => ({
    id: `F${index + 1}`,
    key: definition.key,
    label: counted.label,
    unit: counted.unit,
    value,
    status,
    rule: definition.rule,
    rows: counted.rows.map((row) => ({ ...row, value: row.value === null ? null : round(row.value) })),
    ...subjectOf(counted, book),
  }));
}

/** Totals of a year before, numbered behind the period's own. */
export function countBefore(records: Records, book: FactBook, count: number): Figure[] {
  return countFigures(records, book)
    .filter((figure) => figure.subject === undefined)
    .map((figure, index) => ({ ...figure, id: `F${count + index + 1}`, label: `上年同期·${figure.label}` }));
}

function subjectOf(counted: Counted, book: FactBook): Pick<Figure, 'subject' | 'within'> {
  const { title, item, meeting, honour, within } = counted;
  if (title !== undefined) return { subject: book.title(title) };
  if (item !== undefined) {
    return { subject: book.text('item', item), ...(within === undefined ? {} : { within: book.title(within) }) };
  }
  if (honour !== undefined) return { subject: book.text('honour', honour) };
  return meeting === undefined ? {} : { subject: book.text('meeting', meeting) };
}

function settle(rows: readonly Row[], isChecked: boolean): { value: number | null; status: Status } {
  if (rows.length === 0 && isChecked) return { value: 0, status: 'zero' };
  const known = rows.flatMap((row) => row.value ?? []);
  if (known.length === 0) return { value: null, status: 'missing' };
  const value = round(known.reduce((sum, one) => sum + one, 0));
  if (known.length === rows.length) return { value, status: value === 0 ? 'zero' : 'recorded' };
  // Some are known to be none, the others are not known: that says nothing.
  return value === 0 ? { value: null, status: 'missing' } : { value, status: 'partial' };
}

/** To what people write: fen of a yuan, hundredths of an hour. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
