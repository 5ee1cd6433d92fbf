import type { NewFile } from '../../../bot/services.ts';
import type { Db } from '../../../database.ts';
import { renderXlsx, type Sheet, XLSX } from '../../../documents/workbook.ts';
import { fileNameOf } from '../../file/usecase.ts';
import { originsOf } from '../../transfer/usecase/origin.ts';
import type { Figure, SummaryDraft } from '../types.ts';
import { nameSource } from './source.ts';

/** All rows behind a figure as an Excel file. */
export async function rowsFile(db: Db, { title }: SummaryDraft, figure: Figure): Promise<NewFile> {
  const origins = await originsOf(
    db,
    figure.rows.map(({ source }) => source),
  );
  const name = `${fileNameOf(`${title} ${figure.id} ${figure.label}`)}.xlsx`;
  return { name, mime: XLSX, bytes: await renderXlsx([sheetOf(figure, origins)]) };
}

/** The rows as a spreadsheet has them. */
function sheetOf({ id, unit, rows }: Figure, origins: ReadonlyMap<string, string>): Sheet {
  return {
    name: `${id} 出处`,
    columns: [
      { head: '日期', holds: 'day' },
      { head: '内容' },
      { head: `数值（${unit}）`, holds: 'number' },
      { head: '记录编号' },
      { head: '来自表格' },
    ],
    rows: rows.map((row) => [row.day, row.text, row.value, nameSource(row.source), origins.get(row.source) ?? null]),
  };
}
