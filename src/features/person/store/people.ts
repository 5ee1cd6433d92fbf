import type { Role } from '../../../bot/permission.ts';
import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';
import type { Person } from '../types.ts';

const SELECT = { id: true, userid: true, name: true, role: true, unit: { select: { name: true } } } as const;
const NAMESAKES_SHOWN = 20;

export async function findByName(db: Db, name: string): Promise<Person[]> {
  const rows = await db.person.findMany({
    where: { name },
    select: SELECT,
    orderBy: { id: 'asc' },
    take: NAMESAKES_SHOWN,
  });
  return rows.map((row) => ({ ...row, unit: row.unit?.name ?? null }));
}

export async function findById(db: Db, id: number): Promise<Person | undefined> {
  const row = await db.person.findUnique({ where: { id }, select: SELECT });
  return row ? { ...row, unit: row.unit?.name ?? null } : undefined;
}

export async function findByUserid(db: Db, userid: string): Promise<Person | undefined> {
  const row = await db.person.findUnique({ where: { userid }, select: SELECT });
  return row ? { ...row, unit: row.unit?.name ?? null } : undefined;
}

export async function insertPerson(db: Db, name: string, now: Date): Promise<Person> {
  const { id } = await db.person.create({ data: { name, createdAt: now }, select: { id: true } });
  return { id, userid: null, name, role: 'member', unit: null };
}

export async function updateName(db: Db, id: number, name: string): Promise<void> {
  await db.person.update({ where: { id }, data: { name }, select: { id: true } });
}

export async function updateRole(db: Db, id: number, role: Role): Promise<void> {
  await db.person.update({ where: { id }, data: { role }, select: { id: true } });
}

/** True for the one call that finds the nameless person not asked yet. */
export async function markAsked(db: Db, id: number, now: Date): Promise<boolean> {
  const { count } = await db.person.updateMany({
    where: { id, name: null, nameAskedAt: null },
    data: { nameAskedAt: now },
  });
  return count > 0;
}

export async function selectNames(db: Db, limit: number): Promise<string[]> {
  const rows = await db.person.groupBy({
    by: ['name'],
    where: { name: { not: null } },
    orderBy: { name: 'asc' },
    take: limit,
  });
  return rows.flatMap(({ name }) => name ?? []);
}

/** Names that stand somewhere in the text. The database looks: thousands of names need not be fetched for it. */
export async function selectNamesIn(db: Db, text: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT DISTINCT name FROM person WHERE name IS NOT NULL AND ${text} LIKE '%' || name || '%'`);
  return rows.map(({ name }) => name);
}

/** Names by userid, of those who have given theirs. */
export async function selectNamesOf(db: Db, userids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const where = { userid: { in: [...userids] } };
  const rows = await db.person.findMany({ where, select: { userid: true, name: true } });
  return new Map(rows.flatMap(({ userid, name }) => (userid && name ? [[userid, name] as const] : [])));
}

/** Names of people who write to the bot and hold one of `roles` (lowest first), highest role first. */
export async function selectWithRoles(db: Db, roles: Role[], limit: number): Promise<string[]> {
  const rows = await db.person.findMany({
    where: { role: { in: roles }, name: { not: null }, userid: { not: null } },
    orderBy: { id: 'asc' },
    select: { name: true, role: true },
  });
  // SQLite keeps an enum as text, so the database cannot order by rank.
  const ranked = rows.sort((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role));
  return ranked.slice(0, limit).flatMap(({ name }) => name ?? []);
}

/** Userids of everybody in one of the roles who has an account. */
export async function selectWithRole(db: Db, role: Role): Promise<Person[]> {
  const rows = await db.person.findMany({ where: { role }, select: SELECT, orderBy: { id: 'asc' } });
  return rows.map((row) => ({ ...row, unit: row.unit?.name ?? null }));
}

export async function selectUseridsWithRoles(db: Db, roles: Role[]): Promise<string[]> {
  const rows = await db.person.findMany({
    where: { role: { in: roles }, userid: { not: null } },
    orderBy: { id: 'asc' },
    select: { userid: true },
  });
  return rows.flatMap(({ userid }) => userid ?? []);
}

/** Userids as WeCom spells them, for those whose spelling is not lower case. */
export async function selectSpellings(db: Db, userids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.person.findMany({
    where: { userid: { in: [...userids] }, wecomId: { not: null } },
    select: { userid: true, wecomId: true },
  });
  return new Map(rows.flatMap(({ userid, wecomId }) => (userid && wecomId ? [[userid, wecomId] as const] : [])));
}

const AT_ONCE = 500;

/** Everybody who goes by one of the names. */
export async function selectByNames(db: Db, names: readonly string[]): Promise<Person[]> {
  const found: Person[] = [];
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const name = { in: names.slice(i, i + AT_ONCE) };
    const rows = await db.person.findMany({ where: { name }, select: SELECT, orderBy: { id: 'asc' } });
    found.push(...rows.map((row) => ({ ...row, unit: row.unit?.name ?? null })));
  }
  return found;
}

/** Returns the ids, in the order given. */
export async function insertNamed(db: Db, names: readonly string[], createdAt: Date): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const data = names.slice(i, i + AT_ONCE).map((name) => ({ name, createdAt }));
    ids.push(...(await db.person.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id));
  }
  return ids;
}
