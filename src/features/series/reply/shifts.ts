import { type Day, formatDay } from '../../../language/day.ts';
import { formatTimes, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import { displayName } from '../../person/usecase.ts';
import type { Mine } from '../../registration/usecase/roster.ts';
import type { OnShift, Standing } from '../types.ts';
import { nameSeries } from '../usecase/meant.ts';
import type { ShiftDay, ShiftPlan } from '../usecase/shifts.ts';

const MOST_LINES = 40;

/** Who stands where, and where hands are short: a line a post. */
export function shiftsText({ series, days }: ShiftPlan, { today, botName }: { today: Day; botName: string }): string {
  if (days.length === 0) {
    return series
      ? `${nameSeries(series)}：近期没有排好的日子。`
      : '这几天没有排班。会重复的、分岗位的活动才有排班；其他活动发「活动列表」看。';
  }
  const lines: string[] = series ? [`排班：${nameSeries(series)}`] : ['排班：'];
  for (const [head, posts] of groupByTime(days, { today, isOne: series !== undefined })) {
    lines.push(head, ...posts.map(postLine));
  }
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > shown.length) shown.push('……写上日期可以看其余的，例如：排班 下周');
  const open = days.find(({ occurrence }) => (occurrence.placesLeft ?? 0) > 0);
  if (open) shown.push(`缺人的，要报名发：@${botName} 报名 ${typedName(open.occurrence)}`);
  return shown.join('\n');
}

export function mineText(
  { own, standing }: Mine & { standing: Standing[] },
  titles: Map<number, string>,
  today: Day,
): string {
  if (own.length === 0 && standing.length === 0) return '你近期没有班。发「排班」看看哪里缺人。';
  const lines = own.length > 0 ? [`你接下来有 ${own.length} 个班：`] : ['你近期还没有排上的班。'];
  for (const { standing: one, position } of own) {
    const { occurrence, state, companions } = one;
    const times = formatTimes(occurrence);
    const end = times?.includes('-') ? `（${times}）` : '';
    const more = companions > 0 ? `，带 ${companions} 人` : '';
    lines.push(
      `· ${nameOccurrence(occurrence, today)}${end}${more}${state === 'waiting' ? `，候补第 ${position} 位` : ''}`,
    );
  }
  for (const { activityId, postName, fromDay } of standing) {
    const begins = fromDay > today ? `，从 ${formatDay(fromDay, today)} 起` : '';
    lines.push(`长期报名：${titles.get(activityId) ?? ''}${postName ? ` ${postName}` : ''}${begins}`);
  }
  const [first] = own;
  if (first) lines.push(`来不了，发：取消 ${typedName(first.standing.occurrence)}`);
  return lines.join('\n');
}

function groupByTime(
  days: readonly ShiftDay[],
  { today, isOne }: { today: Day; isOne: boolean },
): Map<string, ShiftDay[]> {
  const groups = new Map<string, ShiftDay[]>();
  for (const one of days) {
    const { occurrence } = one;
    const times = formatTimes(occurrence) ?? '';
    const title = isOne ? '' : ` ${occurrence.activity.title}`;
    const head = `${formatDay(occurrence.day, today)}${times}${title}`;
    groups.set(head, [...(groups.get(head) ?? []), one]);
  }
  return groups;
}

function postLine({ occurrence, people }: ShiftDay): string {
  const { post, placesLeft } = occurrence;
  const names = people.filter(({ isWaiting }) => !isWaiting).map(nameOf);
  const waiting = people.filter(({ isWaiting }) => isWaiting).length;
  const short = placesLeft === null ? '' : placesLeft > 0 ? `缺 ${placesLeft} 人` : '满';
  const notes = [short, waiting > 0 ? `候补 ${waiting} 人` : ''].filter(Boolean).join('，');
  return `· ${post?.name ? `${post.name}：` : ''}${names.join('、') || '还没有人'}${notes ? `（${notes}）` : ''}`;
}

function nameOf({ name, userid, companions }: OnShift): string {
  return `${displayName({ name, userid })}${companions > 0 ? `+${companions}` : ''}`;
}
