import type { Day } from '../../../../language/day.ts';
import type { Records, Row, ServiceRow } from '../../types.ts';

/** A figure before it has an id. */
export interface Counted {
  label: string;
  unit: string;
  rows: Row[];
  /** Title, goods or meeting it is about; none: the whole period. */
  title?: string;
  item?: string;
  meeting?: string;
}

export interface Definition {
  key: string;
  /** How it is counted, in words for the secretary. */
  rule: string;
  /** A clause that states it says one of these, so that no sentence takes a figure for another thing. */
  said: RegExp;
  /** Words that mean this figure and no other: a clause that says one states it, or nothing. */
  means?: RegExp;
  count(records: Records): Counted[];
}

export interface Titled {
  title: string;
  row: Row;
}

interface Origin {
  id: number;
  day: Day;
  messageId: number | null;
}

export function rowOf(table: string, origin: Origin, value: number | null, text: string): Row {
  const { id, day, messageId } = origin;
  const row: Row = { source: `${table}:${id}`, day, text, value };
  return messageId === null ? row : { ...row, messageId };
}

export function serviceRow(service: ServiceRow, value: number | null): Row {
  return rowOf('service', service, value, service.name === null ? service.title : `${service.title}，${service.name}`);
}

/** The figure over all, and the same for each title. */
export function withTitles(label: string, short: string, unit: string, all: readonly Titled[]): Counted[] {
  const own = [...groupBy(all, (one) => one.title)].map(([title, group]) => ({
    label: `${title}·${short}`,
    unit,
    title,
    rows: group.map((one) => one.row),
  }));
  return [{ label, unit, rows: all.map((one) => one.row) }, ...own];
}

/** Map.groupBy, which Node 20 has not. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

export function nameOf({ name }: { name: string | null }): string {
  return name ?? '未留姓名';
}
