import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';

export type CheckInWay = 'typed' | 'button' | 'code' | 'by_hand';

/** Written out: an enum on PostgreSQL takes no text parameter. */
const WAYS: Readonly<Record<CheckInWay, Prisma.Sql>> = {
  typed: Prisma.sql`'typed'`,
  button: Prisma.sql`'button'`,
  code: Prisma.sql`'code'`,
  by_hand: Prisma.sql`'by_hand'`,
};
const STANDING = { activeKey: { not: null } } as const;

export interface Present {
  personId: number;
  name: string;
  at: Date;
  way: CheckInWay;
}

/** Keeps that somebody is there, once; false where it stands already. */
export async function insertAttendance(
  db: Db,
  one: { holdingId: number; personId: number; way: CheckInWay; messageId: number; now: Date },
): Promise<boolean> {
  const { holdingId, personId, way, messageId, now } = one;
  const made = await db.$executeRaw(Prisma.sql`
    INSERT INTO attendance (occurrence_id, person_id, at, way, active_key, message_id, created_at)
    VALUES (${holdingId}, ${personId}, ${now}, ${WAYS[way]}, ${keyOf(holdingId, personId)}, ${messageId}, ${now})
    ON CONFLICT (active_key) DO NOTHING`);
  return made > 0;
}

export async function withdrawAttendance(db: Db, holdingId: number, personId: number, now: Date): Promise<void> {
  await db.attendance.updateMany({
    where: { activeKey: keyOf(holdingId, personId) },
    data: { activeKey: null, withdrawnAt: now },
  });
}

/** Those who are there, as they came. */
export async function findPresent(db: Db, holdingId: number): Promise<Present[]> {
  const rows = await db.attendance.findMany({
    where: { occurrenceId: holdingId, ...STANDING },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { personId: true, at: true, way: true, person: { select: { name: true, userid: true } } },
  });
  return rows.map(({ person, ...row }) => ({ ...row, name: person.name ?? person.userid ?? '未留姓名' }));
}

export interface Code {
  id: number;
  holdingId: number;
  code: string;
  expiresAt: Date;
  usedById: number | null;
}

const CODE = { id: true, occurrenceId: true, code: true, expiresAt: true, usedById: true } as const;

/** Codes of a holding that nobody has used and that are good beyond an instant. */
export async function findFreeCodes(db: Db, holdingId: number, after: Date): Promise<Code[]> {
  const where = { occurrenceId: holdingId, usedById: null, expiresAt: { gt: after } };
  return (await db.checkInCode.findMany({ where, orderBy: { id: 'asc' }, select: CODE })).map(toCode);
}

/** False where the holding has had this code before. */
export async function insertCode(
  db: Db,
  { holdingId, code, expiresAt, now }: Pick<Code, 'holdingId' | 'code' | 'expiresAt'> & { now: Date },
): Promise<boolean> {
  const made = await db.$executeRaw`
    INSERT INTO check_in_code (occurrence_id, code, expires_at, created_at)
    VALUES (${holdingId}, ${code}, ${expiresAt}, ${now})
    ON CONFLICT (occurrence_id, code) DO NOTHING`;
  return made > 0;
}

/** Of every holding that had it, the newest first. */
export async function findCodes(db: Db, code: string): Promise<Code[]> {
  return (await db.checkInCode.findMany({ where: { code }, orderBy: { id: 'desc' }, select: CODE })).map(toCode);
}

/** Uses a code up; false where somebody has just done so, or it is too old. */
export async function claimCode(db: Db, id: number, personId: number, now: Date): Promise<boolean> {
  const claimed = await db.checkInCode.updateMany({
    where: { id, usedById: null, expiresAt: { gt: now } },
    data: { usedById: personId, usedAt: now },
  });
  return claimed.count === 1;
}

/** From here to the end of the transaction no other message of this person is dealt with. */
export async function lockPerson(db: Db, id: number): Promise<void> {
  await db.$executeRaw`UPDATE person SET name = name WHERE id = ${id}`;
}

/** How many codes of somebody were refused since then. */
export function countRefused(db: Db, personId: number, since: Date): Promise<number> {
  return db.auditEntry.count({ where: { actorId: personId, action: 'check_in_refused', at: { gt: since } } });
}

const GRACE = 'meeting_grace_minutes';

export async function readGrace(db: Db): Promise<unknown> {
  return (await db.setting.findUnique({ where: { key: GRACE } }))?.value;
}

export async function saveGrace(db: Db, minutes: number): Promise<void> {
  const where = { key: GRACE };
  await db.setting.upsert({ where, create: { key: GRACE, value: minutes }, update: { value: minutes } });
}

function toCode({ occurrenceId, ...rest }: Omit<Code, 'holdingId'> & { occurrenceId: number }): Code {
  return { ...rest, holdingId: occurrenceId };
}

/** While it stands, nobody can be there twice. */
function keyOf(holdingId: number, personId: number): string {
  return `${holdingId}:${personId}`;
}
