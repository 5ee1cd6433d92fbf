import { findKeyword } from '../about/keyword.ts';
import { peopleIn, type Scope } from '../about/who.ts';
import { type Direction, resolveDates } from '../date/resolve.ts';
import type { DateToken } from '../date/token.ts';
import type { Day } from '../day.ts';
import type { Facts } from '../facts.ts';
import type { Candidate } from '../intent/rule.ts';
import type { Fields, ReadingContext, Span } from '../reading.ts';
import type { Stretch } from '../sheet.ts';

/** A reading in the making: its fields, and for each where it was read (offsets of the normalised text). */
export interface Draft {
  fields: Fields;
  spans: Span[];
}

export interface BuildInput {
  facts: Facts;
  context: ReadingContext;
  candidate: Candidate;
}

export type Builder = (input: BuildInput) => Draft;

export function startDraft({ candidate }: BuildInput): Draft {
  return { fields: {}, spans: [{ field: 'intent', start: candidate.start, end: candidate.end }] };
}

/** Sets a field unless there is nothing to set, and notes where it was read. */
export function put<K extends keyof Fields>(
  draft: Draft,
  field: K,
  value: Fields[K] | undefined,
  ...where: readonly (Stretch | undefined)[]
): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  draft.fields[field] = value;
  for (const stretch of where) {
    if (stretch && stretch.end > stretch.start) draft.spans.push({ field, start: stretch.start, end: stretch.end });
  }
}

/** Beside a day that is named otherwise a festival is only the name of the event. */
export function meantDates(facts: Facts, scope: Scope): DateToken[] {
  const meant = new Set(facts.dates.filter(({ start }) => scope.isMeant(start)));
  const hasPlain = [...meant].some(({ part }) => part.kind !== 'festival');
  const kept = new Set([...meant].filter(({ part }) => !hasPlain || part.kind !== 'festival'));
  return [...kept].map((token) => {
    const before = facts.dates[facts.dates.indexOf(token) - 1];
    if (!token.link || (before && kept.has(before))) return token;
    const { link: _, ...alone } = token;
    return alone;
  });
}

export function putDates(
  draft: Draft,
  field: 'dates' | 'from',
  tokens: readonly DateToken[],
  on: { today: Day; direction: Direction; base?: Day | undefined },
): void {
  const { days, warnings } = resolveDates(tokens, on.today, on.direction, on.base);
  put(draft, field, days, ...tokens);
  warn(draft, warnings);
}

export function warn(draft: Draft, warnings: readonly string[]): void {
  const known = draft.fields.warnings ?? [];
  const all = [...known, ...warnings.filter((warning) => !known.includes(warning))];
  if (all.length > 0) draft.fields.warnings = all;
}

/** Of two sessions a day, the first; a part of the day only where no hour is named. */
export function putTime(draft: Draft, facts: Facts, scope: Scope): void {
  const time = facts.times.find(({ start }) => scope.isMeant(start));
  const part = facts.parts.find(({ start }) => scope.isMeant(start));
  if (time) put(draft, 'time', time.clock, time);
  else put(draft, 'part', part?.part, part);
}

export function putKeyword(draft: Draft, facts: Facts): void {
  const keyword = findKeyword(facts);
  put(draft, 'keyword', keyword?.text, keyword);
}

export function putPeople(draft: Draft, facts: Facts, scope: Scope): void {
  const people = peopleIn(facts, scope);
  put(
    draft,
    'people',
    people.map(({ name }) => name),
    ...people,
  );
}
