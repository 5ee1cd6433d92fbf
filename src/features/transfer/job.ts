import type { CommandContext, LateContext, LateEnd, LateJob } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import type { TableFile } from '../../documents/table/file.ts';
import { renderXlsx, XLSX } from '../../documents/workbook.ts';
import { AppError } from '../../errors.ts';
import { fileNameOf, offerFile } from '../file/usecase.ts';
import { viewerOf } from '../person/usecase.ts';
import { askWhether, askWhichKind, GONE, sayImport, sayTable, UNKNOWN_TABLE } from './reply.ts';
import { importOrderSchema, tableOrderSchema } from './schema.ts';
import type { ImportResult, SheetKind } from './types.ts';
import { exportSheet, templateSheets } from './usecase/export.ts';
import { guessKinds } from './usecase/guess.ts';
import { importFile } from './usecase/import.ts';
import { findKind } from './usecase/kind.ts';
import { findTable, openTable, takeForTable } from './usecase/offer.ts';

export const IMPORT_JOB = 'import_table';
export const TRY_JOB = 'try_table';
export const TABLE_JOB = 'make_table';
const UNDO_LINE = '记错了可在十分钟内发：撤销';

/** What other features need to hand a table on that somebody sent. */
export interface TableTaker {
  /** Whether a file without a word from this sender, here, may be a table to be read in. */
  mayTake(context: CommandContext): boolean;
  /** Looks at the file of the message; undefined: it is no table. */
  take(context: LateContext): Promise<string | LateEnd | undefined>;
}

export function createTableJobs(services: Services, kinds: readonly SheetKind[]) {
  async function dryRun(
    context: LateContext,
    { fileId, kind }: { fileId: string; kind?: SheetKind | undefined },
  ): Promise<string | LateEnd> {
    const file = await services.readFile(fileId);
    const table = file ? await openTable(file.bytes) : GONE;
    if (!file || typeof table === 'string') return String(table);
    const likely = kind ?? guessKinds(kinds, table, file.name)[0];
    const kept = { text: '', at: context.now().toISOString() };
    if (!likely) return { ...askWhichKind(UNKNOWN_TABLE, fileId, kinds), kept };
    const result = await looked(context, likely, { table, fileName: file.name });
    return typeof result === 'string' ? result : { ...askWhether(result, fileId), kept };
  }

  const importJob: LateJob = {
    kind: IMPORT_JOB,
    async run(context, args) {
      const order = importOrderSchema.parse(args);
      const kind = findKind(kinds, order.kind);
      const file = await services.readFile(order.fileId);
      const table = file ? await openTable(file.bytes) : GONE;
      if (!file || !kind || typeof table === 'string') return typeof table === 'string' ? table : GONE;
      const result = await looked(context, kind, { table, fileName: file.name, isSure: true });
      return typeof result === 'string' ? result : sayImport(result, UNDO_LINE);
    },
  };

  const tryJob: LateJob = {
    kind: TRY_JOB,
    run(context, args) {
      const order = importOrderSchema.parse(args);
      return dryRun(context, { fileId: order.fileId, kind: findKind(kinds, order.kind) });
    },
  };

  const tableJob: LateJob = {
    kind: TABLE_JOB,
    async run(context, args) {
      const order = tableOrderSchema.parse(args);
      const kind = findKind(kinds, order.kind);
      if (!kind) return GONE;
      const isTemplate = order.what === 'template';
      const sheets = isTemplate ? templateSheets(kind) : [await exportSheet(context.database, kind)];
      const now = context.now();
      const name = `${fileNameOf(isTemplate ? `${kind.name}模板` : `${kind.name} ${toLocal(now, context.zone).day}`)}.xlsx`;
      const { id } = await services.keepFile({ name, mime: XLSX, bytes: await renderXlsx(sheets) }, now);
      const key = `table:${context.messageId}`;
      const way = await offerFile(services, context, { fileId: id, key, kind: 'table' });
      return sayTable(name, way, isTemplate);
    },
  };

  const taker: Pick<TableTaker, 'take'> = {
    async take(context) {
      const table = await findTable(context.database.db, context.messageId);
      if (!table) return undefined;
      await context.database.transaction((db) => takeForTable(db, context.messageId));
      return dryRun(context, { fileId: table.id });
    },
  };

  return { jobs: [importJob, tryJob, tableJob], taker };
}

/** What came, or would come, of the table; a sentence where it cannot be read as the kind. */
async function looked(
  { database, now, zone, userid, messageId }: LateContext,
  kind: SheetKind,
  { table, fileName, isSure = false }: { table: TableFile; fileName: string; isSure?: boolean },
): Promise<ImportResult | string> {
  const at = now();
  const { id } = await viewerOf(database.db, userid, []);
  const around = { now: at, today: toLocal(at, zone).day, zone, sender: { id }, messageId };
  try {
    return await importFile(database, kind, { ...around, file: table, fileName, isDryRun: !isSure });
  } catch (error) {
    if (error instanceof AppError && error.isForUser) return error.message;
    throw error;
  }
}
