import { toInstant } from '../../src/clock.ts';
import type { SeededOccurrence } from './activities.ts';
import type { SeededPeople, SeededPerson } from './people.ts';
import { insertAll, type Span } from './span.ts';

/** Titles whose stations name each person. */
const NAMED = new Set(['春雨行动', '敬老月上门理发']);

/** What stations reported of what is over; hours, heads and people helped are missing here and there, as in life. */
export async function seedServices(span: Span, people: SeededPeople, occurrences: SeededOccurrence[]): Promise<number> {
  const past = occurrences.filter(({ day, plan }) => day < span.today && !plan.cancelReason);
  const rows = past.flatMap((occurrence) => reportsOf(span, people, occurrence));
  return insertAll(rows, (data) => span.db.serviceRecord.createMany({ data }));
}

function reportsOf(span: Span, people: SeededPeople, occurrence: SeededOccurrence) {
  const { dice } = span;
  const { plan } = occurrence;
  // Nobody got round to it.
  if (dice.chance(6)) return [];
  const helped = (count: [number, number] | null) => (count && dice.chance(85) ? dice.int(...count) : null);
  if (NAMED.has(plan.title)) {
    const reporter = dice.pick(people.leads);
    const minutes = dice.chance(95) ? minutesOf(plan.time) : null;
    const beneficiaries = helped(plan.beneficiaries);
    return occurrence.registered.map((person, index) =>
      row(span, occurrence, reporter, {
        personId: person.id,
        headcount: 1,
        minutes,
        beneficiaries: index > 0 && beneficiaries !== null ? 0 : beneficiaries,
        grade: 'confirmed',
      }),
    );
  }
  return dice.sample(people.leads, dice.int(...plan.stations)).map((reporter) =>
    row(span, occurrence, reporter, {
      personId: null,
      headcount: dice.chance(96) ? dice.int(...plan.headcount) : null,
      minutes: dice.chance(92) ? minutesOf(plan.time) : null,
      beneficiaries: helped(plan.beneficiaries),
      grade: dice.chance(30) ? 'confirmed' : 'reported',
    }),
  );
}

interface Told {
  personId: number | null;
  headcount: number | null;
  minutes: number | null;
  beneficiaries: number | null;
  grade: 'confirmed' | 'reported';
}

function row(span: Span, { plan, day, activityId }: SeededOccurrence, reporter: SeededPerson, told: Told) {
  return {
    title: plan.title,
    day,
    untilDay: day,
    activityId,
    ...told,
    unitId: reporter.unitId,
    reporterId: reporter.id,
    createdAt: toInstant(day, '21:00', span.zone),
  };
}

function minutesOf([start, end]: [string, string]): number {
  const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return at(end) - at(start);
}
