import type { Figure, SummaryDraft } from '../../../src/features/summary/types.ts';
import { formatFigure, formatNumber } from '../../../src/features/summary/usecase/render.ts';
import { openDocx } from '../../support/docx.ts';

const NUMBER = /\d+(?:\.\d+)?[万亿]?/g;
const APPENDIX = '附：数据来源';

export interface Collected {
  /** Numbers of the text. */
  body: string[];
  /** Numbers of the text that are neither a figure's value nor part of a fact's text. */
  untold: string[];
  /** Numbers of the appendix that stand in no figure and no row. */
  unsourced: string[];
  /** Values in the appendix beside an id whose figure has another, or none. */
  mistaken: string[];
  text: string;
}

/** Opens the Word file and holds every number in it against the figures, facts and rows of the draft. */
export async function collectNumbers(bytes: Uint8Array, draft: SummaryDraft): Promise<Collected> {
  const { paragraphs, cells } = await openDocx(bytes);
  const at = paragraphs.indexOf(APPENDIX);
  const body = paragraphs.slice(0, at < 0 ? undefined : at);
  const appendix = [...(at < 0 ? [] : paragraphs.slice(at)), ...cells];
  const stated = new Set([
    ...draft.figures.flatMap((figure) => (figure.value === null ? [] : [formatNumber(figure.value)])),
    ...[...draft.facts.map((fact) => fact.text), draft.period.name, draft.date].flatMap(numbersIn),
  ]);
  const rows = draft.figures.flatMap((figure) => figure.rows);
  const sourced = new Set([
    ...stated,
    ...draft.figures.map((figure) => figure.id.slice(1)),
    ...rows.flatMap((row) => [...numbersIn(`${row.source} ${row.text} ${formatNumber(row.value ?? 0)}`)]),
    ...rows.flatMap((row) => (row.day ?? '').split('-').map((part) => String(Number(part)))),
  ]);
  return {
    body: body.flatMap(numbersIn),
    untold: body.flatMap(numbersIn).filter((number) => !stated.has(number)),
    unsourced: appendix.flatMap(numbersIn).filter((number) => !sourced.has(number)),
    mistaken: appendix.filter((text) => isMistaken(text, draft.figures)),
    text: [...paragraphs, ...cells].join('\n'),
  };
}

/** `26场（F1）` and `F1　开展志愿服务活动：26场` say what F1 says. */
function isMistaken(text: string, figures: readonly Figure[]): boolean {
  const beside = /^(?<value>[^（：]+)（(?<id>F\d+)）$/.exec(text) ?? /^(?<id>F\d+)　.*：(?<value>[^：]+)$/.exec(text);
  if (!beside?.groups) return false;
  const figure = figures.find((one) => one.id === beside.groups?.id);
  return !figure || formatFigure(figure) !== beside.groups.value;
}

function numbersIn(text: string): string[] {
  return text.match(NUMBER) ?? [];
}
