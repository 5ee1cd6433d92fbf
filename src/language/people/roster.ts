import type { Sheet, Stretch } from '../sheet.ts';
import { canFollow } from './name.ts';

const SETS = new WeakMap<readonly string[], ReadonlySet<string>>();
const LENGTHS = new WeakMap<ReadonlySet<string>, readonly number[]>();
/** What may stand before a name inside a sentence. */
const BEFORE = /[\s、,。;:!?()@&+\n帮给替代为和跟与及同我让请由约把将退掉消加上]|[\uE000-\uE00F]/;

/** The roster as a set; the same list gives the same set. Names of one character are left out: they are words. */
export function rosterSet(names: readonly string[]): ReadonlySet<string> {
  const known = SETS.get(names);
  if (known) return known;
  const made = new Set(names.filter((name) => name.length >= 2 && name.length <= 20));
  SETS.set(names, made);
  return made;
}

/** Names of the roster wherever they stand as a word, the longest first. */
export function findRosterNames(sheet: Sheet, roster: ReadonlySet<string>): (Stretch & { name: string })[] {
  const found: (Stretch & { name: string })[] = [];
  if (roster.size === 0) return found;
  const text = sheet.skeleton();
  for (let at = 0; at < text.length; at++) {
    for (const length of lengthsOf(roster)) {
      const name = text.slice(at, at + length);
      if (name.length !== length || !roster.has(name) || !isWord(text, at, at + length)) continue;
      found.push({ name, start: at, end: at + length });
      at += length - 1;
      break;
    }
  }
  return found;
}

function isWord(text: string, start: number, end: number): boolean {
  return start === 0 || BEFORE.test(text.charAt(start - 1)) || (end - start > 2 && canFollow(text, end));
}

function lengthsOf(roster: ReadonlySet<string>): readonly number[] {
  const known = LENGTHS.get(roster);
  if (known) return known;
  const made = [...new Set([...roster].map((name) => name.length))].sort((a, b) => b - a);
  LENGTHS.set(roster, made);
  return made;
}
