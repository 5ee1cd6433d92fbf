import { type Block, renderOfficialDocument } from '../../../documents/word.ts';
import type { SummaryDraft } from '../types.ts';
import { tablesOf } from './appendix.ts';
import { formatFigure } from './render.ts';
import { STATUS_NAMES } from './source.ts';

/** The Word file: the text, and in an appendix where each figure comes from. */
export function renderSummaryDocx(draft: SummaryDraft): Promise<Buffer> {
  const tables = tablesOf(draft);
  return renderOfficialDocument({
    title: draft.title,
    titleParts: [draft.signature, draft.period.name, '工作总结'],
    blocks: draft.sections.flatMap(blocksOf),
    signature: draft.signature,
    date: draft.date,
    ...(tables.length > 0 ? { appendix: { title: '附：数据来源', tables } } : {}),
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

function cell(text: string): string {
  return text.replace(/[|\n]/g, ' ');
}
