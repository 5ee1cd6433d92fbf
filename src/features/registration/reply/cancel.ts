import type { Choice, Reply } from '../../../bot/reply.ts';
import type { Day } from '../../../language/day.ts';
import { nameOccurrence } from '../../activity/usecase/describe.ts';
import { displayName } from '../../person/usecase.ts';
import type { Enrolment, Standing } from '../types.ts';
import type { CancelResult } from '../usecase/cancel.ts';
import { type Around, cancelledNote, cardInstead, type OnCard } from './on-card.ts';

const MOST_CHOICES = 10;
const MOST_NAMED = 5;

export function cancelReply(result: CancelResult, around: Around, onCard: OnCard): Reply {
  switch (result.kind) {
    case 'cancelled':
      return cancelledReply(result, around, onCard);
    case 'fewer':
      return {
        text: `已改好：${nameOccurrence(result.standing.occurrence, around.today)}，你还来，带 ${result.companions} 人（原来带 ${result.standing.companions} 人）。\n改错了，10 分钟内发「撤销」。`,
      };
    case 'which':
      return whichReply('要取消哪一个？', result.candidates, around);
    case 'over':
      return overReply(result.standing, around, onCard);
    case 'none':
      if (onCard.tap) {
        const note = '你没有报这个活动，不用取消。';
        return cardInstead(note, { note }, onCard, around);
      }
      if (result.standing.length === 0)
        return { text: '没有找到这个报名，不用取消。发「我的报名」可以看自己报了什么。' };
      return whichReply('没有找到这个报名。现在报了这些，要取消就选：', result.standing, around);
  }
}

function cancelledReply(
  { cancelled, promoted }: Extract<CancelResult, { kind: 'cancelled' }>,
  around: Around,
  onCard: OnCard,
): Reply {
  const lines = cancelled.map(
    (standing) => `已取消${ownerOf(standing, around)}的报名：${nameOf(standing, around.today)}`,
  );
  if (promoted.length > 0) {
    const names = promoted.slice(0, MOST_NAMED).map(({ name }) => name);
    const more = promoted.length > MOST_NAMED ? ` 等 ${promoted.length} 人` : '';
    lines.push(`候补的 ${names.join('、')}${more} 已转为正式，马上通知。`);
  }
  lines.push('取消错了，10 分钟内发「撤销」，有名额就给恢复，没有就排候补。');
  const text = lines.join('\n');
  if (!around.message.click) return { text };
  if (onCard.tap) {
    return cardInstead(text, { note: cancelledNote(promoted, around), isForAll: true }, onCard, around);
  }
  const [first] = cancelled;
  const buttons = first ? [{ text: '重新报名', key: `register:${first.occurrence.id}` }] : [];
  return { text, card: { title: '已取消报名', text, buttons }, isUpdate: true };
}

function overReply(standing: Standing, around: Around, onCard: OnCard): Reply {
  const text = overText(standing, around);
  return onCard.tap ? cardInstead(text, { isForAll: true }, onCard, around) : { text };
}

function whichReply(text: string, standing: Standing[], around: Around): Reply {
  const shown = standing.slice(0, MOST_CHOICES);
  const choices: Choice[] = shown.map((one) => ({ label: choiceLabel(one, around), key: keyOf([one]) }));
  if (shown.length > 1) choices.push({ label: '以上全部取消', key: keyOf(shown), says: 'all' });
  return { text, choices };
}

function choiceLabel(standing: Standing, around: Around): string {
  const isOwn = standing.person.id === around.sender.id;
  return `${nameOf(standing, around.today)}${isOwn ? '' : `（${displayName(standing.person)}）`}`;
}

function keyOf(standing: Standing[]): string {
  return `cancel:${JSON.stringify({ r: standing.map(({ id }) => id) })}`;
}

function overText(standing: Standing, { today, now }: Around): string {
  const { occurrence } = standing;
  const name = nameOf(standing, today);
  if (occurrence.state === 'cancelled') return `${name}整场都取消了，不用再退。`;
  return occurrence.startsAt <= now ? `${name}已经开始或结束了，不能取消。` : `${name}不能取消。`;
}

function ownerOf({ person }: Standing, { sender }: Around): string {
  return person.id === sender.id ? '你' : ` ${displayName(person)} `;
}

function nameOf({ occurrence, companions }: Standing, today: Day): string {
  return `${nameOccurrence(occurrence, today)}${companions > 0 ? `（带 ${companions} 人）` : ''}`;
}

/** What `撤销` of a cancellation says. */
export function restoredText(enrolments: Enrolment[], today: Day): string {
  if (enrolments.length === 0) return '已改回原来的人数。';
  return enrolments
    .flatMap(({ occurrence, entries }) =>
      entries.map(({ name, state, position }) => {
        const where = state === 'confirmed' ? '已恢复报名' : `名额已经被候补的人补上，现在排在候补第 ${position} 位`;
        return `${name}：${nameOccurrence(occurrence, today)}，${where}。`;
      }),
    )
    .join('\n');
}

/** What `撤销` of a registration says. */
export function undoneText({
  cancelled,
  restored,
  full,
}: {
  cancelled: number;
  restored: number;
  full: number;
}): string {
  const parts = [
    ...(cancelled > 0 ? [`已撤销 ${cancelled} 个报名`] : []),
    ...(restored > 0 ? ['已改回原来的人数'] : []),
    ...(full > 0 ? ['名额不够，人数没能改回去'] : []),
  ];
  return parts.length > 0 ? `${parts.join('，')}。` : '这次报名已经不在了，不用撤销。';
}
