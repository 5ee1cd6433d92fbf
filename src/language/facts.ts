import { type DeadlineToken, scanDeadlines } from './date/deadline.ts';
import { type PeriodToken, scanPeriods } from './date/period.ts';
import { scanDates } from './date/scan.ts';
import type { DateToken } from './date/token.ts';
import { type PlaceMask, scanMasks } from './mask.ts';
import { type NameToken, scanDatedNames, scanNames } from './people/find.ts';
import { type PhoneToken, scanPhones } from './people/phone.ts';
import { rosterSet } from './people/roster.ts';
import { type CountToken, scanCounts } from './quantity/count.ts';
import { matchesOf } from './search/matches.ts';
import { createSheet, type Stretch } from './sheet.ts';
import { type DurationToken, scanDurations } from './time/duration.ts';
import { scanTimes, type TimeToken } from './time/moment.ts';
import { type PartToken, scanParts } from './time/part.ts';

/** A stretch of the message between commas, stops and line ends. */
export interface Clause extends Stretch {
  /** Of the compact skeleton. */
  text: string;
  /** Where in the message the character `index` of `text` stands. */
  origin: readonly number[];
  /** The sign it ends with, '' at the end of the message. */
  closer: string;
}

/** All that a message says that can be read without knowing what it asks for. */
export interface Facts {
  text: string;
  /** As long as the text, see sheet.ts. */
  skeleton: string;
  /** The message as one clause, and clause by clause. */
  whole: Clause;
  clauses: Clause[];
  dates: DateToken[];
  deadlines: DeadlineToken[];
  periods: PeriodToken[];
  times: TimeToken[];
  parts: PartToken[];
  durations: DurationToken[];
  counts: CountToken[];
  names: NameToken[];
  phones: PhoneToken[];
  places: PlaceMask[];
}

/** An order stands at the head of a message; what lies beyond is a pasted document. */
const LONGEST_ORDER = 2000;

/** Reads the head of the normalised text; what is read first is not read again as something else. */
export function readFacts(message: string, roster: readonly string[]): Facts {
  const text = message.slice(0, LONGEST_ORDER);
  const sheet = createSheet(text);
  const known = rosterSet(roster);
  const phones = scanPhones(sheet);
  const datedNames = scanDatedNames(sheet, known);
  const places = scanMasks(sheet);
  const durations = scanDurations(sheet);
  const deadlines = scanDeadlines(sheet);
  const dates = scanDates(sheet);
  const times = scanTimes(sheet);
  const periods = scanPeriods(sheet);
  const parts = scanParts(sheet);
  const counts = scanCounts(sheet);
  const names = [...datedNames, ...scanNames(sheet, known)].sort((a, b) => a.start - b.start);
  const { text: compact, origin } = sheet.compact();
  const whole = { text: compact, origin, start: 0, end: text.length, closer: '' };
  const [skeleton, clauses] = [sheet.skeleton(), splitClauses(whole)];
  return {
    text,
    skeleton,
    whole,
    clauses,
    dates,
    deadlines,
    periods,
    times,
    parts,
    durations,
    counts,
    names,
    phones,
    places,
  };
}

/** The function, worked out once while it is asked about the same facts. */
export function oncePerFacts<T>(work: (facts: Facts) => T): (facts: Facts) => T {
  let last: { facts: Facts; value: T } | undefined;
  return (facts) => {
    if (last?.facts !== facts) last = { facts, value: work(facts) };
    return last.value;
  };
}

export function clauseAt(clauses: readonly Clause[], at: number): Clause | undefined {
  return clauses.find((clause) => clause.start <= at && at <= clause.end);
}

const CLAUSE = /[^,，。;；!！?？\n]+/g;

function splitClauses({ text, origin }: Pick<Clause, 'text' | 'origin'>): Clause[] {
  const clauses: Clause[] = [];
  for (const match of matchesOf(CLAUSE, text)) {
    const end = match.index + match[0].length;
    clauses.push({
      text: match[0],
      origin: origin.slice(match.index, end + 1),
      start: origin[match.index] ?? 0,
      end: origin[end] ?? 0,
      closer: text.charAt(end),
    });
  }
  return clauses;
}
