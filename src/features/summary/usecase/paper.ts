import { type AppendixTable, type Block, renderOfficialDocument } from '../../../documents/word.ts';
import type { Figure, SummaryDraft } from '../types.ts';
import { formatFigure, formatNumber } from './render.ts';

export const STATUS_NAMES: Record<Figure['status'], string> = {
  recorded: '已记录',
  zero: '记录为零',
  partial: '部分记录',
  missing: '未记录',
};

/** Rows a figure shows in the document; the others are a `出处` away. */
const MOST_ROWS = 50;

/** The Word file: the text, and in an appendix where each figure comes from. */
export function renderSummaryDocx(draft: SummaryDraft): Promise<Buffer> {
  return renderOfficialDocument({
    title: draft.title,
    blocks: draft.sections.flatMap(blocksOf),
    signature: draft.signature,
    date: draft.date,
    appendix: { title: '附：数据来源', tables: tablesOf(draft) },
  });
}

/** The text as Markdown, with the list of figures. */
export function renderSummaryMarkdown(draft: SummaryDraft): string {
  const body = draft.sections.flatMap(({ heading, paragraphs }) => [
    ...(heading === '' ? [] : [`${heading.startsWith('（') ? '###' : '##'} ${heading}`]),
    ...paragraphs.map((paragraph) => paragraph.text),
  ]);
  const figures = draft.figures.map(
    ({ id, label, rule, status, ...figure }) =>
      `| ${id} | ${cell(label)} | ${cell(formatFigure({ ...figure, status }))} | ${STATUS_NAMES[status]} | ${cell(rule)} |`,
  );
  const table = ['| 编号 | 项目 | 数值 | 状态 | 口径 |', '| --- | --- | --- | --- | --- |', ...figures].join('\n');
  return `${[`# ${draft.title}`, ...body, draft.signature, draft.date, '## 附：数据来源', table].join('\n\n')}\n`;
}

function blocksOf({ heading, paragraphs }: SummaryDraft['sections'][number]): Block[] {
  const level: 1 | 2 = heading.startsWith('（') ? 2 : 1;
  return [
    ...(heading === '' ? [] : [{ kind: 'heading' as const, level, text: heading }]),
    ...paragraphs.map(({ text }) => ({ kind: 'paragraph' as const, text })),
  ];
}

function tablesOf({ figures, facts }: SummaryDraft): AppendixTable[] {
  const titles = new Set(facts.filter((fact) => fact.kind === 'title').map((fact) => fact.id));
  const own = figures.filter((figure) => figure.subject !== undefined && titles.has(figure.subject));
  const overall = figures.filter((figure) => !own.includes(figure));
  return [overviewOf(overall), ...overall.flatMap(rowsOf), ...(own.length > 0 ? [shareOf(own)] : [])];
}

function overviewOf(figures: Figure[]): AppendixTable {
  return {
    caption: '数据一览',
    header: ['编号', '项目', '数值', '状态', '统计口径'],
    widths: [8, 24, 15, 12, 41],
    rows: figures.map((figure) => [
      figure.id,
      figure.label,
      formatFigure(figure),
      STATUS_NAMES[figure.status],
      figure.rule,
    ]),
  };
}

/** What is of one activity: its rows stand above, in the figure of all. */
function shareOf(figures: Figure[]): AppendixTable {
  return {
    caption: '分项数据（口径同上）',
    header: ['编号', '项目', '数值', '状态', '记录编号'],
    widths: [8, 34, 15, 12, 31],
    rows: figures.map((figure) => {
      const sources = [...new Set(figure.rows.map((row) => row.source))];
      const more = sources.length > MOST_ROWS ? `…其余 ${sources.length - MOST_ROWS} 行见 出处 ${figure.id}` : '';
      return [
        figure.id,
        figure.label,
        formatFigure(figure),
        STATUS_NAMES[figure.status],
        `${sources.slice(0, MOST_ROWS).join('、')}${more}`,
      ];
    }),
  };
}

function rowsOf({ id, label, unit, rows }: Figure): AppendixTable[] {
  if (rows.length === 0) return [];
  const more = rows.length - MOST_ROWS;
  return [
    {
      caption: `${id}　${label}`,
      header: ['日期', '内容', `数值${unit === '' ? '' : `(${unit})`}`, '记录编号'],
      widths: [17, 45, 16, 22],
      rows: rows
        .slice(0, MOST_ROWS)
        .map((row) => [row.day ?? '', row.text, row.value === null ? '未记录' : formatNumber(row.value), row.source]),
      ...(more > 0 ? { note: `…其余 ${more} 行见 出处 ${id}` } : {}),
    },
  ];
}

function cell(text: string): string {
  return text.replace(/[|\n]/g, ' ');
}
