import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { createClock, toLocal } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { type Database, openDatabase } from '../database.ts';
import { readTableFile } from '../documents/table/file.ts';
import { renderXlsx } from '../documents/workbook.ts';
import { AppError } from '../errors.ts';
import { SHEET_KINDS } from '../features/sheets.ts';
import { listKinds, sayImport, sayUndone } from '../features/transfer/reply.ts';
import { templateSheets } from '../features/transfer/usecase/export.ts';
import { importFile } from '../features/transfer/usecase/import.ts';
import { findKind } from '../features/transfer/usecase/kind.ts';
import { undoImport } from '../features/transfer/usecase/undo.ts';
import { fileError, writeOut } from './file.ts';
import { runScript } from './run.ts';

interface Options {
  dryRun?: boolean;
  /** A number; true: the newest. */
  undo?: string | true;
  template?: boolean;
}

const USED_WRONGLY = { exitCode: 2 };

const program: Command = new Command('npm run import --')
  .description('把 Excel（.xlsx）或 CSV 表格记进数据库 / import a spreadsheet')
  .argument('[KIND]', '哪一种表，见下 / which kind, below')
  .argument('[FILE]', '.xlsx 或 .csv；配 --template 时是写到哪里 / the file; with --template where to write it')
  .option('--dry-run', '只检查、说出会记什么，不写 / check and tell, write nothing')
  .option('--undo [N]', '撤销最近一次导入，或第 N 次；写了 KIND 就撤销那一种最近的一次 / take an import back')
  .option('--template', '写一份空表：表头、例子、填写说明 / write a template')
  .addHelpText('after', `\nKIND（中文名也行）：\n${listKinds(SHEET_KINDS)}`)
  .action(run);

await runScript(program);

async function run(kindName: string | undefined, file: string | undefined, options: Options): Promise<void> {
  if (options.undo !== undefined) return undo(kindName, options.undo);
  const kind = findKind(SHEET_KINDS, kindName ?? '');
  if (!kind) {
    const why = kindName === undefined ? '没有写是哪一种表' : `没有“${kindName}”这种表`;
    return program.error(`${why}，有这些：\n${listKinds(SHEET_KINDS)}`, USED_WRONGLY);
  }
  if (options.template) {
    const target = file ?? `${kind.name}模板.xlsx`;
    await writeOut(target, await renderXlsx(templateSheets(kind)));
    console.log(`已写好模板：${target}`);
    return;
  }
  if (file === undefined) return program.error(`没有写文件，例如：npm run import -- ${kind.key} 表.xlsx`, USED_WRONGLY);
  const table = await readTableFile(
    await readFile(file).catch((error: unknown) => Promise.reject(fileError(file, error))),
  );
  await withDatabase(async (database, { now, today, zone }) => {
    const order = { file: table, fileName: basename(file), isDryRun: options.dryRun === true, now, today, zone };
    const result = await importFile(database, kind, { ...order, sender: { id: null }, messageId: null });
    const text = sayImport(result, `记错了可以撤销：npm run import -- --undo ${result.importId}`);
    if (result.problems.length > 0) throw new AppError('invalid_input', text);
    console.log(text);
  });
}

async function undo(kindName: string | undefined, which: string | true): Promise<void> {
  const kind = findKind(SHEET_KINDS, kindName ?? '');
  if (kindName !== undefined && !kind) program.error(`没有“${kindName}”这种表`, USED_WRONGLY);
  if (which !== true && !/^\d{1,9}$/.test(which)) program.error(`--undo 后面是导入时说的号码`, USED_WRONGLY);
  await withDatabase(async (database, around) => {
    const wanted = { ...(which === true ? {} : { id: Number(which) }), ...(kind ? { kind: kind.key } : {}) };
    const context = { ...around, sender: { id: null }, messageId: null };
    console.log(sayUndone(await database.transaction((db) => undoImport(SHEET_KINDS, { ...context, db }, wanted))));
  });
}

async function withDatabase(
  work: (database: Database, around: { now: Date; today: string; zone: string }) => Promise<void>,
): Promise<void> {
  const { databaseUrl, timezone: zone } = loadConfig();
  const now = createClock().now();
  const database = await openDatabase(databaseUrl);
  try {
    await work(database, { now, today: toLocal(now, zone).day, zone });
  } finally {
    await database.close();
  }
}
