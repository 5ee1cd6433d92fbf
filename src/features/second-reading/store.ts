import type { Db } from '../../database.ts';

export interface Request {
  personId: number;
  /** Null: one to one. */
  chatId: string | null;
  at: Date;
}

/**
 * Makes transactions that count requests wait for each other, until this one ends: what is counted then is all
 * there is. SQLite writes one transaction at a time anyway.
 */
export async function holdRequests(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO setting (key, value) VALUES ('model_requests_held', 'true')
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
}

export function countOfPerson(db: Db, personId: number, since: Date): Promise<number> {
  return db.modelRequest.count({ where: { personId, at: { gt: since } } });
}

export function countOfChat(db: Db, chatId: string, since: Date): Promise<number> {
  return db.modelRequest.count({ where: { chatId, at: { gt: since } } });
}

export async function insertRequest(db: Db, { personId, chatId, at }: Request): Promise<number> {
  const { id } = await db.modelRequest.create({ data: { personId, chatId: chatId ?? '', at }, select: { id: true } });
  return id;
}

export async function addTokens(db: Db, id: number, tokens: number): Promise<void> {
  await db.modelRequest.updateMany({ where: { id }, data: { tokens: { increment: tokens } } });
}
