import type { Database } from '../../../database.ts';
import type { TableFile } from '../../../documents/table/types.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { findUnits, insertFile, insertRows, type NewImportRow } from '../store.ts';
import type { ImportResult, Made, RowProblem, SheetKind, TransferContext } from '../types.ts';
import { contentDigest, keyDigest } from './digest.ts';
import { type Plan, planRows } from './plan.ts';
import { type ReadRow, type ReadRows, readRows } from './rows.ts';

export interface Order {
  file: TableFile;
  /** Without folders. */
  fileName: string;
  /** Looks at everything and writes nothing. */
  isDryRun: boolean;
  now: Date;
  today: Day;
  zone: string;
  sender: { id: number | null };
  messageId: number | null;
}

const SAMPLES = 3;

/** Takes a file over in one transaction: all of it, or with a problem in any row nothing. Done again it changes nothing. */
export function importFile<R extends object>(
  database: Database,
  kind: SheetKind<R>,
  order: Order,
): Promise<ImportResult> {
  return database.transaction((db) => importInto({ ...order, db }, kind));
}

/** As `importFile`, inside a transaction that is there already. */
export async function importInto<R extends object>(
  order: Order & Pick<TransferContext, 'db'>,
  kind: SheetKind<R>,
): Promise<ImportResult> {
  const { db, file, fileName, isDryRun, ...around } = order;
  const context: TransferContext = { ...around, db, units: await findUnits(db) };
  const read = readRows(kind, file, context);
  const plan = await planRows(kind, read.rows, context);
  const problems = [...read.problems, ...plan.problems, ...(await checkRows(kind, plan, context))];
  const records = [...plan.fresh, ...plan.changed].map(({ record }) => record);
  const notes = kind.store.notes?.(context, records) ?? [];
  const isDone = !isDryRun && problems.length === 0 && plan.fresh.length + plan.changed.length > 0;
  const importId = isDone ? await write(kind, plan, { context, fileName }) : null;
  return { ...resultOf(kind, { plan, read, problems }), fileName, importId, isDryRun, notes };
}

async function checkRows<R extends object>(
  kind: SheetKind<R>,
  { fresh, changed }: Plan<R>,
  context: TransferContext,
): Promise<RowProblem[]> {
  const rows = [...fresh.map((row) => ({ ...row, old: null })), ...changed];
  const texts = await kind.store.check?.(context, rows);
  return rows.flatMap(({ place, record }) => {
    const text = texts?.get(record);
    return text === undefined ? [] : [{ ...place, text }];
  });
}

async function write<R extends object>(
  kind: SheetKind<R>,
  { fresh, changed }: Plan<R>,
  { context, fileName }: { context: TransferContext; fileName: string },
): Promise<number> {
  const { db, now, sender, messageId } = context;
  const ids = await kind.store.insert(
    context,
    fresh.map(({ record }) => record),
  );
  const made = await kind.store.replace(
    context,
    changed.map(({ old, record }) => ({ old, record: kind.merge?.(old.record, record) ?? record })),
  );
  const rows = [
    ...fresh.map((row, index) => toRow(kind, row, { id: ids[index] ?? 0, before: null })),
    ...changed.flatMap((row, index) => (made[index] ? [toRow(kind, row, made[index])] : [])),
  ];
  const head = { kind: kind.key, name: fileName, rowCount: rows.length, actorId: sender.id, messageId };
  const id = await insertFile(db, { ...head, createdAt: now });
  await insertRows(db, id, rows);
  const detail = { kind: kind.key, name: fileName, added: fresh.length, changed: changed.length };
  await recordAudit(context, { action: 'import', subject: `import:${id}`, detail });
  return id;
}

function toRow<R extends object>(
  kind: SheetKind<R>,
  { place, record }: ReadRow<R>,
  { id, before }: Made,
): NewImportRow {
  const digests = { key: keyDigest(kind, record), content: contentDigest(kind, record) };
  return { ...place, ...digests, subject: `${kind.store.table}:${id}`, before };
}

function resultOf<R extends object>(
  kind: SheetKind<R>,
  { plan, read, problems }: { plan: Plan<R>; read: ReadRows<R>; problems: RowProblem[] },
): Omit<ImportResult, 'fileName' | 'importId' | 'isDryRun' | 'notes'> {
  const { key, name } = kind;
  return {
    kind: { key, name },
    added: plan.fresh.length,
    changed: plan.changed.map(({ place, old, record }) => ({
      place,
      from: kind.describe(old.record),
      to: kind.describe(kind.merge?.(old.record, record) ?? record),
    })),
    same: plan.same.length,
    kept: plan.kept.map(({ place }) => place),
    doubles: plan.doubles,
    examples: read.examples,
    skipped: read.skipped,
    problems: problems.toSorted((a, b) => (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.row - b.row),
    unusedColumns: read.unusedColumns,
    unusedSheets: read.unusedSheets,
    samples: plan.fresh.slice(0, SAMPLES).map(({ record }) => kind.describe(record)),
  };
}
