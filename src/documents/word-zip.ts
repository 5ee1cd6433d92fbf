import JSZip from 'jszip';

/** The earliest a zip entry can carry. */
const ENTRY_DATE = new Date(Date.UTC(1980, 0, 1));
const STAMP = /(?<open><dcterms:(?<name>created|modified)[^>]*>)[^<]*(?<close><\/dcterms:\k<name>>)/g;

/** Takes the moment of writing out of a .docx, so that the same document is the same bytes. */
export async function repack(bytes: Buffer): Promise<Buffer> {
  const before = await JSZip.loadAsync(bytes);
  const after = new JSZip();
  for (const path of Object.keys(before.files).sort()) {
    const entry = before.file(path);
    if (!entry) continue;
    const content =
      path === 'docProps/core.xml'
        ? (await entry.async('string')).replace(STAMP, '$<open>1980-01-01T00:00:00Z$<close>')
        : await entry.async('uint8array');
    after.file(path, content, { date: ENTRY_DATE, createFolders: false });
  }
  return after.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
