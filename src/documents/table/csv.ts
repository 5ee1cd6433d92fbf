import { detectDelimiter, parseCsv } from 'hucre/csv';
import { AppError } from '../../errors.ts';
import type { TableRow } from './types.ts';
import { isFilled, tooManyRows } from './xlsx.ts';

/** Before the first line end: what the separator is told by. */
const LOOKED_AT = 4_000;

/** Text in UTF-8, UTF-16 (Excel's “Unicode 文本”) or GBK, separated by commas, tabs or semicolons. */
export function readCsvRows(bytes: Uint8Array, mostRows: number): TableRow[] {
  const text = decode(bytes);
  const rows = parse(text, mostRows + 1)
    .map((cells, index) => ({ number: index + 1, cells: cells.map(unguarded) }))
    .filter(({ cells }) => isFilled(cells));
  if (rows.length > mostRows) throw tooManyRows(mostRows);
  return rows;
}

function parse(text: string, maxRows: number) {
  try {
    const delimiter = detectDelimiter(text.slice(0, LOOKED_AT));
    return parseCsv(text, { delimiter, skipBom: true, typeInference: false, skipEmptyRows: false, maxRows });
  } catch (error) {
    throw notATable(error);
  }
}

/** An apostrophe in front keeps a spreadsheet program from reckoning; see renderCsv. */
function unguarded<T>(cell: T): T | string {
  return typeof cell === 'string' && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function decode(bytes: Uint8Array): string {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/(?![\n\r\t])\p{Cc}/u.test(text)) return text;
    } catch {
      // The next one, then.
    }
  }
  throw notATable();
}

function notATable(cause?: unknown): AppError {
  const text = '这不是表格文件。请用 Excel 工作簿（.xlsx）或 CSV（.csv）。';
  return new AppError('invalid_input', text, { cause, isForUser: true });
}
