import type { Db } from '../../src/database.ts';
import type { Day } from '../../src/language/day.ts';
import type { Dice } from './dice.ts';

/** What each part of the sample year is made with. */
export interface Span {
  db: Db;
  dice: Dice;
  now: Date;
  zone: string;
  today: Day;
  first: Day;
  last: Day;
}

const CHUNK = 500;

/** Inserts many rows in statements of a size both databases take; returns how many. */
export async function insertAll<T>(rows: T[], insert: (chunk: T[]) => Promise<unknown>): Promise<number> {
  for (let at = 0; at < rows.length; at += CHUNK) await insert(rows.slice(at, at + CHUNK));
  return rows.length;
}
