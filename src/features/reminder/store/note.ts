import type { Audience, Recipient } from '../../../bot/reminder.ts';
import type { Db } from '../../../database.ts';
import type { Prisma } from '../../../generated/sqlite/client.ts';

export interface Note {
  id: number;
  text: string;
  at: Date;
  audience: Audience;
  creatorId: number | null;
  createdAt: Date;
}

type NewNote = Omit<Note, 'id'> & { chatId: string | null; messageId: number };

export async function insertNote(db: Db, { audience, ...note }: NewNote): Promise<Note> {
  // Dates are kept as text in JSON.
  const json = JSON.parse(JSON.stringify(audience)) as Prisma.InputJsonObject;
  return toNote(await db.note.create({ data: { ...note, audience: json } }));
}

export async function findNote(db: Db, id: number): Promise<Note | undefined> {
  const row = await db.note.findUnique({ where: { id } });
  return row && row.endedAt === null ? toNote(row) : undefined;
}

/** Those that stand, due in the span, both ends included, in order. */
export async function findNotes(
  db: Db,
  { from, to, creatorId }: { from: Date; to: Date; creatorId?: number },
): Promise<Note[]> {
  const until = new Date(Math.min(to.getTime(), Date.UTC(9999, 0)));
  const rows = await db.note.findMany({
    where: { endedAt: null, at: { gte: from, lte: until }, ...(creatorId === undefined ? {} : { creatorId }) },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toNote);
}

export async function endNote(db: Db, id: number, now: Date): Promise<void> {
  await db.note.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
}

export async function reopenNote(db: Db, id: number): Promise<void> {
  await db.note.updateMany({ where: { id }, data: { endedAt: null } });
}

function toNote({ id, text, at, audience, creatorId, createdAt }: Prisma.NoteGetPayload<object>): Note {
  // Written by insertNote only.
  const kept = audience as unknown as Audience;
  if (kept.kind !== 'people') return { id, text, at, audience: kept, creatorId, createdAt };
  const people = kept.people.map((recipient): Recipient => ({ ...recipient, since: new Date(recipient.since) }));
  return { id, text, at, audience: { ...kept, people }, creatorId, createdAt };
}
