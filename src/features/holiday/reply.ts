import { type Reply, textReply } from '../../bot/reply.ts';
import { type Day, daysBetween, formatDay } from '../../language/day.ts';
import type { CalendarOrder } from './schema.ts';
import type { FormerDay } from './usecase/setting.ts';

const MOST_DAYS = 5;
const WORDS = { holiday: '放假', workday: '补班' } as const;

export function showSetting(order: CalendarOrder, former: readonly FormerDay[], today: Day): Reply {
  const word = WORDS[order.kind];
  const name = order.name === null ? '' : `（${order.name}）`;
  const lines = [`已登记${word}：${formatRanges(order.ranges, today)}${name}。`];
  const changed = former.filter(({ kind }) => kind !== null && kind !== order.kind);
  const other = WORDS[order.kind === 'holiday' ? 'workday' : 'holiday'];
  if (changed.length > 0) {
    lines.push(`其中${changed.map(({ day }) => formatDay(day, today)).join('、')}原来登记的是${other}，已改过来。`);
  }
  if (order.kind === 'holiday') lines.push('每周的例会碰到这几天，会自动顺延到节后第一个工作日。');
  lines.push(`写错了可在十分钟内发「撤销」，以后可发「取消${word} ${typedDay(order.ranges)}」。`);
  return textReply(lines.join('\n'));
}

export function showClearing(order: CalendarOrder, former: readonly FormerDay[], today: Day): Reply {
  return textReply(
    `已取消登记的${WORDS[order.kind]}：${listDays(former, today)}。这几天恢复按国家公布的安排。\n取消错了可在十分钟内发「撤销」。`,
  );
}

export function showRestoring(former: readonly FormerDay[], today: Day): string {
  return `已撤销，${listDays(former, today)}恢复成原来的登记。`;
}

function listDays(former: readonly FormerDay[], today: Day): string {
  const days = former.slice(0, MOST_DAYS).map(({ day }) => formatDay(day, today));
  return former.length > MOST_DAYS ? `${days.join('、')}等${former.length}天` : days.join('、');
}

function formatRanges(ranges: CalendarOrder['ranges'], today: Day): string {
  return ranges
    .map(([first, last]) =>
      first === last
        ? formatDay(first, today)
        : `${formatDay(first, today)}到${formatDay(last, today)}，共${daysBetween(first, last) + 1}天`,
    )
    .join('；');
}

function typedDay(ranges: CalendarOrder['ranges']): string {
  const typed = (day: Day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return ranges.map(([first, last]) => (first === last ? typed(first) : `${typed(first)}-${typed(last)}`)).join('、');
}
