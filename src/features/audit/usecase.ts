import type { Db } from '../../database.ts';
import { type AuditRow, insertAudit, selectTrail } from './store.ts';

/** Within which something is changed; null: the bot does it by itself. A CommandContext is one. */
export interface Change {
  db: Db;
  now: Date;
  sender: { id: number | null };
  messageId: number | null;
}

/** Leaves the trace of a change: who, by which message, what it was before. */
export async function recordAudit(
  context: Change,
  entry: Pick<AuditRow, 'action' | 'subject' | 'detail'>,
): Promise<void> {
  await insertAudit(context.db, {
    ...entry,
    actorId: context.sender.id,
    messageId: context.messageId,
    at: context.now,
  });
}

/** What was done to a subject, `task:12`, first things first; `detail` as it was recorded. */
export function trailOf(db: Db, subject: string): Promise<Omit<AuditRow, 'messageId'>[]> {
  return selectTrail(db, subject);
}
