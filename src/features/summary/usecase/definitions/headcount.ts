import { daysBetween } from '../../../../language/day.ts';
import type { OccurrenceRow, Records, ServiceRow } from '../../types.ts';
import { groupBy, nameOf, rowOf, serviceRow, type Titled } from './definition.ts';

/**
 * Who served, counted once: where somebody recorded how many were there, that; else those registered, and those
 * who have a record of their own without having registered.
 */
export function countPersonTimes({ services, occurrences }: Records): Titled[] {
  const told = coveredByTotal(services);
  const coverage = cover(services, occurrences);
  const fromOccurrences = occurrences.flatMap((occurrence) =>
    countOccurrence(occurrence, coverage.get(occurrence.id) ?? []),
  );
  const replaced = new Set(
    occurrences.flatMap((occurrence) =>
      occurrence.registrations.length === 0
        ? []
        : (coverage.get(occurrence.id) ?? []).filter((row) => peopleOf(row) === null).map((row) => row.id),
    ),
  );
  const fromServices = services
    .filter((row) => !told.has(row.id) && !replaced.has(row.id))
    .map((row) => ({ title: row.title, row: serviceRow(row, peopleOf(row)) }));
  return [...fromServices, ...fromOccurrences];
}

/** Records of one person that a total, recorded by another message for the same activity and days, already holds. */
export function coveredByTotal(services: readonly ServiceRow[]): Set<number> {
  const covered = new Set<number>();
  const linked = services.filter((row) => row.activityId !== null);
  for (const rows of groupBy(linked, (row) => String(row.activityId)).values()) {
    const totals = rows.filter((row) => row.personId === null && row.headcount !== null);
    const withTotal = new Set(totals.map((row) => row.messageId));
    for (const row of rows) {
      const isOwn = row.personId !== null && !withTotal.has(row.messageId);
      if (isOwn && totals.some((total) => overlaps(total, row))) covered.add(row.id);
    }
  }
  return covered;
}

/** Held occurrences for which nobody recorded any service. */
export function withoutService({ services, occurrences }: Records): OccurrenceRow[] {
  const coverage = cover(services, occurrences);
  return occurrences.filter((occurrence) => (coverage.get(occurrence.id) ?? []).length === 0);
}

function countOccurrence(occurrence: OccurrenceRow, services: ServiceRow[]): Titled[] {
  const { title, day } = occurrence;
  if (services.some((row) => row.personId === null && row.headcount !== null)) return [];
  const recorded = new Set(services.map((row) => row.personId));
  const rows = occurrence.registrations.flatMap((row) => {
    const people = recorded.has(row.personId) ? row.people - 1 : row.people;
    return people > 0
      ? [{ title, row: rowOf('registration', { ...row, day }, people, { title, detail: nameOf(row) }) }]
      : [];
  });
  if (rows.length > 0 || services.length > 0) return rows;
  return [{ title, row: rowOf('occurrence', occurrence, null, title) }];
}

/** Which services were done on which occurrence; a record on another day belongs to the nearest of its activity. */
function cover(services: readonly ServiceRow[], occurrences: readonly OccurrenceRow[]): Map<number, ServiceRow[]> {
  const byActivity = groupBy(occurrences, (row) => String(row.activityId));
  const coverage = new Map<number, ServiceRow[]>();
  for (const service of services) {
    for (const occurrence of occurrencesOf(service, byActivity.get(String(service.activityId)) ?? [])) {
      coverage.set(occurrence.id, [...(coverage.get(occurrence.id) ?? []), service]);
    }
  }
  return coverage;
}

function occurrencesOf(service: ServiceRow, own: OccurrenceRow[]): OccurrenceRow[] {
  const during = own.filter((row) => service.day <= row.day && row.day <= service.untilDay);
  if (during.length > 0) return during;
  const distance = (row: OccurrenceRow): number => Math.abs(daysBetween(service.day, row.day));
  return own.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
}

/** One person named is one person-time even where no count was written. */
function peopleOf(row: ServiceRow): number | null {
  return row.headcount ?? (row.personId === null ? null : 1);
}

function overlaps(one: ServiceRow, other: ServiceRow): boolean {
  return one.day <= other.untilDay && other.day <= one.untilDay;
}
