import { Readable } from 'node:stream';
import { HucreError } from 'hucre';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import JSZip from 'jszip';
import { AppError, userError } from '../../errors.ts';
import type { RawCell, TableRow, TableSheet } from './types.ts';

/** 20,000 rows of a dozen columns take a twentieth of it. */
const MOST_UNPACKED = 100 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
const MOST_COLUMNS = 60;

/** The visible sheets that have rows. */
export async function readXlsxSheets(bytes: Uint8Array, mostRows: number): Promise<TableSheet[]> {
  await checkUnpacked(bytes);
  try {
    const names: string[] = [];
    await readXlsx(bytes, {
      sheets: ({ name, hidden, veryHidden }) => {
        if (!hidden && !veryHidden) names.push(name);
        return false;
      },
    });
    const sheets: TableSheet[] = [];
    let left = mostRows;
    for (const name of names) {
      const rows = await readRows(bytes, name, left, mostRows);
      left -= rows.length;
      if (rows.length > 0) sheets.push({ name, rows });
    }
    return sheets;
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw damaged(error);
  }
}

export function tooManyRows(most: number): AppError {
  return userError('invalid_input', `这个文件超过 ${Math.floor(most / 10_000)} 万行，请分成几个文件。`);
}

/** Whether anything but blanks is in it. */
export function isFilled(cells: readonly RawCell[]): boolean {
  return cells.some((cell) => cell !== null && String(cell).trim() !== '');
}

async function readRows(bytes: Uint8Array, sheet: string, left: number, most: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  // One more than may be, blank ones not counted: then it is known that there are more.
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    const cells = values.slice(0, MOST_COLUMNS);
    if (!isFilled(cells)) continue;
    if (rows.length >= left) throw tooManyRows(most);
    rows.push({ number: index + 1, cells });
  }
  return rows;
}

/** Unpacks once without keeping anything: what a file says of its own size may be a lie. */
async function checkUnpacked(bytes: Uint8Array): Promise<void> {
  const zip = await JSZip.loadAsync(bytes).catch((error: unknown) => {
    throw damaged(error);
  });
  const entries = Object.values(zip.files);
  if (!zip.file('xl/workbook.xml') || entries.length > MOST_ENTRIES) {
    throw userError('invalid_input', '这是压缩包，不是 Excel 表格。请选 Excel 工作簿（.xlsx）文件。');
  }
  let unpacked = 0;
  for (const entry of entries) {
    try {
      for await (const chunk of new Readable().wrap(entry.nodeStream())) {
        unpacked += chunk.length;
        if (unpacked > MOST_UNPACKED) throw tooLarge();
      }
    } catch (error) {
      throw error instanceof AppError ? error : damaged(error);
    }
  }
}

function tooLarge(): AppError {
  return userError('invalid_input', '这个文件解开以后太大（超过 100 MB），请删掉没用的行、图片，或分成几个文件。');
}

function damaged(cause: unknown): AppError {
  return new AppError('invalid_input', '这个 Excel 文件打不开，可能坏了。请在 Excel 里打开，另存一份再用。', {
    cause,
    isForUser: true,
  });
}
