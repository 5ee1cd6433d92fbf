import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { loadRecords } from '../store/records.ts';
import type { Figure } from '../types.ts';
import { FactBook } from './facts.ts';
import { countFigures } from './figures.ts';
import { makePeriod } from './period.ts';

/**
 * The figures of a period over all units, as a draft would state them.
 * @throws AppError `invalid_input` for a period that cannot be.
 */
export async function countPeriod(
  db: Db,
  { from, to }: { from: Day; to: Day },
  { now, today }: { now: Date; today: Day },
): Promise<Figure[]> {
  const records = await loadRecords(db, { period: makePeriod(from, to, today), unit: null, now, today });
  return countFigures(records, new FactBook(records));
}
