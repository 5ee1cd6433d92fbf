import type { Db } from '../../database.ts';
import { Prisma } from '../../generated/sqlite/client.ts';
import type { Known, Listed } from './types.ts';

const FROM_DIRECTORY = 'directory_name';
const NAMESAKES_SHOWN = 10;
const SYNCED_AT = 'directory_synced_at';

/** Null: WeCom knows it as a plain userid. Undefined: never asked. */
export async function findPlain(db: Db, openUserid: string): Promise<string | null | undefined> {
  const row = await db.openUserid.findUnique({ where: { openUserid }, select: { userid: true } });
  return row ? row.userid : undefined;
}

export async function savePlain(db: Db, known: ReadonlyMap<string, string | null>, now: Date): Promise<void> {
  for (const [openUserid, userid] of known) {
    const data = { userid, checkedAt: now };
    await db.openUserid.upsert({ where: { openUserid }, create: { openUserid, ...data }, update: data });
  }
}

/** Forgets which userids were taken for plain, but for those of `listed`: they may be encrypted after all. */
export async function forgetPlain(db: Db, listed: ReadonlySet<string>): Promise<void> {
  const rows = await db.openUserid.findMany({ where: { userid: null }, select: { openUserid: true } });
  const doubtful = rows.map((row) => row.openUserid).filter((id) => !listed.has(id.toLowerCase()));
  for (let i = 0; i < doubtful.length; i += 500) {
    await db.openUserid.deleteMany({ where: { openUserid: { in: doubtful.slice(i, i + 500) } } });
  }
}

/** Userids, as WeCom spells them, of people who wrote and of whom it is not known whether theirs is encrypted. */
export async function findUnchecked(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ userid: string }[]>(Prisma.sql`
    SELECT COALESCE(p.wecom_id, p.userid) AS userid FROM person p
    WHERE p.userid IS NOT NULL AND EXISTS (SELECT 1 FROM message m WHERE m.person_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM open_userid o WHERE o.open_userid = COALESCE(p.wecom_id, p.userid))
    ORDER BY p.id LIMIT ${limit}`);
  return rows.map(({ userid }) => userid);
}

export interface Encrypted {
  id: number;
  /** Lower case, encrypted. */
  openUserid: string;
  /** Whom it stands for. */
  userid: string;
}

