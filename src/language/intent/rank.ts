import type { Facts } from '../facts.ts';
import type { Intent } from '../reading.ts';
import { type Candidate, createMatcher, type Rule } from './rule.ts';
import { ATTEND_RULES } from './rules/attend.ts';
import { CANCEL_RULES } from './rules/cancel.ts';
import { CREATE_RULES } from './rules/create.ts';
import { LIST_RULES } from './rules/list.ts';
import { MEETING_RULES } from './rules/meeting.ts';
import { OFFICE_RULES } from './rules/office.ts';
import { REGISTER_RULES } from './rules/register.ts';
import { SERVICE_RULES } from './rules/service.ts';

/** Every wording known to the rules. */
export const RULES: readonly Rule[] = [
  ...MEETING_RULES,
  ...OFFICE_RULES,
  ...SERVICE_RULES,
  ...CREATE_RULES,
  ...CANCEL_RULES,
  ...LIST_RULES,
  ...REGISTER_RULES,
  ...ATTEND_RULES,
];
const findWordings = createMatcher(RULES);

/** Passed on from elsewhere, or of other people's business: never an order. */
const FORWARDED =
  /^\s*(?:【(?:转|转发|新闻|广告|提醒|辟谣)】|\[转发?\]|转发?[:：]|转自)|招聘(?!会)|应聘|投简历|面试|月薪|底薪|五险/;

/** Orders that name their own kind beat those that the wording only allows. */
const BEATS: readonly [Intent, Intent][] = [
  ['log_donation', 'register'],
  ['log_donation', 'log_service'],
  ['log_service', 'register'],
  ['log_service', 'create_activity'],
  ['meeting_change', 'cancel'],
  ['meeting_change', 'meeting_create'],
  ['meeting_leave', 'cancel'],
  ['meeting_leave', 'register'],
  ['meeting_minutes', 'meeting_create'],
  ['meeting_minutes', 'list'],
  ['meeting_create', 'create_activity'],
  ['create_activity', 'register'],
  ['create_activity', 'demand'],
  ['cancel', 'register'],
  ['list', 'register'],
  ['application', 'register'],
  ['summary', 'list'],
  ['points', 'list'],
  ['checkout', 'cancel'],
];

/** Within this the kind of order decides, beyond it the wording. */
const NEAR = 0.07;

export function isForwarded(facts: Facts): boolean {
  return FORWARDED.test(facts.text);
}

/** What the rules make of the words, the likeliest first, each intent once. */
export function rankIntents(facts: Facts): Candidate[] {
  const best = new Map<Intent, Candidate>();
  for (const candidate of findWordings(facts)) {
    const known = best.get(candidate.intent);
    if (!known || candidate.weight > known.weight) best.set(candidate.intent, candidate);
  }
  for (const [winner, loser] of BEATS) {
    const [won, lost] = [best.get(winner), best.get(loser)];
    if (!won || !lost || Math.abs(lost.weight - won.weight) >= NEAR) continue;
    // A question that goes before an order only leads up to it.
    const [first, second] = winner === 'list' && won.end <= lost.start ? [lost, won] : [won, lost];
    if (first.weight <= second.weight) best.set(first.intent, { ...first, weight: second.weight + 0.005 });
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight);
}
