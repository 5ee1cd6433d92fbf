import { type Day, formatDay } from '../../../language/day.ts';
import { formatTime, formatTimes, typedName } from '../../activity/usecase/describe.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import type { Series } from '../../activity/usecase/series/find.ts';
import { displayName } from '../../person/usecase.ts';
import { nameSeries } from '../usecase/meant.ts';
import type { Ended, Settled } from '../usecase/standing.ts';

const MOST_DAYS = 6;

/** Who comes every time, from when, on which days so far, and how to stay away once or for good. */
export function settledText(series: Series, settled: readonly Settled[], today: Day): string {
  const lines = settled.flatMap((one) => settledLines(series, one, today));
  const made = settled.flatMap((one) => (one.kind === 'made' ? one.made : []));
  const [first] = made.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const isOne = settled.length === 1 && settled[0]?.isSelf;
  const who = isOne ? '' : `${settled.find(({ isSelf }) => !isSelf)?.name ?? ''} `;
  if (!settled.some(({ kind }) => kind === 'made')) return lines.join('\n');
  return [
    ...lines,
    `再往后的会自动排上，一直到有人取消${series.rule?.until ? `或 ${formatDay(series.rule.until, today)}办完` : ''}，每次前会提醒。`,
    ...(first ? [`某一次来不了，发：取消 ${who}${typedName(first)}`] : []),
    `以后都不来了，发：取消长期报名 ${who}${series.title}（刚发错的，10 分钟内发「撤销」也行）`,
  ].join('\n');
}

function settledLines(series: Series, one: Settled, today: Day): string[] {
  const who = one.isSelf ? '你' : one.name;
  const where = one.standing.postName ? ` ${one.standing.postName}` : '';
  const what = `${nameSeries(series)}${where}`;
  if (one.kind === 'known') return [`${who}已经长期报名了：${what}，没有重复报。要换岗位，先取消再报。`];
  const begins = one.standing.fromDay > today ? `从 ${formatDay(one.standing.fromDay, today)} 起，` : '';
  return [
    `已为${who}长期报名：${what}，${begins}每次都来`,
    ...(one.made.length > 0 ? [`排上了：${listDays(one.made, today)}`] : []),
    ...(one.known.length > 0 ? [`本来就报了的，不变：${listDays(one.known, today)}`] : []),
    ...(one.full.length > 0 ? [`名额满了，没排上：${listDays(one.full, today)}；要候补的，写上日期再报一次`] : []),
  ];
}

/** Who is assigned to it for good, of one that was published with the order too. */
export function fixedText(
  series: Series,
  settled: readonly Settled[],
  { today, isNew }: { today: Day; isNew: boolean },
): string {
  const { title, rule, posts } = series;
  const times = [...new Set(posts.map((post) => formatTimes(post) ?? '时间没写'))].join('、');
  const end = rule?.until ? `到 ${formatDay(rule.until, today)} 为止` : `会一直办到有人发「停办 ${title}」`;
  return [
    ...(isNew ? [`已发布：${nameSeries(series)}，${times}，${end}`] : []),
    settledText(series, settled, today),
  ].join('\n');
}

export function endedText(
  series: Series,
  ended: readonly Ended[],
  { today, selfId }: { today: Day; selfId: number },
): string {
  const lines = ended.map(({ standing, days }) => {
    const who = standing.person.id === selfId ? '你' : `${displayName(standing.person)} `;
    const given = days.length > 0 ? `，排好的 ${listDays(days, today)} 也取消了` : '';
    return `已取消${who}的长期报名：${nameSeries(series)}${given}。`;
  });
  const promoted = ended.flatMap((one) => one.promoted.map(({ name }) => name));
  if (promoted.length > 0) lines.push(`空出的名额给了候补的 ${promoted.join('、')}，马上通知。`);
  return [...lines, '取消错了，10 分钟内发「撤销」。'].join('\n');
}

function listDays(days: readonly Occurrence[], today: Day): string {
  const sorted = days.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const shown = sorted.slice(0, MOST_DAYS).map(({ day, startTime, post }) => {
    const time = startTime === null ? '' : formatTime(startTime);
    return `${formatDay(day, today)}${time}${post?.name ? ` ${post.name}` : ''}`;
  });
  return `${shown.join('、')}${days.length > shown.length ? ` 等 ${days.length} 次` : ''}`;
}
