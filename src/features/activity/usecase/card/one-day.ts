import type { Button } from '../../../../bot/reply.ts';
import { formatDay } from '../../../../language/day.ts';
import type { Occurrence, Signups } from '../../types.ts';
import { formatInstant, formatTimes } from '../describe.ts';
import type { CardDay } from './days.ts';
import { type CardAround, type CardContent, OTHERS } from './parts.ts';
import { type DayState, isTaking, STATE_WORDS, stateOf } from './state.ts';

/** What there is to know, how many are in, and what one can do now. */
export function oneDayCard(day: CardDay, around: CardAround, note: string | undefined): CardContent {
  const { occurrence, signups } = day;
  const { activity, deadlineAt } = occurrence;
  const state = stateOf(day, around.now);
  const when = `${formatDay(occurrence.day, around.today)}${formatTimes(occurrence) ?? ''}`;
  const deadline = deadlineAt && isTaking(state) ? formatInstant(deadlineAt, around.zone, around.today) : undefined;
  const text = note ?? standingNote(state, occurrence);
  return {
    title: activity.title,
    description: [when, STATE_WORDS[state]].filter((part) => part !== '').join('，'),
    facts: [
      ...(activity.place ? [{ label: '地点', value: activity.place }] : []),
      { label: '已报', value: countText(occurrence, signups) },
      ...(deadline ? [{ label: '报名截止', value: deadline }] : []),
    ],
    ...(text === '' ? {} : { text }),
    buttons: buttonsOf(occurrence.id, state),
  };
}

/** `12/20 人，候补 3 人` */
function countText({ capacity }: Occurrence, { people, waiting }: Signups): string {
  const counted = capacity === null ? `${people} 人，名额不限` : `${people}/${capacity} 人`;
  return waiting > 0 ? `${counted}，候补 ${waiting} 人` : counted;
}

function standingNote(state: DayState, { activity }: Occurrence): string {
  if (state === 'full') return '名额满了，可以先排候补，有人取消马上通知。';
  return state === 'cancelled' && activity.cancelReason ? `取消的原因：${activity.cancelReason}` : '';
}

function buttonsOf(id: number, state: DayState): Button[] {
  const cancel = { text: '取消报名', key: `cancel:${id}` };
  const list = { text: '名单', key: `list:${id}` };
  if (state === 'cancelled') return [OTHERS];
  if (state === 'past') return [list, OTHERS];
  if (state === 'closed') return [cancel, list, OTHERS];
  return [{ text: state === 'full' ? '候补报名' : '报名', key: `register:${id}`, isPrimary: true }, cancel, list];
}
