import { escapeMarkdown } from '../../bot/markdown.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Ledger, LedgerHolding, Line, Requirement } from './types.ts';
import {
  describeRate,
  describeRequirement,
  describeState,
  nameLine,
  nameMissed,
  nameRecord,
  nameSpan,
  type Sum,
  sumOf,
} from './usecase/describe.ts';
import { requirementOn } from './usecase/judge.ts';
import { KIND_NAMES, KINDS } from './usecase/kinds.ts';
import { namePeriod } from './usecase/period.ts';
import type { RequirementChange, StretchesOf } from './usecase/requirement.ts';
import { isSame } from './usecase/requirement.ts';

/** More units of one kind are told together. */
const MOST_UNITS = 6;
const MOST_MISSING = 12;
const MOST_ROWS = 30;

export function overviewText(ledger: Ledger): string {
  const { span, today, lines, unassigned } = ledger;
  const all = KINDS.flatMap((kind) =>
    kindLines(
      lines.filter((line) => line.kind === kind),
      today,
    ),
  );
  if (all.length === 0) return `${nameSpan(span, today)}没有要开的会，也没有开过的会。`;
  return [
    `**三会一课台账 ${nameSpan(span, today)}**（到${formatDay(today, today)}）`,
    ...all,
    ...unassignedLine(unassigned),
    ...nextLine(lines, today),
    '看每一次：台账 党课；换时间：台账 上半年；要表格：台账 表格',
  ].join('\n');
}

function kindLines(lines: Line[], today: Day): string[] {
  if (lines.length <= MOST_UNITS) return lines.map((line) => `- ${overviewLine(line, today)}`);
  const sums = lines.map((line) => ({ line, sum: sumOf(line, today) }));
  const total = (of: (sum: Sum) => number) => sums.reduce((all, { sum }) => all + of(sum), 0);
  const missing = sums.filter(({ sum }) => sum.missed.length > 0);
  const shown = missing
    .slice(0, MOST_MISSING)
    .map(({ line, sum }) => `${line.unit ? escapeMarkdown(line.unit.name) : '支部'} ${nameMissed(sum.missed, today)}`);
  const [first] = lines;
  if (!first) return [];
  const rest = missing.length > MOST_MISSING ? `等 ${missing.length} 个` : '';
  const rate = describeRate(lines.flatMap(({ holdings }) => holdings));
  return [
    `- ${KIND_NAMES[first.kind]}（${describeRequirement(first.requirement)}，${lines.length} 个单位）：应开 ${total(({ due }) => due)} 次，开了 ${total(({ held }) => held)} 次${rate && `，${rate}`}`,
    ...(missing.length > 0 ? [`  **欠** ${shown.join('；')}${rest}`] : []),
  ];
}

function overviewLine(line: Line, today: Day): string {
  const { due, held, missed, next, state } = sumOf(line, today);
  const rate = describeRate(line.holdings);
  const asked = line.checked.length > 0 ? `应开 ${due} 次，` : '';
  return [
    `${nameLine(line)}（${describeRequirement(line.requirement)}）：${asked}开了 ${held} 次`,
    missed.length > 0 && `**欠 ${nameMissed(missed, today)}**`,
    next && `${namePeriod(next.period, today)}还要开 ${next.lacking} 次，${formatDay(next.period.to, today)}前`,
    state === 'planned' && '这一期已排定',
    rate,
  ]
    .filter(Boolean)
    .join('，');
}

/** What is due first. */
function nextLine(lines: readonly Line[], today: Day): string[] {
  const open = lines.flatMap((line) => {
    const { next } = sumOf(line, today);
    return next ? [{ line, day: next.period.to }] : [];
  });
  const day = open.map((one) => one.day).sort()[0];
  if (day === undefined) return ['这一期要开的都开了或者排定了。'];
  const names = open.filter((one) => one.day === day).map(({ line }) => nameLine(line));
  const shown = names.slice(0, MOST_MISSING).join('、');
  return [
    `最近要开的：${formatDay(day, today)}前，${shown}${names.length > MOST_MISSING ? `等 ${names.length} 项` : ''}。`,
  ];
}

