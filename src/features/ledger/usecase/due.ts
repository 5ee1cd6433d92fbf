import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import type { Checked, Line, Span } from '../types.ts';
import { type Around, ledgerOf } from './ledger.ts';

export interface Lacking {
  line: Line;
  checked: Checked;
}

/** What still lacks, or lacked for good, by the last day of its period; of those days that lie in the span. */
export async function lackingBy(db: Db, span: Span, around: Around): Promise<Map<Day, Lacking[]>> {
  const { lines } = await ledgerOf(db, { span }, around);
  const byDay = new Map<Day, Lacking[]>();
  for (const line of lines) {
    for (const checked of line.checked) {
      const { to } = checked.period;
      if (checked.lacking === 0 || to < span.from || to > span.to) continue;
      byDay.set(to, [...(byDay.get(to) ?? []), { line, checked }]);
    }
  }
  return byDay;
}
