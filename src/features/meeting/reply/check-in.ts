import type { Reply } from '../../../bot/reply.ts';
import { tapperName } from '../../person/usecase.ts';
import type { StoredHolding } from '../types.ts';
import { meetingCard } from '../usecase/card.ts';
import type { CheckedIn } from '../usecase/check-in.ts';
import type { Roll } from '../usecase/roll.ts';
import { formatStart } from '../usecase/text.ts';
import { type Around, namesOf, nameWithReason } from './text.ts';

/** In answer to a line, a code or a tap. */
export function showCheckedIn({ holding, isNew, minutesLate }: CheckedIn, around: Around): Reply {
  const where = `${formatStart(holding, around.today)} ${holding.meeting.title}`;
  const how = minutesLate > 0 ? `晚了${minutesLate}分钟，记为迟到` : '';
  const text = isNew
    ? `已签到：${where}${how ? `，${how}` : ''}。弄错了可在十分钟内发：撤销`
    : `你已经签过到了：${where}，没有重复记。`;
  if (!around.message.click) return { text };
  const note = isNew ? `${tapperName(around)}签到${how ? `（${how}）` : ''}。` : '你已经签过到了，没有重复记。';
  const card = meetingCard(holding, around, { note });
  return { text, card, isUpdate: true, isOnCard: true, ...(isNew ? { isForAll: true } : {}) };
}

/** `签到情况`: counts and names, as far as names may be told. */
export function showRoll(holding: StoredHolding, roll: Roll, { today, hasNames }: RollView): string {
  const { expected, inTime, late, leave, missing, guests, isOver } = roll;
  const list = (label: string, people: readonly string[]) =>
    people.length === 0 ? [] : [`${label} ${people.length} 人${hasNames ? `：${people.join('、')}` : ''}`];
  const byHand = (one: { name: string; way: string }) => (one.way === 'by_hand' ? `${one.name}（补签）` : one.name);
  const head = `${formatStart(holding, today)} ${holding.meeting.title}`;
  return [
    expected.length > 0
      ? `${head}：应到 ${expected.length} 人，到了 ${inTime.length + late.length} 人`
      : `${head}：没有定该谁来`,
    ...list('到', inTime.map(byHand)),
    ...list(
      '迟到',
      late.map(({ name, minutes }) => `${name}（${minutes}分钟）`),
    ),
    ...list('请假', leave.map(nameWithReason)),
    ...list(
      isOver ? '缺席' : '还没到',
      missing.map(({ name }) => name),
    ),
    ...list('另外来了', guests.map(byHand)),
    ...(hasNames ? [] : ['名字请支委来看。']),
  ].join('\n');
}

/** `谁没到`. */
export function showMissing(
  holding: StoredHolding,
  { expected, missing, leave, isOver }: Roll,
  view: RollView,
): string {
  const head = `${formatStart(holding, view.today)} ${holding.meeting.title}`;
  const { title } = holding.meeting;
  if (expected.length === 0) return `${head}：还没有定该谁来，说不上谁没到。支委可以定：参会 ${title} 全体党员`;
  const onLeave = leave.length > 0 ? `，另有 ${leave.length} 人请了假` : '';
  if (missing.length === 0) return `${head}：该来的都到了${onLeave}。`;
  const names = view.hasNames ? `：${namesOf(missing)}` : '，名字请支委来看';
  return `${head}：${isOver ? '缺席' : '还没到'} ${missing.length} 人${names}${onLeave}。`;
}

export interface RollView {
  today: string;
  hasNames: boolean;
}
