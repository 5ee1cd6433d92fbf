import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { closeMisreading, findByIds, reopenMisreadings } from '../store.ts';
import type { Misreading } from '../types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>;

/** Ticks off the ones with these numbers; those that were handled before are left as they are and not returned. */
export async function markHandled(context: Context, ids: readonly number[], how: string): Promise<Misreading[]> {
  const { db, now } = context;
  const found = await findByIds(db, ids);
  const unknown = ids.filter((id) => !found.some((row) => row.id === id));
  if (unknown.length > 0) {
    throw userError('not_found', `没有第 ${unknown.join('、')} 号，请先发「没听懂的」看看前面的号。`);
  }
  const open = found.filter(({ handledAt }) => handledAt === null);
  for (const row of open) await closeMisreading(db, row, { at: now, how });
  await audit(context, open, { handled: how });
  return open;
}

/** Takes the tick back. */
export async function unmarkHandled(context: Context, ids: readonly number[]): Promise<Misreading[]> {
  const rows = await findByIds(context.db, ids);
  await reopenMisreadings(context.db, ids);
  await audit(context, rows, { handled: null });
  return rows;
}

async function audit(context: Context, rows: readonly Misreading[], detail: { handled: string | null }): Promise<void> {
  for (const { id } of rows) {
    await recordAudit(context, { action: 'misreading_marked', subject: `misreading:${id}`, detail });
  }
}
