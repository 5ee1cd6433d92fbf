import { escapeMarkdown } from '../../bot/markdown.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import { toLocal } from '../../clock.ts';
import { formatDay } from '../../language/day.ts';
import type { Misreading, MisreadingPage, Reason } from './types.ts';

const REASONS: Readonly<Record<Reason, string>> = {
  unanswered: '没办',
  unsure: '没把握',
  mistaken: '说我看错了',
};
const LONGEST_SHOWN = 60;

/** The page, how to tick off, and how to go on. `settled`: how many have just been ticked off by themselves. */
export function listReply(
  listed: MisreadingPage,
  { settled, now, zone }: { settled: number; now: Date; zone: string },
): Reply {
  const { rows, total, page, pages, isAll } = listed;
  const news = settled > 0 ? [`有 ${settled} 句已经看得懂或办成了，自动勾掉了；看全部发：没听懂的 全部`] : [];
  if (total === 0) return textReply([...news, isAll ? '还没有没听懂的话。' : '没有要处理的，都听懂了。'].join('\n'));
  const where = pages > 1 ? `（第 ${page} 页，共 ${pages} 页）` : '';
  const today = toLocal(now, zone).day;
  const first = rows.find(({ handledAt }) => handledAt === null);
  return textReply(
    [
      ...news,
      `没听懂的话${isAll ? '，连处理过的' : '，还没处理的'}共 ${total} 句${where}：`,
      ...rows.map((row) => sayRow(row, formatDay(toLocal(row.lastAt, zone).day, today))),
      ...(page < pages ? [`看下一页，发：没听懂的${isAll ? ' 全部' : ''} 第${page + 1}页`] : []),
      ...(first ? [`处理好了，发：没听懂的 ${first.id} 已处理；不用管的，发：没听懂的 ${first.id} 不用管`] : []),
    ].join('\n'),
  );
}

export function markedReply(marked: readonly Misreading[], how: string): Reply {
  if (marked.length === 0) return textReply('之前已经处理过了，没有变。');
  return textReply(`记下了，${nameAll(marked)}：${how}。再有人这样说，会重新列出来。弄错了，十分钟内发「撤销」。`);
}

export function reopenedText(rows: readonly Misreading[]): string {
  return `已撤销，${nameAll(rows)}又算没处理。`;
}

function sayRow({ id, wording, reason, count, handledAt, handledHow }: Misreading, lastDay: string): string {
  const how = handledAt ? `，${handledHow ?? '已处理'}` : '';
  return `【${id}】${shown(wording)}　${count} 次，${REASONS[reason]}，最近 ${lastDay}${how}`;
}

function nameAll(rows: readonly Misreading[]): string {
  return rows.map(({ id, wording }) => `【${id}】${shown(wording)}`).join('、');
}

function shown(wording: string): string {
  const characters = [...escapeMarkdown(wording)];
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join('')}…` : characters.join('');
}
