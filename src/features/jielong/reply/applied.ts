import type { CommandContext } from '../../../bot/command.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { Day } from '../../../language/day.ts';
import { describeClosed, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import type { Enrolment, Entry } from '../../registration/types.ts';
import type { Applied } from '../types.ts';
import { headsOf } from '../usecase/compare.ts';
import { personText } from './words.ts';

type Around = Pick<CommandContext, 'today' | 'now' | 'zone'>;

export const DECLINED = '好的，接龙没有报，什么都没有动。';

export function appliedReply(applied: Applied, around: Around): Reply {
  if (applied.kind === 'closed') return { text: `${describeClosed(applied.occurrence, around)}，接龙没有报。` };
  if (applied.kind !== 'applied')
    return { text: '这个活动已经不在了，接龙没有报。发「活动列表」可以看现在有什么活动。' };
  const { enrolments } = applied;
  const isDone = enrolments.some(({ entries }) =>
    entries.some(({ outcome }) => outcome === 'made' || outcome === 'changed'),
  );
  const lines = enrolments.flatMap((enrolment) => enrolmentLines(enrolment, around.today));
  lines.push(isDone ? '报错了，10 分钟内发「撤销」，这次报的全部收回。' : '没有新报的，不用撤销。');
  const title = isDone ? '接龙已报上' : '接龙里的人都报过名了';
  const [first] = enrolments;
  const buttons = first ? [{ text: '名单', key: `list:${first.occurrence.id}` }] : [];
  return { text: lines.join('\n'), card: { title, text: lines.join('\n'), buttons }, isUpdate: true };
}

function enrolmentLines({ occurrence, entries }: Enrolment, today: Day): string[] {
  const made = entries.filter(({ outcome }) => outcome === 'made');
  const confirmed = made.filter(({ state }) => state === 'confirmed');
  const waiting = made.filter(({ state }) => state === 'waiting');
  const changed = entries.filter(({ outcome }) => outcome === 'changed');
  const full = entries.filter(({ outcome }) => outcome === 'full');
  const already = entries.filter(({ outcome }) => outcome === 'already');
  const names = (some: readonly Entry[]) => some.map(personText).join('、');
  return [
    `已照接龙报名：${nameOccurrence(occurrence, today)}`,
    ...(confirmed.length > 0 ? [`· 报上 ${headsOf(confirmed)} 人：${names(confirmed)}`] : []),
    ...(waiting.length > 0
      ? [`· 候补 ${headsOf(waiting)} 人：${waiting.map(waitingText).join('、')}，有人取消会马上通知`]
      : []),
    ...(changed.length > 0 ? [`· 改了人数：${changed.map(changeText).join('、')}`] : []),
    ...(full.length > 0 ? [`· 名额不够，人数没有改：${names(full)}`] : []),
    ...(already.length > 0 ? [`· 刚才已经报过，没有重复报：${names(already)}`] : []),
    `· 看名单，发：名单 ${typedName(occurrence)}`,
  ];
}

function waitingText(entry: Entry): string {
  return `${personText(entry)}第 ${entry.position} 位`;
}

function changeText({ name, companions, before = 0 }: Entry): string {
  return `${name} 带 ${companions} 人（原来带 ${before} 人）`;
}

/** What `撤销` of an applied list says. */
export function takenBackText({
  cancelled,
  restored,
  full,
}: {
  cancelled: number;
  restored: number;
  full: number;
}): string {
  const parts = [
    ...(cancelled > 0 ? [`这份接龙报上的 ${cancelled} 条报名都收回了`] : []),
    ...(restored > 0 ? [`${restored} 位的人数改回去了`] : []),
    ...(full > 0 ? [`${full} 位因为名额不够，人数没能改回去`] : []),
  ];
  return parts.length > 0 ? `已撤销：${parts.join('，')}。` : '这份接龙报上的都已经取消了，不用撤销。';
}
