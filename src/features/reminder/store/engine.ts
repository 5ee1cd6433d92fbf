import type { Content, Target } from '../../../bot/outbox.ts';
import type { Offset } from '../../../bot/reminder.ts';
import type { Db } from '../../../database.ts';
import type { DueReminder, ReminderRow } from '../types.ts';

const SEEN_UNTIL = 'reminders.seen_until';

export interface StoredRule {
  kind: string;
  isOn: boolean;
  offsets: Offset[] | null;
  updatedAt: Date;
}

export async function selectRules(db: Db): Promise<StoredRule[]> {
  const rows = await db.reminderRule.findMany();
  // Written by saveRule only.
  return rows.map(({ kind, isOn, offsets, updatedAt }) => ({
    ...{ kind, isOn, updatedAt },
    offsets: offsets as Offset[] | null,
  }));
}

/** "kind:personId" of everyone who does not want a kind. */
export async function selectOptOuts(db: Db): Promise<Set<string>> {
  const rows = await db.reminderOptOut.findMany({ select: { kind: true, personId: true } });
  return new Set(rows.map(({ kind, personId }) => `${kind}:${personId}`));
}

/** Rows of these kinds of use after an instant. */
export async function selectReminderRows(db: Db, kinds: readonly string[], after: Date): Promise<ReminderRow[]> {
  const rows = await db.outboxItem.findMany({
    where: { kind: { in: [...kinds] }, subject: { not: null }, usefulUntil: { gt: after } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, key: true, kind: true, state: true, target: true, dueAt: true, usefulUntil: true },
      ...{ content: true, subject: true, occurrence: true, version: true },
    },
  });
  // Written by enqueue and recordSkip only, from the same types.
  return rows.map(({ target, content, subject, occurrence, version, ...row }) => ({
    ...row,
    target: target as Target,
    content: content as Content,
    subject: subject ?? '',
    occurrence: occurrence ?? '',
    version: version ?? '',
  }));
}

/** Whether a reminder is due by `now` and not yet sent. */
export async function hasDueReminder(db: Db, now: Date): Promise<boolean> {
  const where = { state: 'pending' as const, nextTryAt: { lte: now }, subject: { not: null } };
  return (await db.outboxItem.findFirst({ where, select: { id: true } })) !== null;
}

/** Takes back what has not been sent yet. */
export async function withdrawRow(db: Db, id: number, reason: string): Promise<void> {
  await db.outboxItem.updateMany({ where: { id, state: 'pending' }, data: { state: 'skipped', reason } });
}

/** Records that something due is not sent, and why; once. */
export async function recordSkip(db: Db, due: DueReminder, reason: string, now: Date): Promise<void> {
  const { key, kind, about, dueAt, usefulUntil } = due;
  const target = JSON.stringify(due.target);
  const content = JSON.stringify(due.content);
  await db.$executeRaw`
    INSERT INTO outbox_item
      (key, kind, target, content, due_at, useful_until, next_try_at, created_at, state, reason, subject, occurrence, version)
    VALUES (${key}, ${kind}, ${target}, ${content}, ${dueAt}, ${usefulUntil}, ${dueAt}, ${now}, 'skipped', ${reason},
      ${about.subject}, ${about.occurrence}, ${about.version})
    ON CONFLICT (key) DO UPDATE SET state = 'skipped', reason = excluded.reason WHERE outbox_item.state = 'pending'`;
}

/** Up to when everything due has been accounted for; undefined: never yet. */
export async function selectSeenUntil(db: Db): Promise<Date | undefined> {
  const row = await db.setting.findUnique({ where: { key: SEEN_UNTIL } });
  return typeof row?.value === 'string' ? new Date(row.value) : undefined;
}

export async function saveSeenUntil(db: Db, seenUntil: Date): Promise<void> {
  const value = seenUntil.toISOString();
  await db.setting.upsert({ where: { key: SEEN_UNTIL }, create: { key: SEEN_UNTIL, value }, update: { value } });
}
