import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { matchOccurrences } from '../../activity/usecase/match.ts';
import { findOccurrencesOn } from '../store.ts';

/** The one activity on `days` that `title` names; undefined where none or several fit. */
export async function matchActivity(
  db: Db,
  title: string,
  days: Day[],
): Promise<{ id: number; title: string } | undefined> {
  const match = matchOccurrences(await findOccurrencesOn(db, days), { keyword: title, dates: days });
  if (match.kind !== 'found') return undefined;
  const activities = new Map(match.occurrences.map(({ activity }) => [activity.id, activity]));
  return activities.size === 1 ? [...activities.values()][0] : undefined;
}
