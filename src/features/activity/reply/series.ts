import type { Reply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { formatRecurrence } from '../../../language/recurrence.ts';
import type { Post, Series, SeriesRule } from '../types.ts';
import type { CardDay } from '../usecase/card/days.ts';
import type { CardAround } from '../usecase/card/parts.ts';
import { activityCard } from '../usecase/card/show.ts';
import { formatInstant, formatTimes, typedName } from '../usecase/describe.ts';
import type { PublishedSeries } from '../usecase/series/publish.ts';

type Made = Extract<PublishedSeries, { kind: 'made' }>;

const MOST_DAYS_SHOWN = 6;

/** Reads back what was published: its rule, its posts, until when it goes on, and the days it is not held on. */
export function publishedSeriesReply(
  { series, made, skipped }: Made,
  shown: readonly CardDay[],
  around: CardAround & { botName: string },
): Reply {
  const { title, rule, posts } = series;
  const { today, botName } = around;
  const days = [...new Set(made.map(({ day }) => day))];
  const [first] = made;
  const typed = first ? typedName({ ...first, post: null }) : title;
  const [named] = posts.flatMap(({ name }) => name ?? []);
  const card = activityCard(shown, around);
  return {
    text: [
      `已发布：${rule ? formatRecurrence(rule) : listDays(days, today)} ${title}`,
      `时间：${timesText(posts)}`,
      ...(series.place ? [`地点：${series.place}`] : []),
      ...postLines(posts),
      ...(!rule && first?.deadlineAt ? [`报名截止：${formatInstant(first.deadlineAt, around.zone, today)}`] : []),
      ...(rule ? ruleLines(rule, series, { today, skipped }) : []),
      made.length > 0
        ? `已经排好：${listDays(days, today)}，共 ${made.length} 场${rule ? '；再往后的会自动排上。' : '。'}`
        : '最近五周没有要办的日子，到时会自动排上。',
      '',
      '想参加的，点下面的按钮，或复制一行发到群里：',
      `@${botName} 报名 ${typed}${named ? ` ${named}` : ''}`,
      ...(rule ? [`@${botName} 长期报名 ${title}（以后每次都来）`] : []),
      '',
      rule
        ? `看排班发「排班」；某一天不办，发：取消活动 ${typed}；以后都不办了，发：停办 ${title}`
        : `不办了，发：取消活动 ${typed}`,
      '刚才发错了，10 分钟内发「撤销」。',
    ].join('\n'),
    ...(card ? { card } : {}),
  };
}

/** So many that it is asked first. */
export function manyReply({ count, title }: Extract<PublishedSeries, { kind: 'many' }>, typed: string): Reply {
  return {
    text: `「${title}」照这样排，今后五周就有 ${count} 场，每场都要有人来。确定这样发布吗？`,
    choices: [
      { label: `确定，发布这 ${count} 场`, key: `publish:${JSON.stringify({ t: typed })}`, says: 'yes' },
      { label: '先不发布', key: 'kept:no', says: 'no' },
    ],
  };
}

function timesText(posts: readonly Post[]): string {
  return [...new Set(posts.map((post) => formatTimes(post) ?? '没写，以后可以补'))].join('、');
}

function postLines(posts: readonly Post[]): string[] {
  const names = [...new Set(posts.flatMap(({ name }) => name ?? []))];
  const [first] = posts;
  const isOneSize = posts.every(({ capacity }) => capacity === first?.capacity);
  const isOneTime = new Set(posts.map((post) => formatTimes(post))).size === 1;
  if (isOneSize && names.length === 0) return [`名额：每次 ${placesOf(first)}`];
  if (isOneSize && isOneTime)
    return [`岗位 ${names.length} 个：${names.join('、')}`, `名额：每个岗位每次 ${placesOf(first)}`];
  return posts.map((post) => {
    const when = isOneTime ? '' : (formatTimes(post) ?? '');
    return `· ${[post.name ?? '', when].filter(Boolean).join(' ')}：${placesOf(post)}`;
  });
}

function placesOf(post: Post | undefined): string {
  return post?.capacity == null ? '人数不限' : `${post.capacity} 人`;
}

function ruleLines(
  rule: SeriesRule,
  { title, isOnHolidays }: Pick<Series, 'title' | 'isOnHolidays'>,
  { today, skipped }: { today: Day; skipped: Made['skipped'] },
): string[] {
  const end = rule.until
    ? `到 ${formatDay(rule.until, today)} 为止`
    : `没写到哪天为止，会一直办到有人发「停办 ${title}」`;
  const off = skipped.map(({ day, name }) => `${formatDay(day, today)}${name}`).join('、');
  const isClipped = rule.every === 'month' && rule.nth === undefined && (rule.dates ?? []).some((date) => date > 28);
  return [
    `起止：${rule.from > today ? `从 ${formatDay(rule.from, today)} 起，` : ''}${end}`,
    ...(isClipped ? ['没有这一天的月份，在那个月的最后一天办'] : []),
    isOnHolidays
      ? '节假日：照常办'
      : `节假日：放假的日子不办${off ? `（${off}）` : ''}；要照常办，发布时写上「节假日照常」`,
  ];
}

function listDays(days: readonly Day[], today: Day): string {
  const shown = days.slice(0, MOST_DAYS_SHOWN).map((day) => formatDay(day, today));
  return `${shown.join('、')}${days.length > shown.length ? ` 等 ${days.length} 天` : ''}`;
}
