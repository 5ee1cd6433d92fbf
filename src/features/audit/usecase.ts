import type { CommandContext } from '../../bot/command.ts';
import { type AuditRow, insertAudit } from './store.ts';

/** Leaves the trace of a change: who, by which message, what it was before. */
export async function recordAudit(
  context: Pick<CommandContext, 'db' | 'sender' | 'messageId' | 'now'>,
  entry: Pick<AuditRow, 'action' | 'subject' | 'detail'>,
): Promise<void> {
  await insertAudit(context.db, {
    ...entry,
    actorId: context.sender.id,
    messageId: context.messageId,
    at: context.now,
  });
}
