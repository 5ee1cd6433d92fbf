import type { Db } from '../../database.ts';
import type { Swap } from './types.ts';

const PERSON = { select: { id: true, name: true, userid: true } } as const;
const SELECT = {
  ...{ id: true, state: true, givenId: true, takenId: true, chatId: true, expiresAt: true, createdAt: true },
  ...{ asker: PERSON, other: PERSON },
} as const;

export async function insertSwap(
  db: Db,
  {
    askerId,
    otherId,
    givenId,
    takenId,
    chatId,
    expiresAt,
    messageId,
    now,
  }: {
    askerId: number;
    otherId: number;
    givenId: number;
    takenId: number | null;
    chatId: string | null;
    expiresAt: Date;
    messageId: number;
    now: Date;
  },
): Promise<Swap> {
  const data = { askerId, otherId, givenId, takenId, chatId, expiresAt, messageId, createdAt: now };
  return db.swap.create({ data, select: SELECT });
}

export async function selectSwap(db: Db, id: number): Promise<Swap | undefined> {
  return (await db.swap.findUnique({ where: { id }, select: SELECT })) ?? undefined;
}

/** Asked and not answered, in time; oldest first. */
export function selectAsked(
  db: Db,
  of: { otherId?: number; askerId?: number; registrationIds?: number[] },
  now: Date,
): Promise<Swap[]> {
  const { otherId, askerId, registrationIds: ids } = of;
  return db.swap.findMany({
    where: {
      state: 'asked',
      expiresAt: { gt: now },
      ...(otherId === undefined ? {} : { otherId }),
      ...(askerId === undefined ? {} : { askerId }),
      ...(ids === undefined ? {} : { OR: [{ givenId: { in: ids } }, { takenId: { in: ids } }] }),
    },
    orderBy: { id: 'asc' },
    select: SELECT,
  });
}

/** Asked, and running out within the span. */
export function selectExpiring(db: Db, { from, to }: { from: Date; to: Date }): Promise<Swap[]> {
  return db.swap.findMany({
    where: { state: 'asked', expiresAt: { gte: from, lte: to } },
    orderBy: { id: 'asc' },
    select: SELECT,
  });
}

/** False where it is no longer in the state `from`: it was answered at the same moment. */
export async function settleSwap(
  db: Db,
  id: number,
  { from, to, now }: { from: Swap['state']; to: Swap['state']; now: Date },
): Promise<boolean> {
  const { count } = await db.swap.updateMany({ where: { id, state: from }, data: { state: to, settledAt: now } });
  return count > 0;
}
