import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';

export interface AuditRow {
  actorId: number | null;
  action: string;
  /** `registration:12` */
  subject: string;
  detail?: Prisma.InputJsonValue;
  messageId: number | null;
  at: Date;
}

export async function insertAudit(db: Db, row: AuditRow): Promise<void> {
  await db.auditEntry.create({ data: row });
}
