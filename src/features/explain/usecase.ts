import type { Command } from '../../bot/command.ts';
import { rosterSet } from '../../language/people/roster.ts';
import { read } from '../../language/read.ts';
import type { Reading, ReadingContext } from '../../language/reading.ts';
import { normalise } from '../../language/text.ts';
import { blankAddress } from '../../language/typed/address.ts';
import { correctTypos } from '../../language/typed/typo.ts';

/** What a text is taken for. */
export type Recognised =
  /** The fixed wording of a command. */
  | { kind: 'worded'; command: Command }
  /** Best reading first, and the command that does what it asks for. */
  | { kind: 'read'; readings: Reading[]; command?: Command };

export interface Typo {
  typed: string;
  meant: string;
}

/** From this confidence on a reading is acted on without asking. */
export const SURE = 0.8;
/** A mistyped command word has at most so many characters (抱个名). */
const LONGEST_WORD = 4;

/** Reads a text as a message by itself is read: fixed wordings before any reading. */
export function recognise(text: string, commands: readonly Command[], context: ReadingContext): Recognised {
  const plain = normalise(text).text.trim();
  const worded = commands.find(({ pattern }) => pattern?.test(plain));
  if (worded) return { kind: 'worded', command: worded };
  const readings = read(text, context);
  const command = commands.find(({ intent }) => intent !== undefined && intent === readings[0]?.intent);
  return command ? { kind: 'read', readings, command } : { kind: 'read', readings };
}

/** The command words that were mistyped and read as meant: 抱名 → 报名. */
export function findTypos(text: string, roster: readonly string[]): Typo[] {
  const { text: typed } = blankAddress(normalise(text).text, rosterSet(roster));
  const meant = correctTypos(typed);
  const typos = new Map<string, string>();
  for (let at = 0; at < typed.length; at++) {
    if (typed[at] === meant[at]) continue;
    const [start, end] = wordAround(typed, meant, at);
    typos.set(typed.slice(start, end), meant.slice(start, end));
  }
  return [...typos].map(([wrong, right]) => ({ typed: wrong, meant: right }));
}

/** The shortest stretch around the changed character that by itself would be corrected in the same way. */
function wordAround(typed: string, meant: string, at: number): [start: number, end: number] {
  for (let length = 2; length <= LONGEST_WORD; length++) {
    for (let start = Math.max(0, at - length + 1); start <= at; start++) {
      const end = start + length;
      if (correctTypos(typed.slice(start, end)) === meant.slice(start, end)) return [start, end];
    }
  }
  return [at, at + 1];
}
