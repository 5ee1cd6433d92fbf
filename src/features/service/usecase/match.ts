import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { matchOccurrences } from '../../activity/usecase/match.ts';
import { findOccurrencesOn } from '../store.ts';

type Matched = { id: number; title: string };
type Occurrences = Awaited<ReturnType<typeof findOccurrencesOn>>;

const AT_ONCE = 200;

/** The one activity on `days` that `title` names; undefined where none or several fit. */
export async function matchActivity(db: Db, title: string, days: Day[]): Promise<Matched | undefined> {
  return matchAmong(await findOccurrencesOn(db, days), title, days);
}

/** As `matchActivity`, for many records: what takes place on all their days is looked up once. */
export async function createActivityMatcher(
  db: Db,
  days: readonly Day[],
): Promise<(title: string, days: Day[]) => Matched | undefined> {
  const byDay = new Map<Day, Occurrences>();
  const all = [...new Set(days)];
  for (let i = 0; i < all.length; i += AT_ONCE) {
    for (const one of await findOccurrencesOn(db, all.slice(i, i + AT_ONCE))) {
      byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
    }
  }
  const known = new Map<string, Matched | undefined>();
  return (title, own) => {
    const key = `${own.join()} ${title}`;
    if (!known.has(key)) {
      const occurrences = own.flatMap((day) => byDay.get(day) ?? []);
      known.set(key, occurrences.length === 0 ? undefined : matchAmong(occurrences, title, own));
    }
    return known.get(key);
  };
}

function matchAmong(occurrences: Occurrences, title: string, days: Day[]): Matched | undefined {
  const match = matchOccurrences(occurrences, { keyword: title, dates: days });
  if (match.kind !== 'found') return undefined;
  const activities = new Map(match.occurrences.map(({ activity }) => [activity.id, activity]));
  return activities.size === 1 ? [...activities.values()][0] : undefined;
}
