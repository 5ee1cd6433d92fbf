import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { BODY, CHARACTER_SPACING, type Face, FONT_TABLE, FONTS, LINE, SIZES } from './word-fonts.ts';
import { type AppendixTable, appendixTable } from './word-table.ts';
import { repack } from './word-zip.ts';

export type { AppendixTable };

export type Block = { kind: 'heading'; level: 1 | 2; text: string } | { kind: 'paragraph'; text: string };

export interface OfficialDocument {
  title: string;
  blocks: Block[];
  /** Who signs, and when. */
  signature: string;
  date: string;
  appendix?: { title: string; tables: AppendixTable[] };
}

/**
 * A .docx laid out after GB/T 9704-2012 (https://openstd.samr.gov.cn, 党政机关公文格式): A4, head 37 mm, binding edge 28 mm,
 * text block 156 × 225 mm, 22 lines of 28 characters, 2号小标宋 title, 3号仿宋 body, page number 4号 with one-character dashes.
 * The same document gives the same bytes.
 */
export async function renderOfficialDocument(document: OfficialDocument): Promise<Buffer> {
  const file = new Document({
    creator: document.signature,
    title: document.title,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: BODY } } },
    sections: [
      {
        properties: {
          page: {
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
          },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...bodyOf(document), ...appendixOf(document)],
      },
    ],
  });
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
  return repack(bytes);
}

function bodyOf({ title, blocks, signature, date }: OfficialDocument): FileChild[] {
  return [
    emptyLine(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 700, lineRule: LineRuleType.EXACT },
      children: [run(title, 'title', SIZES.two)],
    }),
    emptyLine(),
    ...blocks.map(blockOf),
    emptyLine(),
    closing(signature, true),
    closing(date, false),
  ];
}

function blockOf(block: Block): Paragraph {
  const face: Face = block.kind === 'paragraph' ? 'body' : block.level === 1 ? 'black' : 'kai';
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    // 200 hundredths of a character: two, whatever the size of the font.
    indent: { firstLineChars: 200, firstLine: 2 * SIZES.three * 10 },
    keepNext: block.kind === 'heading',
    ...(block.kind === 'heading' ? { outlineLevel: block.level - 1 } : {}),
    children: [run(block.text, face, SIZES.three)],
  });
}

/** Right, four characters in: where the date of a document without a seal stands. */
function closing(text: string, isFirst: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    indent: { end: 4 * SIZES.three * 10 },
    keepNext: isFirst,
    children: [run(text, 'body', SIZES.three)],
  });
}

function appendixOf({ appendix }: OfficialDocument): FileChild[] {
  if (!appendix) return [];
  return [
    new Paragraph({
      spacing: { line: LINE, lineRule: LineRuleType.EXACT },
      children: [new PageBreak(), run(appendix.title, 'black', SIZES.three)],
    }),
    ...appendix.tables.flatMap(appendixTable),
  ];
}

function emptyLine(): Paragraph {
  return new Paragraph({ spacing: { line: LINE, lineRule: LineRuleType.EXACT }, children: [] });
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

function run(text: string, face: Face, size: number): TextRun {
  return new TextRun({
    text,
    font: FONTS[face],
    size,
    ...(face === 'title' ? {} : { characterSpacing: CHARACTER_SPACING }),
  });
}