/** People still kept under an encrypted userid although it is known whom it stands for. */
export async function findEncrypted(db: Db): Promise<Encrypted[]> {
  const rows = await db.$queryRaw<Encrypted[]>(Prisma.sql`
    SELECT p.id, p.userid AS "openUserid", o.userid FROM person p
    JOIN open_userid o ON o.open_userid = COALESCE(p.wecom_id, p.userid)
    WHERE o.userid IS NOT NULL ORDER BY p.id`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

export async function findIdOf(db: Db, userid: string): Promise<number | undefined> {
  return (await db.person.findUnique({ where: { userid }, select: { id: true } }))?.id;
}

export async function updateUserid(db: Db, id: number, userid: string, wecomId: string | null): Promise<void> {
  await db.person.update({ where: { id }, data: { userid, wecomId }, select: { id: true } });
}

export async function readdressLate(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await db.lateAnswer.updateMany({ where: { userid: from, deliveredAt: null }, data: { userid: to } });
}

/** Whether the person is known by name, or was asked for it; undefined: not known at all. */
export async function findNaming(db: Db, userid: string): Promise<{ isSettled: boolean } | undefined> {
  const row = await db.person.findUnique({ where: { userid }, select: { name: true, nameAskedAt: true } });
  return row ? { isSettled: row.name !== null || row.nameAskedAt !== null } : undefined;
}

/** @returns the id of the person made; undefined: somebody has the userid already. */
export async function insertListed(
  db: Db,
  { userid, wecomId, name }: Listed,
  { unitId, now }: { unitId: number | null; now: Date },
): Promise<number | undefined> {
  const [made] = await db.$queryRaw<{ id: number | bigint }[]>(Prisma.sql`
    INSERT INTO person (userid, wecom_id, name, unit_id, created_at)
    VALUES (${userid}, ${wecomId}, ${name ?? null}, ${unitId}, ${now})
    ON CONFLICT (userid) DO NOTHING RETURNING id`);
  return made && Number(made.id);
}

export async function findKnown(db: Db, userids: readonly string[]): Promise<Map<string, Known>> {
  const select = { id: true, userid: true, wecomId: true, name: true, unitId: true };
  const rows = await db.person.findMany({ where: { userid: { in: [...userids] } }, select });
  return new Map(rows.flatMap(({ userid, ...row }) => (userid === null ? [] : [[userid, { ...row, userid }]])));
}

export async function updateKnown(
  db: Db,
  id: number,
  data: { name?: string; unitId?: number; wecomId?: string },
): Promise<void> {
  await db.person.update({ where: { id }, data, select: { id: true } });
}

/** Names where there is none yet; false: somebody named the person meanwhile. */
export async function nameNameless(db: Db, id: number, name: string): Promise<boolean> {
  return (await db.person.updateMany({ where: { id, name: null }, data: { name } })).count > 0;
}

/** Of these people, those whose present name was last set from the address book. */
export async function findNamedByDirectory(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db.auditEntry.findMany({
    where: { subject: { in: ids.map(subjectOf) }, action: { in: ['name', FROM_DIRECTORY] } },
    select: { subject: true, action: true },
    orderBy: { id: 'asc' },
  });
  const last = new Map(rows.map(({ subject, action }) => [subject, action]));
  return new Set(ids.filter((id) => last.get(subjectOf(id)) === FROM_DIRECTORY));
}

export interface Naming {
  id: number;
  from: string | null;
  to: string;
}

/** Leaves the trace by which a name of the address book is told from one that was said. */
export async function recordNames(
  db: Db,
  names: readonly Naming[],
  trace: { actorId: number | null; messageId: number | null; at: Date },
): Promise<void> {
  if (names.length === 0) return;
  await db.auditEntry.createMany({
    data: names.map(({ id, from, to }) => ({
      ...{ ...trace, action: FROM_DIRECTORY, subject: subjectOf(id), detail: { from, to } },
    })),
  });
}

/** Ids of the stations by name, made where they are new. */
export async function ensureStations(
  db: Db,
  names: readonly string[],
): Promise<{ ids: Map<string, number>; made: number }> {
  const known = await db.unit.findMany({ where: { name: { in: [...names] } } });
  const ids = new Map(known.map(({ name, id }) => [name, id]));
  const missing = names.filter((name) => !ids.has(name));
  for (const name of missing) {
    const { id } = await db.unit.upsert({ where: { name }, create: { name }, update: {}, select: { id: true } });
    ids.set(name, id);
  }
  return { ids, made: missing.length };
}

/** Names that several people have, at most ten. */
export async function findNamesakes(db: Db): Promise<string[]> {
  const rows = await db.person.groupBy({
    by: ['name'],
    where: { name: { not: null } },
    having: { name: { _count: { gt: 1 } } },
    orderBy: { name: 'asc' },
    take: NAMESAKES_SHOWN,
  });
  return rows.flatMap(({ name }) => name ?? []);
}

/** How many write to the bot and are none of `listed`. */
export async function countUnlisted(db: Db, listed: ReadonlySet<string>): Promise<number> {
  const rows = await db.person.findMany({ where: { userid: { not: null } }, select: { userid: true } });
  return rows.filter(({ userid }) => userid !== null && !listed.has(userid)).length;
}

/** Who wrote the message. */
export async function findAuthor(db: Db, messageId: number): Promise<number | null> {
  const row = await db.message.findUnique({ where: { id: messageId }, select: { personId: true } });
  return row?.personId ?? null;
}

export async function findSyncedAt(db: Db): Promise<Date | undefined> {
  const row = await db.setting.findUnique({ where: { key: SYNCED_AT } });
  return typeof row?.value === 'string' ? new Date(row.value) : undefined;
}

export async function saveSyncedAt(db: Db, now: Date): Promise<void> {
  const value = now.toISOString();
  await db.setting.upsert({ where: { key: SYNCED_AT }, create: { key: SYNCED_AT, value }, update: { value } });
}

function subjectOf(id: number): string {
  return `person:${id}`;
}
