import type { LedgerKind, Requirement } from '../types.ts';

/** In the order they are shown, as people call them. */
export const KIND_NAMES: Readonly<Record<LedgerKind, string>> = {
  members: '支部党员大会',
  committee: '支委会',
  party_group: '党小组会',
  lecture: '党课',
  theme_day: '主题党日',
  organisational_life: '组织生活会',
  democratic_life: '民主生活会',
  regular: '例会',
};

export const KINDS = Object.keys(KIND_NAMES) as LedgerKind[];

/** Words that name each, for use in a pattern; the longer ones first. */
const WORDS: Readonly<Record<LedgerKind, string>> = {
  members: '支部党员大会|党员大会|支部大会',
  committee: '支部委员会议?|支委会议?',
  party_group: '党小组会议?',
  lecture: '党课',
  theme_day: '主题党日(?:活动)?|党日活动',
  organisational_life: '组织生活会',
  democratic_life: '民主生活会',
  regular: '(?:周[一二三四五六日])?例会',
};

export const KIND_WORDS = Object.values(WORDS).join('|');

/** The kind named first in the text, and the words that name it. */
export function kindIn(text: string): { kind: LedgerKind; words: string } | undefined {
  const words = new RegExp(KIND_WORDS).exec(text)?.[0];
  const kind = words && KINDS.find((one) => new RegExp(`^(?:${WORDS[one]})$`).test(words));
  return words && kind ? { kind, words } : undefined;
}

/** What the rules of the party ask for; null: nothing, it is only counted. */
export const DEFAULTS: Readonly<Record<LedgerKind, Requirement | null>> = {
  members: { every: 'quarter', times: 1 },
  committee: { every: 'month', times: 1 },
  party_group: { every: 'month', times: 1 },
  lecture: { every: 'quarter', times: 1 },
  theme_day: { every: 'month', times: 1 },
  organisational_life: { every: 'year', times: 1 },
  democratic_life: { every: 'year', times: 1 },
  regular: null,
};
