import type { Day } from '../day.ts';
import type { JielongFaults, JielongRow } from '../reading.ts';

const MOST_MISSING = 50;

/** What is wrong with the rows; `sections`: their numbers, each section counted anew. */
export function faultsOf(rows: readonly JielongRow[], sections: readonly (readonly number[])[]): JielongFaults {
  return {
    missing: distinct(sections.flatMap(missingIn)).slice(0, MOST_MISSING),
    doubled: distinct(sections.flatMap(doubledIn)),
    nameless: distinct(namelessIn(rows)),
    twice: twiceIn(rows),
  };
}

function doubledIn(numbers: readonly number[]): number[] {
  const seen = new Set<number>();
  return numbers.filter((number) => seen.has(number) || !seen.add(number));
}

function missingIn(numbers: readonly number[]): number[] {
  const known = new Set(numbers);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const missing: number[] = [];
  for (let number = first + 1; number < last && missing.length < MOST_MISSING; number++) {
    if (!known.has(number)) missing.push(number);
  }
  return missing;
}

/** The empty rows at the end are where the next is to write. */
function namelessIn(rows: readonly JielongRow[]): number[] {
  const last = rows.findLastIndex(({ isEmpty, note, phone }) => !isEmpty || note !== undefined || phone !== undefined);
  return rows.slice(0, last + 1).flatMap(({ isEmpty, number }) => (isEmpty && number !== undefined ? [number] : []));
}

function twiceIn(rows: readonly JielongRow[]): string[] {
  const seen = new Map<string, { days: Set<Day>; isAnyDay: boolean }>();
  const twice = new Set<string>();
  for (const { names, days, isOff } of rows) {
    if (isOff) continue;
    for (const name of names) {
      const before = seen.get(name) ?? { days: new Set(), isAnyDay: false };
      if (seen.has(name) && (before.isAnyDay || !days || days.some((day) => before.days.has(day)))) twice.add(name);
      for (const day of days ?? []) before.days.add(day);
      seen.set(name, { days: before.days, isAnyDay: before.isAnyDay || !days });
    }
  }
  return [...twice];
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
