import { readFacts } from '../../../language/facts.ts';
import { isName } from '../../../language/people/name.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { normalise } from '../../../language/text.ts';
import { MEMBERSHIP } from '../../summary/usecase/facts.ts';

/** Whether words may name a person, or tell who is to join the party: no model sees them. */
export function isPrivate(words: string, roster: readonly string[]): boolean {
  const plain = normalise(words).text;
  return MEMBERSHIP.test(plain) || readFacts(plain, roster).names.length > 0 || holdsName(plain, rosterSet(roster));
}

/** 陪王秀英老人看病, 给王奶奶理发, 看望老王: rather too many titles than one name. */
function holdsName(title: string, roster: ReadonlySet<string>): boolean {
  const isNameAt = (at: number) =>
    [2, 3, 4].some((length) => {
      const word = title.slice(at, at + length);
      // Of two characters nearly anything could be a name.
      const mayBe = length > 2 || roster.has(word) || /^[小老阿]/.test(word);
      return word.length === length && mayBe && isName(word, 'likely', roster);
    });
  return Array.from(title, (_, at) => at).some(isNameAt);
}
