import type { FindContext } from '../../../bot/reminder.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { formatInstant, formatTimes, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import { displayName } from '../../person/usecase.ts';
import type { OnShift, PlannedDay } from '../types.ts';
import type { Shift } from './reminders.ts';

type Around = Pick<FindContext, 'zone' | 'botName'> & { today: Day };

const MOST_NAMES = 60;

/** Who comes and where each stands, and how to say that one cannot. */
export function comingText(shift: Shift, there: readonly OnShift[], around: Around): string {
  const { activity } = shift.first;
  const isVisit = activity.kind === 'visit';
  const times = formatTimes(shift.first);
  const place = activity.place ? `，地点 ${activity.place}` : '';
  const hint = isVisit ? '来不了请早点说，别让老人家空等，发' : '来不了请发';
  return `【${isVisit ? '探访' : '活动'}提醒】${whenAndWhat(shift, around)}${times?.includes('-') ? `（${times}）` : ''}${place}。${placesText(shift, there)}。${hint}：${call(shift, around)}取消 ${typedName({ ...shift.first, post: null })}`;
}

export function closingText(shift: Shift, deadlineAt: Date, around: Around): string {
  const until = formatInstant(deadlineAt, around.zone, around.today);
  return `【报名快截止】${whenAndWhat(shift, around)}，${until} 截止，${openPlaces(shift) ?? ''}。要报名，发：${call(shift, around)}报名 ${typedName({ ...shift.first, post: null })}`;
}

export function understaffedText(shift: Shift, { isAlone, ...around }: Around & { isAlone: boolean }): string {
  const what = `${whenAndWhat(shift, around)}，${openPlaces(shift) ?? ''}`;
  const typed = typedName({ ...shift.first, post: null });
  if (isAlone)
    return `【班次缺人】${what}。没有找到做过又有空的人，请你在群里问问；要看谁在哪个岗，发：${call(shift, around)}排班 ${typed}`;
  return `【班次缺人】${what}。你做过这个，要是有空，请发：${call(shift, around)}报名 ${typed}；来不了不用回`;
}

/** `还缺 中心路口 2 人、东门 1 人`; undefined: none. */
export function openPlaces({ posts }: Shift): string | undefined {
  const open = posts.filter(({ placesLeft }) => placesLeft === null || placesLeft > 0);
  if (open.length === 0) return undefined;
  if (open.every(({ placesLeft }) => placesLeft === null)) return '人数不限';
  return `还缺 ${open.map(({ post, placesLeft }) => `${post?.name ? `${post.name} ` : ''}${placesLeft ?? '不限'} 人`).join('、')}`;
}

function placesText({ posts }: Shift, there: readonly OnShift[]): string {
  const places = posts.flatMap((post) => {
    const names = there.filter(({ occurrenceId }) => occurrenceId === post.id).map(nameOf);
    if (names.length === 0) return [];
    const shown = names.slice(0, MOST_NAMES).join('、');
    const more = names.length > MOST_NAMES ? ` 等 ${names.length} 人` : '';
    return [`${post.post?.name ? `${post.post.name}：` : ''}${shown}${more}`];
  });
  return places.join('；');
}

function nameOf({ name, userid, companions }: OnShift): string {
  return `${displayName({ name, userid })}${companions > 0 ? `（带 ${companions} 人）` : ''}`;
}

function whenAndWhat({ first }: Shift, { today }: Around): string {
  const soon = first.day === today ? '今天 ' : first.day === addDays(today, 1) ? '明天 ' : '';
  return `${soon}${nameOccurrence({ ...first, post: null }, today)}`;
}

/** In a group nothing is heard without it. */
function call({ first }: { first: PlannedDay }, { botName }: Around): string {
  return first.activity.chatId === null ? '' : `@${botName} `;
}
