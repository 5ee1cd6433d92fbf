import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import type { Free, OnShift, PlannedDay } from '../types.ts';

const DAY = {
  ...{ id: true, day: true, startTime: true, endTime: true, startsAt: true, deadlineAt: true, capacity: true },
  ...{ placesLeft: true, state: true },
  post: { select: { id: true, serial: true, name: true } },
  activity: {
    select: {
      ...{ id: true, title: true, kind: true, place: true, chatId: true, organiserId: true, cancelReason: true },
      ...{ createdAt: true, organiser: { select: { id: true, userid: true } } },
    },
  },
} as const;

/** Days of all activities that are held and start, or are closed for registration, in a span; soonest first. */
export function selectHeld(
  db: Db,
  span: { from: Date; to: Date },
  by: 'startsAt' | 'deadlineAt',
): Promise<PlannedDay[]> {
  return db.occurrence.findMany({
    where: { state: 'open', [by]: { gte: span.from, lte: span.to } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: DAY,
  });
}

/** Those who have come to an activity of this title before, can be written to, and did not ask to be left alone. */
export async function selectExperienced(
  db: Db,
  { title, now, kind }: { title: string; now: Date; kind: string },
): Promise<Free[]> {
  const rows = await db.person.findMany({
    where: {
      userid: { not: null },
      optOuts: { none: { kind } },
      registrations: {
        some: { state: 'confirmed', occurrence: { state: 'open', startsAt: { lt: now }, activity: { title } } },
      },
    },
    orderBy: { id: 'asc' },
    select: { id: true, userid: true },
  });
  return rows.map(({ id, userid }) => ({ personId: id, userid }));
}

/** When these people are registered or wait on a day. */
export async function selectBusy(
  db: Db,
  day: Day,
  personIds: readonly number[],
): Promise<{ personId: number; startTime: string | null; endTime: string | null }[]> {
  const rows = await db.registration.findMany({
    where: { activeKey: { not: null }, personId: { in: [...personIds] }, occurrence: { day, state: 'open' } },
    select: { personId: true, occurrence: { select: { startTime: true, endTime: true } } },
  });
  return rows.map(({ personId, occurrence }) => ({ personId, ...occurrence }));
}

/** Everyone registered or waiting on these days, who is in first. */
export async function selectOnShift(db: Db, occurrenceIds: readonly number[]): Promise<OnShift[]> {
  const rows = await db.registration.findMany({
    where: { occurrenceId: { in: [...occurrenceIds] }, activeKey: { not: null } },
    orderBy: [{ state: 'asc' }, { id: 'asc' }],
    select: {
      ...{ occurrenceId: true, companions: true, state: true, standingId: true, createdAt: true },
      person: { select: { id: true, name: true, userid: true } },
    },
  });
  return rows.map(({ person, state, standingId, ...row }) => ({
    ...row,
    ...{ personId: person.id, name: person.name, userid: person.userid },
    ...{ isWaiting: state === 'waiting', isStanding: standingId !== null },
  }));
}
