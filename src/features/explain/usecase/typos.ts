import { rosterSet } from '../../../language/people/roster.ts';
import { normalise } from '../../../language/text.ts';
import { blankAddress } from '../../../language/typed/address.ts';
import { correctTypos } from '../../../language/typed/typo.ts';

export interface Typo {
  typed: string;
  meant: string;
}

/** A mistyped command word has at most so many characters (抱个名). */
const LONGEST_WORD = 4;

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
