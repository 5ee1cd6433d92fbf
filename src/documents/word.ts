import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { BODY, CHARACTER_SPACING, type Face, FONT_TABLE, FONTS, LINE, SIZES } from './word-fonts.ts';
import { type AppendixTable, appendixTable } from './word-table.ts';
import { repack } from './word-zip.ts';

export type { AppendixTable };

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  /** `时间：2026年6月1日`: what it is in 黑体, lines that follow under what is said. */
  | { kind: 'field'; label: string; text: string }
  | ({ kind: 'table' } & AppendixTable)
  /** A line to sign on; kept with the one before. */
  | { kind: 'sign'; label: string };

export interface OfficialDocument {
  title: string;
  /** What the title is put together of; one too long for a line is broken between them, where the sense allows. */
  titleParts?: string[];
  blocks: Block[];
  /** Who signs, and when; absent: the blocks end it. */
  signature?: string;
  date?: string;
  appendix?: { title: string; tables: AppendixTable[] };
}

const SHORT = 300;
/** Room for a name and a day, to be written on paper. */
const BLANK = '____________　　　　年　　月　　日';
/** Characters of 2号 in 156 mm. */
const TITLE_LINE = 20;

const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    left: convertMillimetersToTwip(28),
    right: convertMillimetersToTwip(26),
    bottom: convertMillimetersToTwip(35),
    header: convertMillimetersToTwip(15),
    // The dash of the page number lies 7 mm under the text block.
    footer: convertMillimetersToTwip(23),
  },
};

/**
 * A .docx laid out after GB/T 9704-2012 (https://openstd.samr.gov.cn, 党政机关公文格式): A4, head 37 mm, binding edge 28 mm,
 * text block 156 × 225 mm, 22 lines of 28 characters, 2号小标宋 title, 3号仿宋 body, page number 4号 with one-character dashes.
 * The same document gives the same bytes.
 */
export async function renderOfficialDocument(document: OfficialDocument): Promise<Buffer> {
  const footers = { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) };
  const file = new Document({
    ...(document.signature === undefined ? {} : { creator: document.signature }),
    title: document.title,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: BODY } } },
    sections: [
      {
        properties: { page: PAGE, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
        footers,
        children: bodyOf(document),
      },
      // Without the grid, which would pull the lines of tables apart.
      ...(document.appendix ? [{ properties: { page: PAGE }, footers, children: appendixOf(document.appendix) }] : []),
    ],
  });
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
  return repack(bytes);
}

function bodyOf({ title, titleParts, blocks, signature, date }: OfficialDocument): FileChild[] {
  const isSigned = signature !== undefined && date !== undefined;
  return [
    emptyLine(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 700, lineRule: LineRuleType.EXACT },
      children: titleLines(title, titleParts).map((text, index) => run(text, 'title', SIZES.two, index > 0)),
    }),
    emptyLine(),
    ...blocks.flatMap((block, index) => blockOf(block, isSigned && index === blocks.length - 1)),
    ...(isSigned ? [emptyLine(true), ...closing(signature, date)] : []),
  ];
}

function titleLines(title: string, parts: string[] = []): string[] {
  if (widthOf(title) <= TITLE_LINE || parts.join('') !== title) return [title];
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ''}${part}`;
    if (lines.length > 0 && widthOf(longer) <= TITLE_LINE) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** The last one stays with the signature, which is not to stand on a page of its own; a long one would drag a page along. */
function blockOf(block: Block, isLast: boolean): FileChild[] {
  if (block.kind === 'table') return appendixTable(block);
  if (block.kind === 'field') return [fieldOf(block)];
  if (block.kind === 'sign') return [signLine(block.label)];
  return [textOf(block, isLast)];
}

/** A long list of names goes on under itself, not under its label. */
function fieldOf({ label, text }: { label: string; text: string }): Paragraph {
  const hanging = (widthOf(label) + 1) * SIZES.three * 10;
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    indent: { start: 2 * SIZES.three * 10 + hanging, hanging },
    children: [run(`${label}：`, 'black', SIZES.three), run(text, 'body', SIZES.three)],
  });
}

function signLine(label: string): Paragraph {
  return new Paragraph({
    keepLines: true,
    spacing: { before: LINE, line: LINE, lineRule: LineRuleType.EXACT },
    indent: { start: 2 * SIZES.three * 10 },
    children: [run(`${label}：`, 'body', SIZES.three), run(BLANK, 'body', SIZES.three)],
  });
}

function textOf(block: Extract<Block, { kind: 'heading' | 'paragraph' }>, isLast: boolean): Paragraph {
  const face: Face = block.kind === 'paragraph' ? 'body' : block.level === 1 ? 'black' : 'kai';
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    // 200 hundredths of a character: two, whatever the size of the font.
    indent: { firstLineChars: 200, firstLine: 2 * SIZES.three * 10 },
    keepNext: block.kind === 'heading' || (isLast && block.text.length <= SHORT),
    ...(block.kind === 'heading' ? { outlineLevel: block.level - 1 } : {}),
    children: [run(block.text, face, SIZES.three)],
  });
}

/**
 * GB/T 9704-2012 7.3.5.3, a document without a seal: the signature two characters from the right edge, the date begins two
 * characters to the right of it; where the date is the longer, that is two characters from the edge.
 */
function closing(signature: string, date: string): Paragraph[] {
  const overhang = widthOf(signature) - widthOf(date) - 2;
  return [
    { text: signature, end: 2 + Math.max(0, -overhang), keepNext: true },
    { text: date, end: 2 + Math.max(0, overhang), keepNext: false },
  ].map(
    ({ text, end, keepNext }) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: { line: LINE, lineRule: LineRuleType.EXACT },
        indent: { end: Math.round(end * SIZES.three * 10) },
        keepNext,
        children: [run(text, 'body', SIZES.three)],
      }),
  );
}

/** In characters: a Latin letter or figure is half of one; a quarter stands between figures and Chinese. */
function widthOf(text: string): number {
  const changes = text.match(/(?<=[0-9A-Za-z])(?=\p{Script=Han})|(?<=\p{Script=Han})(?=[0-9A-Za-z])/gu) ?? [];
  const characters = [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0);
  return characters + changes.length / 4;
}

function appendixOf({ title, tables }: { title: string; tables: AppendixTable[] }): FileChild[] {
  return [
    new Paragraph({
      spacing: { line: LINE, lineRule: LineRuleType.EXACT },
      children: [run(title, 'black', SIZES.three)],
    }),
    ...tables.flatMap(appendixTable),
  ];
}

function emptyLine(keepNext = false): Paragraph {
  return new Paragraph({ keepNext, spacing: { line: LINE, lineRule: LineRuleType.EXACT }, children: [] });
}

/** `— 1 —`, one character from the edge. */
function pageNumber(alignment: 'left' | 'right'): Footer {
  const isRight = alignment === AlignmentType.RIGHT;
  const edge = isRight ? { end: SIZES.four * 10 } : { start: SIZES.four * 10 };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: edge,
        children: [new TextRun({ font: FONTS.song, size: SIZES.four, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function run(text: string, face: Face, size: number, isNewLine = false): TextRun {
  return new TextRun({
    text,
    ...(isNewLine ? { break: 1 } : {}),
    font: FONTS[face],
    size,
    ...(face === 'title' ? {} : { characterSpacing: CHARACTER_SPACING }),
  });
}
