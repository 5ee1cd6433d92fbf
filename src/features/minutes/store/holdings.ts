import type { Db } from '../../../database.ts';
import type { Prisma } from '../../../generated/sqlite/client.ts';
import type { Day } from '../../../language/day.ts';
import { attendeesSchema } from '../schema.ts';
import type { Held } from '../types.ts';

const WITH_MEETING = { meeting: true } satisfies Prisma.MeetingOccurrenceInclude;

/** Where people may speak of a meeting: in its own group, or of the branch's anywhere; null: one to one, of all. */
export interface Scope {
  chatId: string | null;
}

/** Holdings that began by `until`, the latest first. */
export async function findBegun(db: Db, scope: Scope, until: Date, limit: number): Promise<Held[]> {
  const rows = await db.meetingOccurrence.findMany({
    where: { startsAt: { lte: until }, ...visible(scope) },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    take: limit,
    include: WITH_MEETING,
  });
  return rows.map(toHeld);
}

/** Holdings on one of the days, or planned for one, in order of time. */
export async function findOnDays(db: Db, scope: Scope, days: readonly Day[]): Promise<Held[]> {
  const onDays = { in: [...days] };
  const rows = await db.meetingOccurrence.findMany({
    where: { OR: [{ day: onDays }, { nominalDay: onDays }], AND: visible(scope) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: WITH_MEETING,
  });
  return rows.map(toHeld);
}

export async function findHeld(db: Db, id: number): Promise<Held | undefined> {
  const row = await db.meetingOccurrence.findUnique({ where: { id }, include: WITH_MEETING });
  return row ? toHeld(row) : undefined;
}

/** Those of the holding's meeting that are open: put on this holding, or on whichever came next and this was it. */
export async function findPoints(db: Db, held: Held): Promise<{ id: number; text: string }[]> {
  return db.agendaItem.findMany({
    where: {
      meetingId: held.meetingId,
      state: 'open',
      OR: [{ occurrenceId: held.id }, { occurrenceId: null, createdAt: { lte: held.startsAt } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, text: true },
  });
}

/** Every point that was put on the holding, those covered by it too. */
export async function findPointsOf(db: Db, held: Held): Promise<string[]> {
  const rows = await db.agendaItem.findMany({
    where: { occurrenceId: held.id, state: { in: ['open', 'covered'] } },
    orderBy: { id: 'asc' },
    select: { text: true },
  });
  return rows.map(({ text }) => text);
}

/** Ends the points that are still open; returns their ids with what they were put on. */
export async function coverPoints(
  db: Db,
  holdingId: number,
  ids: readonly number[],
): Promise<{ id: number; holdingId: number | null }[]> {
  const open = await db.agendaItem.findMany({
    where: { id: { in: [...ids] }, state: 'open' },
    select: { id: true, occurrenceId: true },
  });
  await db.agendaItem.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, state: 'open' },
    data: { state: 'covered', occurrenceId: holdingId },
  });
  return open.map(({ id, occurrenceId }) => ({ id, holdingId: occurrenceId }));
}

/** As they were before coverPoints(). */
export async function reopenPoints(db: Db, points: readonly { id: number; holdingId: number | null }[]): Promise<void> {
  for (const { id, holdingId } of points) {
    await db.agendaItem.updateMany({
      where: { id, state: 'covered' },
      data: { state: 'open', occurrenceId: holdingId },
    });
  }
}

function visible({ chatId }: Scope): Prisma.MeetingOccurrenceWhereInput {
  return chatId === null ? {} : { meeting: { OR: [{ chatId }, { chatId: null }] } };
}

function toHeld(row: Prisma.MeetingOccurrenceGetPayload<{ include: typeof WITH_MEETING }>): Held {
  const { id, meetingId, day, nominalDay, startTime, startsAt, place, state, movedWhy, isByHand, meeting } = row;
  const { kind, unitId } = meeting;
  const attendees = attendeesSchema.nullable().parse(meeting.attendees);
  const agenda = Array.isArray(meeting.agenda) ? meeting.agenda.map(String) : [];
  const isDropped = state === 'cancelled' && !isByHand && movedWhy === null;
  const of = {
    kind,
    attendees,
    unitId,
    title: meeting.title,
    chair: meeting.chair,
    agenda,
    place: place ?? meeting.place,
  };
  return { id, meetingId, day, nominalDay, startTime, startsAt, movedWhy, state: isDropped ? 'dropped' : state, ...of };
}
