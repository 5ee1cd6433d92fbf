import type { Facts } from '../facts.ts';
import type { Intent } from '../reading.ts';
import type { Stretch } from '../sheet.ts';
import { isQuestion } from './words.ts';

/** One wording of an intent. */
export interface Rule {
  /** Its intent, what is said, an example. */
  name: string;
  intent: Intent;
  /** Over the skeleton of a clause, or of the whole message. */
  regexp: RegExp;
  /** 0 … 1 */
  weight: number;
  scope?: 'clause' | 'message';
  /** The clause, or the message, must not hold this. */
  unless?: RegExp;
  /** What else the message must say for the wording, found at offset `at`, to be an order. */
  needs?: (facts: Facts, match: RegExpExecArray, at: number) => boolean;
  /** Also where the clause asks something. */
  mayAsk?: boolean;
}

export interface Candidate extends Stretch {
  intent: Intent;
  weight: number;
}

/** Every wording found, with the stretch that carries it. */
export function applyRules(rules: readonly Rule[], facts: Facts): Candidate[] {
  const candidates: Candidate[] = [];
  for (const rule of rules) {
    for (const clause of rule.scope === 'message' ? [facts.whole] : facts.clauses) {
      const match = rule.regexp.exec(clause.text);
      if (!match || rule.unless?.test(clause.text)) continue;
      if (!rule.mayAsk && rule.scope !== 'message' && isQuestion(clause.text, clause.closer)) continue;
      const start = clause.origin[match.index] ?? clause.start;
      if (rule.needs && !rule.needs(facts, match, start)) continue;
      const end = clause.origin[match.index + match[0].length] ?? clause.end;
      candidates.push({ intent: rule.intent, weight: rule.weight, start, end });
      break;
    }
  }
  return candidates;
}
