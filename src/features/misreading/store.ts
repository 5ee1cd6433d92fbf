import type { Db } from '../../database.ts';
import { Prisma } from '../../generated/sqlite/client.ts';
import type { Misreading, Reason } from './types.ts';

const SELECT = {
  id: true,
  wording: true,
  reason: true,
  count: true,
  chatId: true,
  personId: true,
  lastAt: true,
  handledAt: true,
  handledHow: true,
} as const;

export interface NewMisreading {
  wording: string;
  reason: Reason;
  chatId: string | null;
  personId: number;
  now: Date;
}

/** Counts the wording up, or begins to; open again either way. One statement, so that nothing said at once is lost. */
export async function countMisreading(db: Db, row: NewMisreading): Promise<void> {
  const { wording, reason, chatId, personId, now } = row;
  await db.$executeRaw(Prisma.sql`
    INSERT INTO misreading (wording, reason, count, chat_id, person_id, first_at, last_at)
    VALUES (${wording}, ${reason}, 1, ${chatId}, ${personId}, ${now}, ${now})
    ON CONFLICT (wording) DO UPDATE SET
      reason = excluded.reason,
      count = misreading.count + 1,
      chat_id = excluded.chat_id,
      person_id = excluded.person_id,
      last_at = excluded.last_at,
      handled_at = NULL,
      handled_how = NULL`);
}

/** Open ones, the most frequent first; after them, where all are asked for, the handled ones, the latest first. */
export function findMisreadings(
  db: Db,
  { isAll, skip = 0, take }: { isAll: boolean; skip?: number; take: number },
): Promise<Misreading[]> {
  return db.misreading.findMany({
    where: isAll ? {} : { handledAt: null },
    orderBy: [{ handledAt: { sort: 'desc', nulls: 'first' } }, { count: 'desc' }, { lastAt: 'desc' }, { id: 'asc' }],
    skip,
    take,
    select: SELECT,
  });
}

export function countMisreadings(db: Db, isAll: boolean): Promise<number> {
  return db.misreading.count({ where: isAll ? {} : { handledAt: null } });
}

export function findByIds(db: Db, ids: readonly number[]): Promise<Misreading[]> {
  return db.misreading.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: 'asc' }, select: SELECT });
}

/** Unless it came again since it was looked at. */
export async function closeMisreading(
  db: Db,
  { id, lastAt }: Pick<Misreading, 'id' | 'lastAt'>,
  handled: { at: Date; how: string },
): Promise<void> {
  await db.misreading.updateMany({
    where: { id, lastAt, handledAt: null },
    data: { handledAt: handled.at, handledHow: handled.how },
  });
}

export async function reopenMisreadings(db: Db, ids: readonly number[]): Promise<void> {
  await db.misreading.updateMany({ where: { id: { in: [...ids] } }, data: { handledAt: null, handledHow: null } });
}

/** Something a person had the bot do. */
export interface Effect {
  personId: number | null;
  chatId: string | null;
  command: string | null;
  receivedAt: Date;
}

/** What these people did in these chats within `withinMs` after each of these moments, and did not take back. */
export function findEffectsAfter(
  db: Db,
  rows: readonly Pick<Misreading, 'personId' | 'chatId' | 'lastAt'>[],
  withinMs: number,
): Promise<Effect[]> {
  return db.message.findMany({
    where: {
      undo: { not: Prisma.AnyNull },
      undoneAt: null,
      OR: rows.map(({ personId, chatId, lastAt }) => ({
        personId,
        chatId,
        receivedAt: { gt: lastAt, lte: new Date(lastAt.getTime() + withinMs) },
      })),
    },
    orderBy: { id: 'asc' },
    select: { personId: true, chatId: true, command: true, receivedAt: true },
  });
}
