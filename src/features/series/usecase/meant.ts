import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { formatRecurrence, recurrenceDays } from '../../../language/recurrence.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import { findWantedSeries, type Post, type Series } from '../../activity/usecase/series/find.ts';

/** An activity that repeats as an order names it. */
export interface Meant {
  series: Series;
  /** The post named; null: none was. */
  post: Post | null;
  /** 从6月12日起; undefined: not said. */
  from: Day | undefined;
  /** Weekdays named: of 每周三 3. */
  weekdays: number[];
}

/** Words around what is meant, and words that any of it has. */
const AROUND = /^[\s,，:：。的]+|[\s,，:：。!！?？]+$|(?:从|自)(?=\s)|(?<=\s)(?:起|开始|以后|之后)|的(?=\s)/g;

/** What `words` name among those of `state`; undefined: nothing. @throws AppError `conflict` where several fit. */
export async function findMeant(
  context: CommandContext,
  words: string,
  state: Series['state'] = 'open',
): Promise<Meant | undefined> {
  const { keyword, from, weekdays, said } = readWords(words, context.today);
  const match = await findWantedSeries(context, { keyword, said }, state);
  if (match.kind === 'none') return undefined;
  const found = match.kind === 'found' ? match.occurrences : match.candidates;
  const [first] = found;
  if (!first) return undefined;
  const titles = [...new Set(found.map(({ series }) => series.title))];
  if (new Set(found.map(({ series }) => series.id)).size > 1) {
    throw userError('conflict', `有几个会重复的活动都对得上：${titles.join('、')}。请写上是哪一个再发一次。`);
  }
  const { series } = first;
  const [post, ...others] = found.flatMap((one) => one.post ?? []);
  return { series, post: series.posts.length > 1 && others.length === 0 ? (post ?? null) : null, from, weekdays };
}

/** @throws AppError `not_found` */
export async function needMeant(context: CommandContext, words: string, state?: Series['state']): Promise<Meant> {
  const meant = await findMeant(context, words, state);
  if (meant) return meant;
  const all = await findWantedSeries(context, {}, state ?? 'open');
  const known = all.kind === 'none' ? [] : all.kind === 'found' ? all.occurrences : all.candidates;
  const titles = [...new Set(known.map(({ series }) => series.title))];
  const list = titles.length > 0 ? `现在有：${titles.join('、')}。` : '现在没有会重复的活动。';
  throw userError('not_found', `没有找到会重复的活动「${words.trim().slice(0, 30)}」。${list}`);
}

/** `每周五 交通劝导` */
export function nameSeries({ rule, title }: Pick<Series, 'rule' | 'title'>): string {
  return rule ? `${formatRecurrence(rule)} ${title}` : title;
}

/** Who can come on some of its weekdays only registers day by day. @throws AppError `invalid_input` */
export function checkWeekdays({ series, weekdays }: Meant, today: Day): void {
  const { rule, title } = series;
  if (!rule || weekdays.length === 0) return;
  const own = rule.weekdays ?? [];
  if (own.length > 0 && own.every((weekday) => weekdays.includes(weekday))) return;
  const span = { anchor: rule.from, from: rule.from > today ? rule.from : today, until: '9999-12-31' };
  const next = nextDay(rule, span);
  throw userError(
    'invalid_input',
    `「${title}」是${formatRecurrence(rule)}办，长期报名就是每次都来。每次都来的，发：长期报名 ${title}；只来几次的，写上日期，例如：报名 ${formatDay(next, today).split('(')[0]}${title}`,
  );
}

function nextDay(rule: NonNullable<Series['rule']>, { from }: { from: Day }): Day {
  const { year, month } = { year: Number(from.slice(0, 4)), month: from.slice(5, 7) };
  const [day] = recurrenceDays(rule, { anchor: rule.from, from, until: `${year + 1}-${month}-28` });
  return day ?? from;
}

function readWords(
  words: string,
  today: Day,
): { keyword: string | undefined; from: Day | undefined; weekdays: number[]; said: string } {
  const said = normalise(words).text;
  const tokens = scanDates(createSheet(said));
  const every = tokens.filter(({ part }) => part.kind === 'weekday' && part.isEvery);
  const dated = tokens.filter((token) => !every.includes(token) && token.part.kind !== 'everyMonth');
  let rest = said;
  for (const { start, end } of tokens.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  rest = rest.replace(/隔周|双周|每[两二]?个?(?:周|星期|礼拜|个?月|天|次)/g, ' ');
  const [from] = resolveDates(dated, today, 'future').days;
  const keyword = ` ${rest} `
    .replace(AROUND, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^的|的$/g, '')
    .trim();
  return {
    keyword: keyword || undefined,
    from,
    weekdays: every.flatMap(({ part }) => (part.kind === 'weekday' ? part.weekday : [])),
    said: rest,
  };
}
