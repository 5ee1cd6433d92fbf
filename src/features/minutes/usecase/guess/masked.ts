import { maskNumbers } from '../../../../bot/mask.ts';
import { rosterSet } from '../../../../language/people/roster.ts';
import { normalise } from '../../../../language/text.ts';
import { isPrivate } from '../../../second-reading/usecase/private.ts';
import { splitSentences } from '../find/sentences.ts';

/** What a model may see of minutes: no name, no number of anybody. */
export interface Masked {
  /** Statements with 人1, 人2 in place of the members named. */
  sentences: string[];
  /** The words as they were. */
  unmask(words: string): string;
}

const LEAST_LETTERS = 6;
/** What costs as much as twenty lines is no minutes to guess at. */
const LONGEST = 4000;

/**
 * The statements that no rule has found anything in (`known`: what it has), members' names replaced. One that may name
 * anybody else, as those who are helped, or says who is to join the party, is left out whole.
 */
export function maskMinutes(
  typed: string,
  { roster, known }: { roster: readonly string[]; known: readonly string[] },
): Masked {
  const { text } = normalise(typed);
  const names = [...rosterSet(roster)].filter((name) => text.includes(name)).sort((a, b) => b.length - a.length);
  const found = known.map((quote) => normalise(quote).text);
  const sentences = splitSentences(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((said) => !found.some((quote) => said.includes(quote) || quote.includes(said)))
    .map((said) => maskNumbers(replaceNames(said, names)))
    .filter(
      (said) =>
        (said.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS && !isPrivate(said.replace(/人\d+/g, ','), roster),
    );
  return {
    sentences: within(sentences),
    unmask: (words) => words.replace(/人(\d+)/g, (whole, n) => names[Number(n) - 1] ?? whole),
  };
}

function replaceNames(said: string, names: readonly string[]): string {
  return names.reduce((text, name, i) => text.replaceAll(name, `人${i + 1}`), said);
}

function within(sentences: readonly string[]): string[] {
  let length = 0;
  return sentences.filter((said) => {
    length += said.length;
    return length <= LONGEST;
  });
}
