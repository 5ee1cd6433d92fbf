import type { Db } from '../../database.ts';
import type { Provable, Proved } from './types.ts';

/** The newest service and donation records of one reporter since `since`; a record of several rows once. */
export async function findRecent(db: Db, who: { personId: number; since: Date; limit: number }): Promise<Provable[]> {
  const where = { reporterId: who.personId, createdAt: { gte: who.since }, revokedAt: null };
  const services = await db.serviceRecord.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true, title: true, day: true, createdAt: true, messageId: true },
  });
  const donations = await db.donation.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true, item: true, day: true, createdAt: true, messageId: true },
  });
  const works = await db.workRecord.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true, title: true, item: true, day: true, createdAt: true, messageId: true },
  });
  const records = [
    ...services.map((row) => ({ ...row, kind: 'service' as const })),
    ...donations.map(({ item, ...row }) => ({ ...row, title: `捐赠${item}`, kind: 'donation' as const })),
    ...works.map(({ item, title, ...row }) => ({ ...row, title: title ?? item, kind: 'work' as const })),
  ];
  const firsts = new Map<string, Provable>();
  for (const { kind, id, messageId, title, day, createdAt } of records) {
    const batch = `${kind}:${messageId ?? `row${id}`}`;
    if (!firsts.has(batch)) firsts.set(batch, { subject: `${kind}:${id}`, title, day, recordedAt: createdAt });
  }
  const newestFirst = [...firsts.values()].sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
  return newestFirst.slice(0, who.limit);
}

/** Ties the message's own pictures to a record, or unties them; returns how many. */
export async function tieMessage(
  db: Db,
  tie: { messageId: number; personId: number; subject: string | null },
): Promise<number> {
  const { messageId, personId, subject } = tie;
  const tied = await db.attachment.updateMany({
    where: { messageId, message: { personId }, state: { not: 'refused' } },
    data: { subject },
  });
  return tied.count;
}

/** What the message's pictures prove; null: nothing yet. */
export async function findTie(db: Db, messageId: number): Promise<string | null> {
  const row = await db.attachment.findFirst({
    where: { messageId, subject: { not: null } },
    select: { subject: true },
  });
  return row?.subject ?? null;
}

/** Files kept as proof, newest first; `personId` null: of everybody. */
export async function findProofs(db: Db, who: { personId: number | null; limit: number }): Promise<Proved[]> {
  const rows = await db.attachment.findMany({
    where: {
      ...{ state: 'kept', subject: { not: null } },
      ...(who.personId === null ? {} : { message: { personId: who.personId } }),
    },
    orderBy: { id: 'desc' },
    take: who.limit,
    select: { subject: true, createdAt: true, file: { select: { id: true, name: true } } },
  });
  const bySubject = new Map<string, { id: string; name: string }[]>();
  for (const { subject, file } of rows) {
    if (subject && file) bySubject.set(subject, [file, ...(bySubject.get(subject) ?? [])]);
  }
  const found = await Promise.all([...bySubject].map(([subject, files]) => findRecord(db, subject, files)));
  return found.filter((record) => record !== undefined);
}

async function findRecord(db: Db, subject: string, files: Proved['files']): Promise<Proved | undefined> {
  const [kind, id] = subject.split(':');
  const found = await RECORDS[kind ?? '']?.(db, { id: Number(id) });
  if (!found) return undefined;
  const { title, day, createdAt, reporter } = found;
  return { subject, title, day, recordedAt: createdAt, reporter: reporter?.name ?? null, files };
}

const SHARED = { day: true, createdAt: true, reporter: { select: { name: true } } } as const;

interface Recorded {
  title: string;
  day: string;
  createdAt: Date;
  reporter: { name: string | null } | null;
}

/** What can have a proof, by the first half of its subject. */
const RECORDS: Record<string, (db: Db, where: { id: number }) => Promise<Recorded | undefined>> = {
  async service(db, where) {
    return (await db.serviceRecord.findUnique({ where, select: { ...SHARED, title: true } })) ?? undefined;
  },
  async donation(db, where) {
    const row = await db.donation.findUnique({ where, select: { ...SHARED, item: true } });
    return row ? { ...row, title: `捐赠${row.item}` } : undefined;
  },
  async work(db, where) {
    const row = await db.workRecord.findUnique({ where, select: { ...SHARED, title: true, item: true } });
    return row ? { ...row, title: row.title ?? row.item } : undefined;
  },
};

export async function findSenderOf(db: Db, messageId: number): Promise<number> {
  const message = await db.message.findUniqueOrThrow({ where: { id: messageId }, select: { personId: true } });
  if (message.personId === null) throw new Error('an answered message has its sender');
  return message.personId;
}
