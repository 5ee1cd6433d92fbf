import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { Choice, Reply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Chosen, PastedList } from '../schema.ts';
import type { Comparison } from '../types.ts';
import { differenceLines } from './difference.ts';
import { questionReply } from './question.ts';
import { joinFew, personText } from './words.ts';

type Around = Pick<CommandContext, 'today' | 'now' | 'zone'>;
type Compared = Extract<Comparison, { kind: 'compared' }>;

const MOST_NAMED = 10;

export function comparisonReply(comparison: Comparison, around: Around, warnings: readonly string[] = []): Reply {
  return comparison.kind === 'compared'
    ? comparedReply(comparison, around, warnings)
    : questionReply(comparison, around);
}

function comparedReply(comparison: Compared, { today }: Around, warnings: readonly string[]): Reply {
  const { differences, plan } = comparison;
  const details = [
    ...differences.flatMap((difference) => differenceLines(difference, today)),
    ...remarks(comparison, today),
    ...(warnings.length > 0 ? [`请留意：${warnings.join('；')}`] : []),
  ];
  if (plan.days.length > 0) {
    const choices: Choice[] = [
      { label: '照这个报上', key: `jielong:${JSON.stringify(plan)}`, says: 'yes' },
      { label: '不用', key: 'jielong:no', says: 'no' },
    ];
    return { text: ['接龙对过了，还没有报。要照这个报上吗？', ...details].join('\n'), choices };
  }
  const isEmpty = differences.every(({ people }) => people === 0);
  const first = isEmpty ? '这份接龙里没有要报这一场的人，没有报。' : '接龙里的人都报过名了，没有要新报的。';
  return { text: [first, ...(isEmpty ? remarks(comparison, today) : details)].join('\n') };
}

/** What is odd about the list itself. */
function remarks({ list, chosen, missingDays, elsewhere, undated }: Compared, today: Day): string[] {
  const { off, refused } = list;
  const days = (some: readonly Day[]) => some.map((day) => formatDay(day, today)).join('、');
  const faults = faultsOf(list, chosen);
  return [
    ...(missingDays.length > 0 ? [`${days(missingDays)}没有可以报的场次，没有算`] : []),
    ...(elsewhere.length > 0
      ? [`写的不是这几天，没有算：${elsewhere.map((one) => `${one.name}（${days(one.days)}）`).join('、')}`]
      : []),
    ...(undated.length > 0 ? [`没写哪天，按每天都来算：${joinFew(undated, MOST_NAMED)}`] : []),
    ...(off.length > 0 ? [`写了不来的没有算（报过名的不动）：${off.map(offText).join('、')}`] : []),
    ...refused.map(escapeMarkdown),
    ...(faults.length > 0 ? [faults.join('；')] : []),
  ];
}

function offText({ name, note }: PastedList['off'][number]): string {
  return personText({ name, companions: 0, note });
}

function faultsOf({ faults, listed }: PastedList, chosen: Chosen): string[] {
  const { missing, doubled, nameless, twice } = faults;
  const once = twice.filter((name) => (chosen[name]?.length ?? 1) === 1 && listed.some((one) => one.name === name));
  return [
    ...(missing.length > 0 ? [`编号缺 ${joinFew(missing.map(String), MOST_NAMED)}`] : []),
    ...(doubled.length > 0 ? [`编号 ${joinFew(doubled.map(String), MOST_NAMED)} 重了`] : []),
    ...(nameless.length > 0 ? [`第 ${joinFew(nameless.map(String), MOST_NAMED)} 号没有名字`] : []),
    ...(once.length > 0 ? [`${joinFew(once, MOST_NAMED)} 写了不止一次，只算一次`] : []),
  ];
}
