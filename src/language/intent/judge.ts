import type { Facts } from '../facts.ts';
import { INTENTS } from '../reading.ts';
import type { Model } from './learnt/model.ts';
import { readOpinion } from './learnt/opinion.ts';
import { isForwarded, rankIntents } from './rank.ts';
import type { Candidate } from './rule.ts';

/** From here on a message may be acted on without asking. */
const SURE = 0.8;
/** From here on a message is taken for an order, if only to ask back; below it, for talk. */
export const LEAST_WEIGHT = 0.6;
/** What the learnt reader must give an intent to confirm a rule, and where a rule and where it itself alone suggests it. */
const CONFIRMS = 0.5;
const SUGGESTS = { withRule: 0.15, alone: 0.3 };
/** A rule of this weight at the very start of a message is a command by its own word, unless the wording is known from talk alone. */
const COMMAND = 0.92;
const IMPOSSIBLE = 0.05;

/**
 * Joins the two readers, the likeliest first. What both read may be acted on; what one reads is asked back, and only if the
 * learnt reader does not rather take it for talk.
 */
export function judgeIntents(facts: Facts, model?: Model): Candidate[] {
  if (isForwarded(facts)) return [];
  const ruled = rankIntents(facts);
  const opinion = readOpinion(facts, ruled, model);
  const talk = opinion.probability('none');
  const judged: Candidate[] = [];
  for (const intent of INTENTS) {
    if (intent === 'none') continue;
    const probability = opinion.probability(intent);
    const asked = LEAST_WEIGHT + (SURE - LEAST_WEIGHT - 0.01) * probability;
    const isLikelier = probability >= talk;
    const rule = ruled.find((candidate) => candidate.intent === intent);
    if (rule && probability >= CONFIRMS) {
      judged.push({ ...rule, weight: Math.max(rule.weight, SURE) + 0.05 * probability });
    } else if (rule && isCommand(facts, rule) && probability >= IMPOSSIBLE) {
      judged.push(rule);
    } else if (rule) {
      const isSuggested = isLikelier && probability >= SUGGESTS.withRule;
      judged.push({ ...rule, weight: isSuggested ? asked : Math.min(rule.weight, LEAST_WEIGHT - 0.1) });
    } else if (isLikelier && probability >= SUGGESTS.alone) {
      judged.push({ intent, weight: asked, ...opinion.support(intent) });
    }
  }
  return judged.sort((a, b) => b.weight - a.weight);
}

function isCommand(facts: Facts, rule: Candidate): boolean {
  return rule.weight >= COMMAND && facts.text.slice(0, rule.start).trim() === '';
}
