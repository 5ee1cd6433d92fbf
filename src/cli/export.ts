import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { renderCsv } from '../documents/sheet.ts';
import { renderXlsx } from '../documents/workbook.ts';
import { SHEET_KINDS } from '../features/sheets.ts';
import { listKinds } from '../features/transfer/reply.ts';
import { exportSheet } from '../features/transfer/usecase/export.ts';
import { findKind } from '../features/transfer/usecase/kind.ts';
import { writeOut } from './file.ts';
import { runScript } from './run.ts';

const USED_WRONGLY = { exitCode: 2 };

const program: Command = new Command('npm run export --')
  .description('把数据库里的一种记录写成表格，改好能再导入 / write records as a spreadsheet that can be imported again')
  .argument('<KIND>', '哪一种表，见下 / which kind, below')
  .argument('<FILE>', '写到哪个 .xlsx 或 .csv / the file to write')
  .addHelpText('after', `\nKIND（中文名也行）：\n${listKinds(SHEET_KINDS)}`)
  .action(run);

await runScript(program);

async function run(kindName: string, file: string): Promise<void> {
  const kind = findKind(SHEET_KINDS, kindName);
  if (!kind) return program.error(`没有“${kindName}”这种表，有这些：\n${listKinds(SHEET_KINDS)}`, USED_WRONGLY);
  if (!/\.(?:xlsx|csv)$/i.test(file)) return program.error('文件名要以 .xlsx 或 .csv 结尾', USED_WRONGLY);
  const database = await openDatabase(loadConfig().databaseUrl);
  try {
    const sheet = await exportSheet(database, kind);
    const heads = sheet.columns.map(({ head }) => head);
    const isCsv = file.toLowerCase().endsWith('.csv');
    await writeOut(file, isCsv ? renderCsv([heads, ...sheet.rows]) : await renderXlsx([sheet]));
    console.log(`${kind.name}${sheet.rows.length}条，已写到 ${file}`);
  } finally {
    await database.close();
  }
}
