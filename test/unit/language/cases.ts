import { readdirSync, readFileSync } from 'node:fs';
import { toLocal } from '../../../src/clock.ts';
import type { Fields, Intent, ReadingContext } from '../../../src/language/reading.ts';

/** A message and how it is to be read, in the schema of the message sets. */
export interface Case {
  now: string;
  sender: string;
  text: string;
  expect: Fields & { intent: Intent };
}

const FOLDER = new URL('./cases/', import.meta.url);

/** Each file of cases/ is one class of expression. */
export function readCases(): { kind: string; cases: Case[] }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => ({
      kind: name.replace('.jsonl', ''),
      cases: parseLines(readFileSync(new URL(name, FOLDER), 'utf8')),
    }));
}

export function parseLines(text: string): Case[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export function contextOf({ now, sender }: Pick<Case, 'now' | 'sender'>): ReadingContext {
  const { day, time } = toLocal(new Date(now), 'Asia/Shanghai');
  return { today: day, time, roster: [], sender };
}
