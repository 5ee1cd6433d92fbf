import type { MeetingKind } from '../types.ts';
import { bareTitle } from './title.ts';

/** What a title says a meeting is; the first that fits. */
const TITLES: readonly [RegExp, MeetingKind][] = [
  [/民主生活会/, 'democratic_life'],
  [/组织生活会/, 'organisational_life'],
  [/主题党日/, 'theme_day'],
  [/党课/, 'lecture'],
  [/(?:党小组|小组)会/, 'party_group'],
  [/(?:支部)?(?:党员)?大会|党员会/, 'members'],
  [/支委(?:会|扩大会)|支部委员会|委员会议/, 'committee'],
  [/例会/, 'regular'],
];

/** What is on the agenda where nobody says otherwise. */
const AGENDAS: Readonly<Record<MeetingKind, readonly string[]>> = {
  regular: ['分析形势', '通报情况', '查找问题', '部署任务'],
  committee: ['传达上级精神', '研究支部工作', '讨论待定事项', '分工落实'],
  members: ['通报支部工作', '学习文件', '讨论表决', '党员发言'],
  party_group: ['学习文件', '交流思想', '讨论工作'],
  lecture: ['授课', '交流讨论'],
  organisational_life: ['学习教育', '对照检查', '批评和自我批评', '民主评议'],
  democratic_life: ['通报上次整改情况', '对照检查', '批评和自我批评', '整改措施'],
  theme_day: ['重温入党誓词', '学习交流', '开展活动'],
  other: [],
};

export const KIND_NAMES: Readonly<Record<MeetingKind, string>> = {
  regular: '例会',
  committee: '支委会',
  members: '支部党员大会',
  party_group: '党小组会',
  lecture: '党课',
  organisational_life: '组织生活会',
  democratic_life: '民主生活会',
  theme_day: '主题党日',
  other: '会议',
};

export function kindOfTitle(title: string): MeetingKind {
  const bare = bareTitle(title);
  return TITLES.find(([pattern]) => pattern.test(bare))?.[1] ?? 'other';
}

export function defaultAgenda(kind: MeetingKind): string[] {
  return [...AGENDAS[kind]];
}
