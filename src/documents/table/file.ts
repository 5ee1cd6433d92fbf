import { userError } from '../../errors.ts';
import { readCsvRows } from './csv.ts';
import type { TableFile } from './types.ts';
import { readXlsxSheets } from './xlsx.ts';

export type { RawCell, TableFile, TableRow, TableSheet } from './types.ts';

/** More than an association has in years; a bound on what one file may make the program do. */
const MOST_ROWS = 20_000;
/** A head and titles above it are no rows in people's eyes. */
const HEAD_ROOM = 20;
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * The rows of an .xlsx, .csv or pasted-text table, told by its content whatever its name says.
 * @throws AppError `invalid_input`, one sentence, for what is no such table, locked, damaged or too large.
 */
export async function readTableFile(bytes: Uint8Array): Promise<TableFile> {
  if (bytes.byteLength === 0) throw userError('invalid_input', '这个文件是空的，请选对文件再试。');
  if (bytes.byteLength > MOST_BYTES) {
    throw userError('invalid_input', '这个文件超过 20 MB，请删掉图片、没用的工作表，或分成几个文件。');
  }
  if (startsWith(bytes, [0x50, 0x4b])) return { sheets: await readXlsxSheets(bytes, MOST_ROWS + HEAD_ROOM) };
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) refuseCompound(bytes);
  const rows = readCsvRows(bytes, MOST_ROWS + HEAD_ROOM);
  return { sheets: [{ name: null, rows }] };
}

/** Excel before 2007, and every locked file since, is an OLE2 container. */
function refuseCompound(bytes: Uint8Array): never {
  const isLocked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isLocked) throw userError('invalid_input', '这个文件设了打开密码。请在 Excel 里去掉密码，另存一份再用。');
  throw userError('invalid_input', '这是旧格式（.xls）的文件。请在 Excel 或 WPS 里“另存为”Excel 工作簿（.xlsx）再用。');
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
