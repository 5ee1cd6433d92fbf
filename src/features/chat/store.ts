import type { Db } from '../../database.ts';
import type { Tie } from './types.ts';

export async function findTie(db: Db, chatId: string): Promise<Tie> {
  const row = await db.chat.findUnique({
    where: { id: chatId },
    select: { webhook: true, unit: { select: { id: true, name: true } } },
  });
  return { robot: row?.webhook ?? null, unit: row?.unit ?? null };
}

export async function saveTie(
  db: Db,
  chatId: string,
  tie: { robot: string | null; unitId: number | null },
): Promise<void> {
  const data = { webhook: tie.robot, unitId: tie.unitId };
  await db.chat.upsert({ where: { id: chatId }, create: { id: chatId, ...data }, update: data });
}

/** Chats the robot is tied to. */
export async function findChatsOfRobot(db: Db, webhook: string): Promise<string[]> {
  const rows = await db.chat.findMany({ where: { webhook }, orderBy: { id: 'asc' }, select: { id: true } });
  return rows.map((row) => row.id);
}

export async function findTiedRobots(db: Db): Promise<string[]> {
  const rows = await db.chat.findMany({ where: { webhook: { not: null } }, select: { webhook: true } });
  return rows.flatMap(({ webhook }) => webhook ?? []);
}

export async function setRobot(db: Db, chatIds: readonly string[], webhook: string | null): Promise<void> {
  await db.chat.updateMany({ where: { id: { in: [...chatIds] } }, data: { webhook } });
}

export async function findUnit(db: Db, name: string): Promise<number | undefined> {
  return (await db.unit.findUnique({ where: { name }, select: { id: true } }))?.id;
}

export async function findUnitName(db: Db, id: number): Promise<string | undefined> {
  return (await db.unit.findUnique({ where: { id }, select: { name: true } }))?.name;
}

export async function deleteUnusedUnit(db: Db, id: number): Promise<void> {
  const none = { none: {} };
  const ofPeople = { people: none, members: none, activities: none, services: none, donations: none };
  const where = { id, ...ofPeople, chats: none, meetings: none, tasks: none };
  await db.unit.deleteMany({ where });
}

export async function insertUnit(db: Db, name: string): Promise<number> {
  const made = await db.unit.upsert({ where: { name }, create: { name }, update: {}, select: { id: true } });
  return made.id;
}

/** A station's chats, and its people with an account. */
export async function findUnitReach(db: Db, unitId: number): Promise<{ chatIds: string[]; userids: string[] }> {
  const unit = await db.unit.findUnique({
    where: { id: unitId },
    select: {
      chats: { select: { id: true }, orderBy: { id: 'asc' } },
      people: { where: { userid: { not: null } }, select: { userid: true }, orderBy: { id: 'asc' } },
    },
  });
  return {
    chatIds: unit?.chats.map(({ id }) => id) ?? [],
    userids: unit?.people.flatMap(({ userid }) => userid ?? []) ?? [],
  };
}

/** A chat whose station is the branch itself. */
export async function findBranchChat(db: Db): Promise<string | undefined> {
  const where = { unit: { OR: [{ name: { endsWith: '支部' } }, { name: { endsWith: '支部群' } }] } };
  return (await db.chat.findFirst({ where, orderBy: { id: 'asc' }, select: { id: true } }))?.id;
}
