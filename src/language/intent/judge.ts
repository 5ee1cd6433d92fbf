import type { Facts } from '../facts.ts';
import { INTENTS, type Intent } from '../reading.ts';
import type { Model } from './learnt/model.ts';
import { readOpinion } from './learnt/opinion.ts';
import { isForwarded, rankIntents } from './rank.ts';
import type { Candidate } from './rule.ts';

/** From here on a message may be acted on without asking. */
const SURE = 0.8;
/** From here on a message is taken for an order, if only to ask back; below it, for talk. */
export const LEAST_WEIGHT = 0.6;
/** What the learnt reader must give an intent: to confirm a rule, not to contradict it, to speak alone. */
const CONFIRMS = 0.5;
const ALLOWS = 0.15;
const ALONE = 0.45;
/** A rule of this weight at the very start of a message is a command by its own word, unless the wording is known from talk alone. */
const COMMAND = 0.92;
const IMPOSSIBLE = 0.05;

/**
 * Joins the two readers, the likeliest first. What both read may be acted on; what one reads is asked back; a rule whose
 * wording the learnt reader knows only from talk counts for less than an order.
 */
export function judgeIntents(facts: Facts, model?: Model): Candidate[] {
  if (isForwarded(facts)) return [];
  const ruled = rankIntents(facts);
  const opinion = readOpinion(facts, ruled, model);
  const byIntent = new Map<Intent, Candidate>(ruled.map((candidate) => [candidate.intent, candidate]));
  const judged: Candidate[] = [];
  for (const intent of INTENTS) {
    const probability = opinion.probability(intent);
    const rule = byIntent.get(intent);
    if (rule) judged.push({ ...rule, weight: withRule(rule, probability, isCommand(facts, rule)) });
    else if (intent !== 'none' && probability >= ALONE)
      judged.push({ intent, weight: between(LEAST_WEIGHT, SURE, probability), ...opinion.support(intent) });
  }
  return judged.sort((a, b) => b.weight - a.weight);
}

function withRule(rule: Candidate, probability: number, isCommand: boolean): number {
  if (probability >= CONFIRMS) return Math.max(rule.weight, SURE) + 0.05 * probability;
  if (isCommand && probability >= IMPOSSIBLE) return rule.weight;
  if (probability >= ALLOWS) return between(LEAST_WEIGHT, SURE, probability);
  return Math.min(rule.weight, LEAST_WEIGHT - 0.1);
}

function isCommand(facts: Facts, rule: Candidate): boolean {
  return rule.weight >= COMMAND && facts.text.slice(0, rule.start).trim() === '';
}

/** From `low` to just under `high`. */
function between(low: number, high: number, share: number): number {
  return low + (high - low - 0.01) * share;
}
