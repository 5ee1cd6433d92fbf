import JSZip from 'jszip';

export interface OpenedDocx {
  /** Texts of the paragraphs outside tables, in order. */
  paragraphs: string[];
  /** Texts of all table cells. */
  cells: string[];
  /** word/document.xml */
  xml: string;
  read(path: string): Promise<string>;
}

/** Opens a .docx and reads its text the way a person sees it. */
export async function openDocx(bytes: Uint8Array): Promise<OpenedDocx> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (path: string): Promise<string> => (await zip.file(path)?.async('string')) ?? '';
  const xml = await read('word/document.xml');
  const tables = /<w:tbl>[\s\S]*?<\/w:tbl>/g;
  const cells = [...xml.matchAll(tables)].flatMap(([table]) => [...table.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/g)]);
  return {
    paragraphs: textsOf(xml.replace(tables, '')),
    cells: cells.map(([cell]) => textsOf(cell).join('')),
    xml,
    read,
  };
}

function textsOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map((match) => match[1] ?? '')
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  );
}
