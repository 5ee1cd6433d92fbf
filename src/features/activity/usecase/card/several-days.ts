import { type Day, formatWeekday, partsOf } from '../../../../language/day.ts';
import { formatTime } from '../describe.ts';
import type { CardDay } from './days.ts';
import { type CardContent, DAYS_KEY, OTHERS } from './parts.ts';
import { isTaking, STATE_WORDS, stateOf } from './state.ts';

/** What a client shows in front of a row. */
const MOST_LABEL = 5;

/** A row and a button for each day. */
export function severalDaysCard(days: readonly CardDay[], now: Date, note: string | undefined): CardContent {
  const activity = days[0]?.occurrence.activity;
  const scope = `@${activity?.id ?? 0}`;
  const taking = days.filter((day) => isTaking(stateOf(day, now)));
  const nameOf = namingOf(days);
  const isShort = days.every((day) => nameOf(day).length <= MOST_LABEL);
  return {
    title: activity?.title ?? '',
    description: activity?.place ? `地点：${activity.place}` : '',
    facts: days.map((day) => ({
      label: isShort ? nameOf(day) : shortNameOf(day, nameOf),
      value: rowOf(day, now),
    })),
    ...(note ? { text: note } : {}),
    buttons: [
      ...taking.map((day) => ({
        text: `${stateOf(day, now) === 'full' ? '候补' : '报名'}${nameOf(day)}`,
        key: `register:${day.occurrence.id}${scope}`,
        isPrimary: true,
      })),
      { text: '取消报名', key: `cancel:${scope}` },
      { text: '名单', key: `list:${scope}` },
      ...(taking.length === 0 ? [OTHERS] : []),
    ],
  };
}

/** More days than there is room for buttons: those one can come on are ticked. */
export function tickCard(days: readonly CardDay[], now: Date, note: string | undefined): CardContent {
  const activity = days[0]?.occurrence.activity;
  const nameOf = namingOf(days);
  const options = days.map((day) => {
    const isFull = stateOf(day, now) === 'full';
    const { id, day: date } = day.occurrence;
    const name = isOneDay(days) ? nameOf(day) : `${nameOf(day)}${formatWeekday(date)}`;
    return { id: `${id}`, text: `${name}${isFull ? '(满)' : ''}` };
  });
  return {
    title: activity?.title ?? '',
    description:
      note ??
      (isOneDay(days)
        ? `${dayLabel(days[0]?.occurrence.day ?? '')}：勾上要去的岗位，再点「报名」`
        : '勾上能来的日子，再点「报名」'),
    buttons: [],
    vote: {
      questionKey: DAYS_KEY,
      isMultiple: true,
      options,
      submit: { text: '报名', key: `register:@${activity?.id ?? 0}` },
    },
  };
}

/** `周四8:00 已报12/20，候补3` */
function rowOf(day: CardDay, now: Date): string {
  const { occurrence, signups } = day;
  const { startTime, capacity } = occurrence;
  const state = stateOf(day, now);
  const when = `${formatWeekday(occurrence.day)}${startTime ? formatTime(startTime) : ''}`;
  if (!isTaking(state)) return `${when} ${STATE_WORDS[state]}`;
  const line = signups.waiting > 0 ? `，候补${signups.waiting}` : '';
  return `${when} 已报${signups.people}${capacity === null ? '' : `/${capacity}`}${line}`;
}

/** What tells them apart: the day, or of posts on one day the post. */
function namingOf(days: readonly CardDay[]): (day: CardDay) => string {
  const isShifts = new Set(days.map(({ occurrence }) => occurrence.startTime)).size > 1;
  if (!isOneDay(days)) return ({ occurrence }) => dayLabel(occurrence.day);
  return ({ occurrence: { post, startTime } }) => {
    const time = isShifts && startTime ? formatTime(startTime) : '';
    return `${time}${post?.name ?? ''}` || `${post?.serial ?? ''}`;
  };
}

function isOneDay(days: readonly CardDay[]): boolean {
  return days.length > 1 && new Set(days.map(({ occurrence }) => occurrence.day)).size === 1;
}

function shortNameOf(day: CardDay, nameOf: (day: CardDay) => string): string {
  return day.occurrence.post?.name
    ? [...nameOf(day)].slice(0, MOST_LABEL).join('')
    : `${partsOf(day.occurrence.day).date}日`;
}

/** `6月4日` */
function dayLabel(day: Day): string {
  const { month, date } = partsOf(day);
  return `${month}月${date}日`;
}
