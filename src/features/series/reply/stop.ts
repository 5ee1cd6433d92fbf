import { type Day, formatDay } from '../../../language/day.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import type { Series } from '../../activity/usecase/series/find.ts';
import { nameSeries } from '../usecase/meant.ts';
import type { Stopped } from '../usecase/stop.ts';

const MOST_DAYS = 6;

export function stoppedText(
  { series, off, told }: Stopped,
  { from, reason, today }: { from: Day | undefined; reason: string | null; today: Day },
): string {
  const since = from && from > today ? `从 ${formatDay(from, today)} 起` : '从现在起';
  return [
    `已停办：${nameSeries(series)}，${since}不再办${reason ? `（${reason}）` : ''}。`,
    off.length > 0 ? `取消了排好的：${listDays(off, today)}。` : '没有排好的日子要取消。',
    told > 0 ? `报了名和候补的 ${told} 位会收到通知。` : '还没有人报名，不用通知。',
    `要再办，发：恢复 ${series.title}；停错了，10 分钟内发「撤销」。`,
  ].join('\n');
}

export function resumedText(series: Series, days: readonly Occurrence[], today: Day): string {
  return [
    `又办起来了：${nameSeries(series)}。`,
    days.length > 0 ? `排好的：${listDays(days, today)}，原来长期报名的都还在，会通知大家。` : '近期没有要办的日子。',
    `不办了，发：停办 ${series.title}`,
  ].join('\n');
}

/** Each day once, however many posts it has. */
export function listDays(days: readonly Occurrence[], today: Day): string {
  const distinct = [...new Set(days.map(({ day }) => day))].sort();
  const shown = distinct.slice(0, MOST_DAYS).map((day) => formatDay(day, today));
  return `${shown.join('、')}${distinct.length > shown.length ? ` 等 ${distinct.length} 天` : ''}`;
}
