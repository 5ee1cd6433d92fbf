import type { Db } from '../../database.ts';
import { Prisma } from '../../generated/sqlite/client.ts';

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
  const detail = row.detail === undefined ? null : JSON.stringify(row.detail);
  // Written out: nearly every message passes here, and Prisma builds a typed insert in twice the time.
  await db.$executeRaw(Prisma.sql`
    INSERT INTO audit_entry (actor_id, action, subject, detail, message_id, at)
    VALUES (${row.actorId}, ${row.action}, ${row.subject}, ${detail}, ${row.messageId}, ${row.at})`);
}

/** What was done to a subject, first things first. */
export async function selectTrail(db: Db, subject: string): Promise<Omit<AuditRow, 'messageId'>[]> {
  const select = { actorId: true, action: true, subject: true, detail: true, at: true } as const;
  const rows = await db.auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' }, select });
  return rows.map(({ detail, ...row }) => ({ ...row, ...(detail === null ? {} : { detail }) }));
}
