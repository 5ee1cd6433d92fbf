import type { Day } from '../../../language/day.ts';
import { isUnbroken } from '../schema.ts';
import type { ServiceRow } from '../store.ts';
import type { Kept, ServiceEntry } from '../types.ts';

export interface NamedPerson {
  id: number;
  name: string;
}

/** One row per stretch of days and named person, one more for those without a name. */
export function placesOf(entry: ServiceEntry, people: NamedPerson[]) {
  const unnamed = entry.headcount === null ? null : Math.max(0, entry.headcount - people.length);
  const who: { personId: number | null; headcount: number | null }[] = people.map((person) => ({
    personId: person.id,
    headcount: 1,
  }));
  if (who.length === 0 || unnamed) who.push({ personId: null, headcount: unnamed });
  return stretchesOf(entry.days).flatMap((stretch) => who.map((one) => ({ ...stretch, ...one })));
}

function stretchesOf(days: Day[]): { day: Day; untilDay: Day }[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first && last && isUnbroken(days)) return [{ day: first, untilDay: last }];
  return days.map((day) => ({ day, untilDay: day }));
}

/** Rows by the message they came from. */
export function batchesOf(rows: ServiceRow[]): ServiceRow[][] {
  const batches = new Map<number | null, ServiceRow[]>();
  for (const row of rows) batches.set(row.messageId, [...(batches.get(row.messageId) ?? []), row]);
  return [...batches.values()];
}

/** The two records as one where they do not contradict each other; `adds`: the new one says more. */
export function merge(
  batch: ServiceRow[],
  entry: ServiceEntry,
  people: NamedPerson[],
): { entry: ServiceEntry; adds: boolean } | undefined {
  const old = readBack(batch);
  const sameDays = JSON.stringify(old.stretches) === JSON.stringify(stretchesOf(entry.days));
  const isOpen = old.people.length === 0 && old.headcount === null;
  const samePeople = JSON.stringify(old.people) === JSON.stringify(people.map((person) => person.id).sort());
  if (!sameDays || !(samePeople || isOpen)) return undefined;
  const pairs: [number | null, number | null][] = [
    [old.headcount, entry.headcount],
    [old.minutes, entry.minutes],
    [old.beneficiaries, entry.beneficiaries],
  ];
  if (pairs.some(([before, after]) => before !== null && after !== null && before !== after)) return undefined;
  const adds = pairs.some(([before, after]) => before === null && after !== null);
  return {
    adds,
    entry: {
      ...entry,
      headcount: entry.headcount ?? old.headcount,
      minutes: entry.minutes ?? old.minutes,
      beneficiaries: entry.beneficiaries ?? old.beneficiaries,
    },
  };
}

/** The rows of one message as they are read back; undefined where there are none. */
export function keptBy(rows: ServiceRow[]): Kept | undefined {
  const { stretches, headcount, minutes } = readBack(rows);
  const title = rows[0]?.title;
  return title === undefined ? undefined : { title, stretches, headcount, minutes };
}

/** What was said with the message the rows came from. */
function readBack(batch: ServiceRow[]) {
  const stretches = [...new Map(batch.map(({ day, untilDay }) => [day, { day, untilDay }])).values()];
  const once = batch.filter((row) => row.day === stretches[0]?.day);
  return {
    stretches: stretches.sort((a, b) => a.day.localeCompare(b.day)),
    people: once.flatMap((row) => row.personId ?? []).sort(),
    headcount: sumOf(once.map((row) => row.headcount)),
    minutes: batch[0]?.minutes ?? null,
    beneficiaries: sumOf(batch.map((row) => row.beneficiaries)),
  };
}

function sumOf(values: (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
