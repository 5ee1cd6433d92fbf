import { fileTypeFromBuffer } from 'file-type';
import { userError } from '../../errors.ts';

/** What a deed is proved with: pictures, short films, papers. */
const TAKEN = new Set([
  ...['jpg', 'png', 'gif', 'webp', 'heic', 'bmp', 'tif', 'mp4', 'mov', 'pdf'],
  ...['docx', 'xlsx', 'pptx', 'cfb'],
]);
/** Word, Excel and PowerPoint before 2007, and every one locked with a password, are one container; the name tells. */
const CONTAINED = ['doc', 'xls', 'ppt', 'docx', 'xlsx', 'pptx'];
/** Tables are still written in GBK by Excel. */
const ENCODINGS = ['utf-8', 'gb18030'];
const LONGEST_NAME = 60;

/**
 * What the bytes are, whatever their name says; the name given back ends as the content demands.
 * @throws AppError `invalid_input`, a few words for the sender, for what is empty or none of the kinds taken.
 */
export async function identify(bytes: Uint8Array, name: string | undefined): Promise<{ name: string; mime: string }> {
  if (bytes.byteLength === 0) throw userError('invalid_input', '是空的');
  const stem = stemOf(name ?? '');
  const type = await fileTypeFromBuffer(bytes);
  if (!type) {
    const isTable = name?.toLowerCase().endsWith('.csv') === true;
    const encoding = ENCODINGS.find((one) => (one === 'utf-8' || isTable) && isText(bytes, one));
    const [end, mime] = isTable ? ['csv', 'text/csv'] : ['txt', 'text/plain'];
    if (encoding) return { name: `${stem || '文字'}.${end}`, mime: `${mime}; charset=${encoding}` };
  }
  if (!type || !TAKEN.has(type.ext)) throw userError('invalid_input', '不是照片、视频、PDF 或办公文档');
  return {
    name: `${stem || (type.mime.startsWith('image/') ? '照片' : '文件')}.${endOf(type.ext, name)}`,
    mime: type.mime,
  };
}

function endOf(ext: string, name = ''): string {
  if (ext !== 'cfb') return ext;
  const given = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return CONTAINED.includes(given) ? given : 'doc';
}

/** Without folder, ending, and what no file system takes. */
function stemOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const stem = base.includes('.') ? base.slice(0, base.lastIndexOf('.')) : base;
  return Array.from(stem.replace(/[\\/:*?"<>|\p{C}]/gu, '').trim())
    .slice(0, LONGEST_NAME)
    .join('');
}

function isText(bytes: Uint8Array, encoding: string): boolean {
  try {
    return !new TextDecoder(encoding, { fatal: true }).decode(bytes).includes('\u0000');
  } catch {
    return false;
  }
}
