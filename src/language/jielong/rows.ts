import { resolveDates } from '../date/resolve.ts';
import type { Day } from '../day.ts';
import { readFacts } from '../facts.ts';
import type { JielongFaults, JielongRow, ReadingContext } from '../reading.ts';
import { faultsOf } from './faults.ts';
import { type RowParts, rowOf } from './row.ts';

/** A line from the first row on: a row, or what stands between rows. */
export interface Listed {
  line: string;
  parts?: RowParts | undefined;
}

export interface Rows {
  rows: JielongRow[];
  faults: JielongFaults;
  /** Of the lines that part the list by days (`6月7日：`). */
  days: Day[];
  /** Parted by something else (`上午：`), which the first part's lead says only of its own rows. */
  isParted: boolean;
}

/** A line above some of the rows; those below it are for its days, or of its kind. */
interface Section {
  days: Day[];
  label: string;
}

const LONGEST_SECTION = 16;

/** `lead`: the line above the first row; it heads the first section where the list is parted. */
export function readRows(
  listed: readonly Listed[],
  { heading, lead, context }: { heading: readonly Day[]; lead: string; context: ReadingContext },
): Rows {
  const last = listed.findLastIndex(({ parts }) => parts !== undefined);
  const sections = listed.map(({ line, parts }, at) => (parts || at > last ? undefined : sectionOf(line, context)));
  const isParted = sections.some((section) => section !== undefined);
  let section = isParted ? sectionOf(lead, context) : undefined;
  const days = new Set(section?.days);
  const rows: JielongRow[] = [];
  const numbers: number[][] = [[]];
  for (const [index, { parts }] of listed.entries()) {
    const next = sections[index];
    if (parts) {
      rows.push(rowOf(parts, { heading, today: context.today, section }));
      if (parts.number !== undefined) numbers.at(-1)?.push(parts.number);
    } else if (next) {
      section = next;
      for (const day of next.days) days.add(day);
      // The numbers may begin anew below it.
      numbers.push([]);
    }
  }
  return { rows, faults: faultsOf(rows, numbers), days: [...days], isParted: isParted && days.size === 0 };
}

/** `6月7日`, `下午：` */
function sectionOf(line: string, { today, roster }: ReadingContext): Section | undefined {
  const text = line.trim();
  if (text === '' || text.length > LONGEST_SECTION) return undefined;
  const { days } = resolveDates(readFacts(text, roster).dates, today, 'future');
  const label = /^[【[]?(.+?)[】\]]?[:：]?$/.exec(text)?.[1] ?? '';
  return days.length > 0 || /[:：】\]]$/.test(text) ? { days, label: days.length > 0 ? '' : label } : undefined;
}
