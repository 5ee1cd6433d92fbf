import type { Db } from '../../../database.ts';
import type { AgendaPoint } from '../types.ts';

const SELECT = {
  id: true,
  meetingId: true,
  occurrenceId: true,
  text: true,
  state: true,
  proposerId: true,
  createdAt: true,
  proposer: { select: { name: true, userid: true } },
  occurrence: { select: { state: true, startsAt: true } },
} as const;

export interface AgendaItem extends AgendaPoint {
  meetingId: number;
  /** Null: the next holding after it was put. */
  holdingId: number | null;
  state: 'open' | 'covered' | 'withdrawn';
}

export async function insertItem(
  db: Db,
  item: Pick<AgendaItem, 'meetingId' | 'holdingId' | 'text'> & { proposerId: number; messageId: number; now: Date },
): Promise<number> {
  const { holdingId: occurrenceId, now: createdAt, ...rest } = item;
  return (await db.agendaItem.create({ data: { ...rest, occurrenceId, createdAt }, select: { id: true } })).id;
}

export async function findItem(db: Db, id: number): Promise<AgendaItem | undefined> {
  const row = await db.agendaItem.findUnique({ where: { id }, select: SELECT });
  return row ? toItem(row) : undefined;
}

/** Changes it unless somebody has just done so; true where it did. */
export async function changeItem(
  db: Db,
  id: number,
  from: AgendaItem['state'],
  to: AgendaItem['state'],
): Promise<boolean> {
  return (await db.agendaItem.updateMany({ where: { id, state: from }, data: { state: to } })).count === 1;
}

export async function placeItem(db: Db, id: number, holdingId: number | null, now?: Date): Promise<void> {
  const data = { occurrenceId: holdingId, ...(now ? { createdAt: now } : {}) };
  await db.agendaItem.update({ where: { id }, data, select: { id: true } });
}

/**
 * What is on the agenda of each of these holdings. What was put for the next one, or for one that was called off since,
 * is on the first that is held after.
 */
export async function pointsOf(
  db: Db,
  holdings: readonly { id: number; meetingId: number }[],
): Promise<ReadonlyMap<number, AgendaPoint[]>> {
  const points = new Map<number, AgendaPoint[]>();
  const ids = holdings.map(({ id }) => id);
  const meetingId = { in: [...new Set(holdings.map((holding) => holding.meetingId))] };
  const rows = await db.agendaItem.findMany({
    where: {
      ...{ meetingId, state: 'open' as const },
      OR: [{ occurrenceId: { in: ids } }, { occurrenceId: null }, { occurrence: { state: 'cancelled' } }],
    },
    orderBy: { id: 'asc' },
    select: SELECT,
  });
  const isLoose = ({ occurrence }: (typeof rows)[number]) => occurrence?.state !== 'planned';
  const planned = rows.some(isLoose)
    ? await db.meetingOccurrence.findMany({
        where: { meetingId, state: 'planned', startsAt: { gt: firstOf(rows.map(sinceOf)) } },
        orderBy: { startsAt: 'asc' },
        select: { id: true, meetingId: true, startsAt: true },
      })
    : [];
  for (const row of rows) {
    const next = () => planned.find((one) => one.meetingId === row.meetingId && one.startsAt > sinceOf(row))?.id;
    const on = isLoose(row) ? next() : (row.occurrenceId ?? undefined);
    if (on !== undefined) points.set(on, [...(points.get(on) ?? []), toItem(row)]);
  }
  return points;
}

function sinceOf({ occurrence, createdAt }: { occurrence: { startsAt: Date } | null; createdAt: Date }): Date {
  return occurrence?.startsAt ?? createdAt;
}

function firstOf(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}

interface Row extends Omit<AgendaItem, 'holdingId' | 'proposer'> {
  occurrenceId: number | null;
  proposer: { name: string | null; userid: string | null } | null;
}

function toItem({ id, meetingId, occurrenceId, text, state, proposerId, proposer }: Row): AgendaItem {
  const name = proposer && (proposer.name ?? proposer.userid);
  return { id, meetingId, holdingId: occurrenceId, text, state, proposerId, proposer: name };
}
