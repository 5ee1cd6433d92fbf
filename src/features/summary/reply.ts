import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Day } from '../../language/day.ts';
import { formatDay } from '../../language/day.ts';
import { type FileWay, sayFileWay } from '../file/usecase.ts';
import { unprovedOf } from './reply-draft.ts';
import type { Figure, Row, SummaryDraft } from './types.ts';
import { formatFigure, formatNumber } from './usecase/render.ts';
import { nameSource, STATUS_NAMES } from './usecase/source.ts';
import { MOST_TOKENS } from './usecase/tokens.ts';

export const ROWS_A_PAGE = 10;
const MOST_SHOWN = 14;
const MAIN = /^(activities|logged|registrations|personTimes|hours_|beneficiaries|money|goods|meetings|leaves)/;
const EXPECTED = ['activities', 'personTimes', 'beneficiaries', 'meetings'];

export function formatDraft(draft: SummaryDraft, way: FileWay): string {
  const main = draft.figures.filter((figure) => MAIN.test(figure.key) && isOverall(figure));
  const known = main.filter((figure) => figure.value !== null).slice(0, MOST_SHOWN);
  const lines = known.map((figure) => `- ${figure.label}：${formatFigure(figure)}（${figure.id}）`);
  return [
    `**${draft.title}** 起草好了。`,
    lines.length > 0 ? lines.join('\n') : '本期没有记录，只写了一页说明。',
    ...missingLine(draft),
    sayFileWay(way),
    ...writerLine(draft),
    ...(known[0] ? [`想看某个数据怎么来的，回复：出处 ${known[0].id}`] : []),
  ].join('\n\n');
}

/** One page of the rows behind a figure; `page` from 1. `origins`: the file rows that records came from, by source. */
export function formatSources(
  figure: Figure,
  { page, today, origins }: { page: number; today: Day; origins: ReadonlyMap<string, string> },
): string {
  const pages = Math.max(1, Math.ceil(figure.rows.length / ROWS_A_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const rows = rowsOnPage(figure, page).map((row) => {
    const day = row.day === null ? '' : `${formatDay(row.day, today)} `;
    const value = row.value === null ? '未记录' : `${formatNumber(row.value)}${figure.unit}`;
    const origin = origins.get(row.source);
    const from = origin === undefined ? '' : `，${escapeMarkdown(origin)}`;
    return `- ${day}${row.text}：${value}（${nameSource(row.source)}${from}）`;
  });
  const count = `共 ${figure.rows.length} 行${pages > 1 ? `，第 ${at} / ${pages} 页` : ''}`;
  return [
    `**${figure.id} ${figure.label}：${formatFigure(figure)}**${statusOf(figure)}`,
    `算法：${figure.rule}`,
    rows.length > 0 ? `${count}：\n${rows.join('\n')}` : noRowsText(figure),
    ...(at < pages ? [`看下一页，回复：出处 ${figure.id} 第${at + 1}页`] : []),
  ].join('\n\n');
}

/** Those of one page; the last where there are not so many. */
export function rowsOnPage({ rows }: Figure, page: number): Row[] {
  const at = Math.min(Math.max(1, page), Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE)));
  return rows.slice((at - 1) * ROWS_A_PAGE, at * ROWS_A_PAGE);
}

/** Which figures there are, of the newest draft. */
export function formatFigureList(draft: SummaryDraft): string {
  const lines = draft.figures.slice(0, 40).map((figure) => `- ${figure.id} ${figure.label}：${formatFigure(figure)}`);
  const more = draft.figures.length > 40 ? [`…到 F${draft.figures.length} 为止，其余见 Word 文件附录。`] : [];
  return [`《${draft.title}》里的数据：`, lines.join('\n'), ...more, '看某一项的来源，回复：出处 F1'].join('\n\n');
}

const CHECKED_A_PAGE = 15;

/** Every figure with its rule and how many rows it is of; and what people typed that is none. */
export function formatCheck(draft: SummaryDraft, page: number): string {
  const { figures } = draft;
  const pages = Math.max(1, Math.ceil(figures.length / CHECKED_A_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const lines = figures
    .slice((at - 1) * CHECKED_A_PAGE, at * CHECKED_A_PAGE)
    .map(({ id, label, rule, rows, ...figure }) => {
      const count = rows.length === 0 ? '没有记录' : `${rows.length}条记录`;
      return `- ${id} ${escapeMarkdown(label)}：${formatFigure(figure)}，${count}。${rule}`;
    });
  const typed = unprovedOf(draft).map(({ text, by }) => `${escapeMarkdown(text)}${by === null ? '' : `（${by}）`}`);
  return [
    `《${escapeMarkdown(draft.title)}》逐项核对，共${figures.length}项${pages > 1 ? `，第${at} / ${pages}页` : ''}：`,
    lines.join('\n'),
    ...(typed.length > 0 ? [`人工填写、没有记录对应的数：${typed.join('、')}`] : []),
    ...(at < pages ? [`看下一页，发：核对 第${at + 1}页`] : ['看某一项的记录，发：出处 F1']),
  ].join('\n\n');
}

export function unknownFigureText(id: string, draft: SummaryDraft): string {
  const last = draft.figures.at(-1)?.id ?? 'F1';
  return `这份总结里没有 ${id}，有的是 F1 到 ${last}。回复“出处”可以看全部。`;
}

export const NO_DRAFT = '这里还没有起草过总结。先说“生成上半年总结”，再看出处。';

/** A value of 未记录 says it already. */
function statusOf({ value, status }: Figure): string {
  return value === null ? '' : `（${STATUS_NAMES[status]}）`;
}

function noRowsText({ status }: Figure): string {
  return status === 'zero' ? '逐条查过，没有这样的记录。' : '本期没有这方面的记录，所以总结里不写这个数。';
}

function missingLine({ figures }: SummaryDraft): string[] {
  const missing = figures.filter((one) => one.value === null && isOverall(one) && EXPECTED.includes(one.key));
  const goods = figures.filter((one) => one.key === 'goods' && one.value === null);
  const partial = figures.filter((one) => one.status === 'partial' && isOverall(one));
  const lacking = [...missing, ...goods].map((figure) => figure.label);
  return [
    ...(lacking.length > 0 ? [`未记录：${lacking.join('、')}。`] : []),
    ...(partial.length > 0 ? [`只有部分记录：${partial.map((one) => `${one.label}(${one.id})`).join('、')}。`] : []),
  ];
}

function writerLine({ writer, rejected, tokens }: SummaryDraft): string[] {
  const failed = rejected.find((one) => one.sentence === '');
  const refused = rejected.filter((one) => one.sentence !== '').length;
  const rest = writer === 'model' ? '其余部分' : '这一稿';
  const instead = writer === 'model' ? '已换成按记录写的句子' : '这一稿按固定格式写成';
  return [
    ...(failed ? [`${rest}按固定格式写成（${failed.reason}），数据不受影响。`] : []),
    ...(refused > 0 ? [`模型有 ${refused} 句话与记录对不上，没有采用，${instead}。`] : []),
    ...(tokens
      ? [`模型用量：${tokens.isEstimated ? '约 ' : ''}${tokens.used} 个词元（每稿上限 ${MOST_TOKENS}）。`]
      : []),
  ];
}

function isOverall(figure: Figure): boolean {
  return figure.subject === undefined || figure.key === 'goods';
}
