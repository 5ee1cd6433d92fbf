import type { Clause, Facts } from '../facts.ts';
import type { Intent } from '../reading.ts';
import { createSieve } from '../search/sieve.ts';
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

/** Finds every wording that a message holds, in the order of the rules, each with the stretch that carries it first. */
export function createMatcher(rules: readonly Rule[]): (facts: Facts) => Candidate[] {
  const ordered = rules.map((rule, order) => ({ rule, order, regexp: rule.regexp }));
  const siftMessage = createSieve(ordered.filter(({ rule }) => rule.scope === 'message'));
  const siftClause = createSieve(ordered.filter(({ rule }) => rule.scope !== 'message'));
  return (facts) => {
    const found = new Map<number, Candidate>();
    for (const clause of [facts.whole, ...facts.clauses]) {
      for (const { rule, order } of clause === facts.whole ? siftMessage(clause.text) : siftClause(clause.text)) {
        const candidate = found.has(order) ? undefined : applyRule(rule, facts, clause);
        if (candidate) found.set(order, candidate);
      }
    }
    return [...found].sort(([one], [other]) => one - other).map(([, candidate]) => candidate);
  };
}

function applyRule(rule: Rule, facts: Facts, clause: Clause): Candidate | undefined {
  const match = rule.regexp.exec(clause.text);
  if (!match || rule.unless?.test(clause.text)) return undefined;
  if (!rule.mayAsk && rule.scope !== 'message' && isQuestion(clause.text, clause.closer)) return undefined;
  const start = clause.origin[match.index] ?? clause.start;
  if (rule.needs && !rule.needs(facts, match, start)) return undefined;
  const end = clause.origin[match.index + match[0].length] ?? clause.end;
  return { intent: rule.intent, weight: rule.weight, start, end };
}