function unassignedLine(unassigned: readonly LedgerHolding[]): string[] {
  if (unassigned.length === 0) return [];
  return [`- 另有 ${unassigned.length} 次党小组会没有写明是哪个党小组，没有算给任何一组。`];
}

/** Each holding of one kind. */
export function rowsText({ span, today, lines, unassigned }: Ledger): string {
  const name = nameSpan(span, today);
  const rows = lines.flatMap((line) => line.holdings.map((holding) => ({ line, holding })));
  const heads = lines.map((line) => overviewLine(line, today));
  const hasUnits = lines.length > 1;
  const shown = rows.slice(-MOST_ROWS).map(({ line, holding }) => {
    const unit = hasUnits && line.unit ? `${escapeMarkdown(line.unit.name)} ` : '';
    return `- ${formatDay(holding.day, today)} ${unit}${escapeMarkdown(holding.title)}：${describeState(holding)}（${nameRecord(holding)}）`;
  });
  return [
    `**${name}**`,
    ...(heads.length > 0 && heads.length <= MOST_UNITS ? heads : []),
    ...(shown.length > 0 ? shown : ['还没有开过，也没有排定。']),
    ...(rows.length > MOST_ROWS ? [`只列最近 ${MOST_ROWS} 次，共 ${rows.length} 次，全部在表格里：台账 表格`] : []),
    ...unassignedLine(unassigned),
  ].join('\n');
}

export function unreadText(words: string, units: readonly { name: string }[]): string {
  const names = units.slice(0, 8).map(({ name }) => escapeMarkdown(name));
  const known = names.length > 0 ? `单位有：${names.join('、')}${units.length > 8 ? ' 等' : ''}。` : '';
  return `没有看懂「${escapeMarkdown(words.slice(0, 20))}」。${known}可以发：台账、台账 上半年、台账 党课、台账 第一党小组`;
}

export function requirementsText(stretches: StretchesOf, today: Day): string {
  const lines = KINDS.map(
    (kind) =>
      `- ${KIND_NAMES[kind]}${kind === 'party_group' ? '（每个党小组）' : ''}：${describeRequirement(requirementOn(stretches(kind), today))}`,
  );
  return ['三会一课的要求：', ...lines, '要改（支委以上），发：要求 党课 每季度一次；或：要求 党小组会 不要求'].join(
    '\n',
  );
}

export function requirementReply({ kind, from, to }: RequirementChange): string {
  const name = KIND_NAMES[kind];
  if (isSame(from, to)) return `${name}本来就是${describeRequirement(to)}，没有变。`;
  const half = to ? '这一期已经过半的，从下一期算起。' : '开过的照样记在台账里。';
  return `已改：${name}${describeRequirement(to)}（原来是${describeRequirement(from)}）。${half}\n改错了，10 分钟内发「撤销」。`;
}

export function requirementRestored(kind: Line['kind'], to: Requirement | null): string {
  return `已撤销，${KIND_NAMES[kind]}还是${describeRequirement(to)}。`;
}

/** The file goes after this answer, and may fail to: the link is there in any case. */
export function tableReply(span: string, { isSent, link }: { isSent: boolean; link?: string }): string {
  const opened = link === undefined ? '' : `[打开表格](${link})（七天内有效）。`;
  if (isSent) return `${span}的台账表格做好了，随后发来。${opened}用 Excel 或 WPS 打开。`;
  if (opened) return `${span}的台账表格做好了：${opened}用 Excel 或 WPS 打开。`;
  return '表格做好了，但还送不到这里：请管理员在设置里填上 PUBLIC_URL，再发一次就能拿到链接。网页上也能看。';
}
