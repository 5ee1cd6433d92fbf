import type { Offset } from '../../../bot/reminder.ts';
import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';

export interface RuleSetting {
  isOn: boolean;
  /** Null: as declared. */
  offsets: Offset[] | null;
}

export async function selectRule(db: Db, kind: string): Promise<RuleSetting | undefined> {
  const row = await db.reminderRule.findUnique({ where: { kind } });
  // Written by saveRule only.
  return row ? { isOn: row.isOn, offsets: row.offsets as Offset[] | null } : undefined;
}

/** Undefined: as declared from now on. */
export async function saveRule(
  db: Db,
  kind: string,
  { setting, messageId, now }: { setting: RuleSetting; messageId: number; now: Date },
): Promise<void> {
  const { isOn } = setting;
  const offsets = setting.offsets === null ? Prisma.DbNull : (setting.offsets as Prisma.InputJsonArray);
  const data = { isOn, offsets, messageId, updatedAt: now };
  await db.reminderRule.upsert({ where: { kind }, create: { kind, ...data }, update: data });
}

export async function selectOptOutsOf(db: Db, personId: number): Promise<string[]> {
  const rows = await db.reminderOptOut.findMany({
    where: { personId },
    select: { kind: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ kind }) => kind);
}

/** False: it was so already. */
export async function insertOptOut(
  db: Db,
  { personId, kind, messageId, now }: { personId: number; kind: string; messageId: number; now: Date },
): Promise<boolean> {
  const made = await db.$executeRaw`
    INSERT INTO reminder_opt_out (person_id, kind, message_id, created_at)
    VALUES (${personId}, ${kind}, ${messageId}, ${now}) ON CONFLICT (person_id, kind) DO NOTHING`;
  return made > 0;
}

/** False: it was so already. */
export async function deleteOptOut(db: Db, personId: number, kind: string): Promise<boolean> {
  return (await db.reminderOptOut.deleteMany({ where: { personId, kind } })).count > 0;
}
