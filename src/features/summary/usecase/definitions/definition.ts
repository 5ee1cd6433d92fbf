import type { Day } from '../../../../language/day.ts';
import type { Records, Row, ServiceRow, WorkRow } from '../../types.ts';

/** A figure before it has an id. */
export interface Counted {
  label: string;
  unit: string;
  rows: Row[];
  /** Title, goods or meeting it is about; none: the whole period. */
  title?: string;
  item?: string;
  meeting?: string;
  honour?: string;
  /** Title it belongs to, where it is about an item. */
  within?: string;
}

export interface Definition {
  key: string;
  /** How it is counted, in words for the secretary. */
  rule: string;
  /** A clause that states it says one of these, so that no sentence takes a figure for another thing. */
  said: RegExp;
  /** Words that mean this figure and no other: a clause that says one states it, or nothing. */
  means?: RegExp;
  /** Whether there was something to count from; where there was, no rows are none, not unknown. */
  isChecked?(records: Records): boolean;
  count(records: Records): Counted[];
}

export interface Titled {
  title: string;
  row: Row;
}

type Told = string | { title: string; detail: string };

interface Origin {
  id: number;
  day: Day;
  messageId: number | null;
}

/** `detail`: what tells this row from the others of `title`. */
export function rowOf(table: string, { id, day, messageId }: Origin, value: number | null, told: Told): Row {
  const { title, detail } = typeof told === 'string' ? { title: told } : told;
  const text = detail === undefined ? title : `${title}，${detail}`;
  const row: Row = { source: `${table}:${id}`, day, text, title, value };
  return messageId === null ? row : { ...row, messageId };
}

export function serviceRow(service: ServiceRow, value: number | null): Row {
  const { title, name } = service;
  return rowOf('service', service, value, name === null ? title : { title, detail: name });
}

/** What it is of, then what it is: `文明养犬，发放倡议书`. */
export function workRow(work: WorkRow, value: number | null): Row {
  const what = `${work.verb ?? ''}${work.item}`;
  const told = work.title === null ? what : { title: work.title, detail: what };
  return rowOf('work', work, value, told);
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
