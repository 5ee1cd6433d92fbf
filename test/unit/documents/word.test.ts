import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficialDocument, renderOfficialDocument } from '../../../src/documents/word.ts';
import { type OpenedDocx, openDocx } from '../../support/docx.ts';

const MM = 1440 / 25.4;
const DOCUMENT: OfficialDocument = {
  title: '区志愿者协会党支部2025年上半年工作总结',
  blocks: [
    { kind: 'paragraph', text: '开头。' },
    { kind: 'heading', level: 1, text: '一、班子建设' },
    { kind: 'heading', level: 2, text: '（一）例会' },
    { kind: 'paragraph', text: '字'.repeat(28 * 40) },
  ],
  signature: '区志愿者协会党支部',
  date: '2025年7月5日',
  appendix: {
    title: '附：数据来源',
    tables: [
      { caption: '表', header: ['编号', '项目'], widths: [20, 80], rows: [['F1', '甲 & <乙>']], note: '…其余 3 行' },
    ],
  },
};

describe('the page of GB/T 9704-2012', () => {
  let docx: OpenedDocx;
  beforeAll(async () => {
    docx = await openDocx(await renderOfficialDocument(DOCUMENT));
  });

  it('is A4 with a text block of 156 × 225 mm, 37 mm from the head and 28 mm from the binding edge', () => {
    const size = attributes(docx.xml, 'w:pgSz');
    const margin = attributes(docx.xml, 'w:pgMar');
    const [width, height] = [number(size, 'w:w') / MM, number(size, 'w:h') / MM];
    const [top, left] = [number(margin, 'w:top') / MM, number(margin, 'w:left') / MM];
    expect(width).toBeCloseTo(210, 0);
    expect(height).toBeCloseTo(297, 0);
    expect(top).toBeCloseTo(37, 1);
    expect(left).toBeCloseTo(28, 1);
    expect(width - left - number(margin, 'w:right') / MM).toBeCloseTo(156, 0);
    expect(height - top - number(margin, 'w:bottom') / MM).toBeCloseTo(225, 0);
  });

  it('gives each line a twenty-second of the text block', () => {
    const pitch = number(attributes(docx.xml, 'w:docGrid'), 'w:linePitch');
    expect(Math.floor((225 * MM) / pitch)).toBe(22);
    expect(paragraphOf(docx.xml, '开头。')).toContain(`w:line="${pitch}" w:lineRule="exact"`);
  });

  it.each([
    ['区志愿者协会党支部2025年上半年工作总结', '方正小标宋简体', 44],
    ['开头。', '仿宋_GB2312', 32],
    ['一、班子建设', '黑体', 32],
    ['（一）例会', '楷体_GB2312', 32],
    ['2025年7月5日', '仿宋_GB2312', 32],
  ])('sets %s in %s, %d half points', (text, font, size) => {
    const paragraph = paragraphOf(docx.xml, text);
    expect(paragraph).toContain(`w:eastAsia="${font}"`);
    expect(paragraph).toContain(`w:ascii="${font}"`);
    expect(paragraph).toContain(`<w:sz w:val="${size}"/>`);
  });

  it('names what stands in for a font that is not there', async () => {
    const fonts = await docx.read('word/fontTable.xml');
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong');
  });

  it('numbers odd pages on the right and even pages on the left, in 4号宋体', async () => {
    expect(await docx.read('word/settings.xml')).toContain('w:evenAndOddHeaders');
    const relations = await docx.read('word/_rels/document.xml.rels');
    const footerOf = async (kind: string): Promise<string> => {
      const id = new RegExp(`<w:footerReference[^>]*w:type="${kind}"[^>]*r:id="(\\w+)"`).exec(docx.xml)?.[1] ?? '';
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? '';
      return docx.read(`word/${target}`);
    };
    for (const [kind, side] of [
      ['default', 'right'],
      ['even', 'left'],
    ] as const) {
      const footer = await footerOf(kind);
      expect(footer).toContain(`<w:jc w:val="${side}"/>`);
      expect(footer).toMatch(/— [\s\S]*PAGE[\s\S]* —/);
      expect(footer).toContain('w:eastAsia="宋体"');
      expect(footer).toContain('<w:sz w:val="28"/>');
    }
  });

  it('indents paragraphs by two characters', () => {
    expect(paragraphOf(docx.xml, '开头。')).toContain('w:firstLineChars="200"');
  });

  it('keeps text as it is, whatever its characters', () => {
    expect(docx.cells).toEqual(['编号', '项目', 'F1', '甲 & <乙>']);
    expect(docx.paragraphs).toContain('…其余 3 行');
  });

  it('is the same bytes for the same document', async () => {
    const [one, two] = [await renderOfficialDocument(DOCUMENT), await renderOfficialDocument(DOCUMENT)];
    expect(one.equals(two)).toBe(true);
    const core = await docx.read('docProps/core.xml');
    expect(core.match(/1980-01-01T00:00:00Z/g)).toHaveLength(2);
  });
});

const hasOffice = ['soffice', 'pdftotext'].every((name) => canRun(name));

describe.skipIf(!hasOffice)('printed by LibreOffice (skipped where soffice or pdftotext is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'word-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has 22 lines of 28 characters on a full page', async () => {
    writeFileSync(join(folder, 'a.docx'), await renderOfficialDocument(DOCUMENT));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'a.docx')],
      {
        stdio: 'ignore',
      },
    );
    const page = execFileSync('pdftotext', ['-f', '2', '-l', '2', '-layout', join(folder, 'a.pdf'), '-']).toString();
    const lines = page
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    expect(lines.at(-1)?.replaceAll(' ', '')).toBe('—2—');
    expect(lines.slice(0, -1)).toEqual(Array.from({ length: 22 }, () => '字'.repeat(28)));
  }, 120_000);
});

function canRun(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function paragraphOf(xml: string, text: string): string {
  return (
    [...xml.matchAll(/<w:p>[\s\S]*?<\/w:p>/g)].map(([paragraph]) => paragraph).find((one) => one.includes(text)) ?? ''
  );
}

function attributes(xml: string, tag: string): string {
  return new RegExp(`<${tag} [^>]*>`).exec(xml)?.[0] ?? '';
}

function number(tag: string, name: string): number {
  return Number(new RegExp(`${name}="(-?\\d+)"`).exec(tag)?.[1]);
}
