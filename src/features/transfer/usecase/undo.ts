import { z } from 'zod';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { findFile, findMade, findUnits, type ImportFile, markUndone, type Which } from '../store.ts';
import type { SheetKind, TransferContext } from '../types.ts';

const beforeSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

export interface Undone {
  file: ImportFile;
  kindName: string;
  /** How many rows count no more, or are as they were before. */
  undone: number;
  /** Left as they are: something has happened to them since. */
  left: number;
}

/**
 * Takes an import back: of a number, of a kind, else the newest.
 * @throws AppError `not_found` where there is none that still holds.
 */
export async function undoImport(
  kinds: readonly SheetKind[],
  context: Omit<TransferContext, 'units'>,
  which: Which,
): Promise<Undone> {
  const file = await findFile(context.db, which);
  const kind = kinds.find(({ key }) => key === file?.kind);
  if (!file || !kind || !(await markUndone(context.db, file.id, context.now))) {
    throw userError(
      'not_found',
      which.id === undefined ? '没有可以撤销的导入。' : `没有第${which.id}次导入，或者已经撤销过了。`,
    );
  }
  const rows = await findMade(context.db, file.id);
  const made = rows.map(({ subject, before }) => ({
    id: Number(subject.split(':')[1]),
    before: beforeSchema.parse(before),
  }));
  const left = await kind.store.undo({ ...context, units: await findUnits(context.db) }, made);
  const detail = { kind: file.kind, undone: made.length - left.length, left };
  await recordAudit(context, { action: 'import_undone', subject: `import:${file.id}`, detail });
  return { file, kindName: kind.name, undone: made.length - left.length, left: left.length };
}
