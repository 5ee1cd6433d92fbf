import type { Db } from '../../../database.ts';
import { Prisma } from '../../../generated/sqlite/client.ts';
import type { Day } from '../../../language/day.ts';
import type { Recurrence } from '../../../language/reading.ts';
import type { Attendees, Leave, Meeting, MeetingRule, StoredHolding, Timing } from '../types.ts';
import { pointsOf } from './agenda.ts';

const STANDING_LEAVES = {
  where: { activeKey: { not: null } },
  orderBy: { id: 'asc' },
  select: { personId: true, reason: true, person: { select: { name: true, userid: true } } },
} satisfies Prisma.MeetingOccurrence$leavesArgs;
const WITH_LEAVES = { meeting: true, leaves: STANDING_LEAVES } satisfies Prisma.MeetingOccurrenceInclude;

export async function findActiveMeetings(db: Db): Promise<Meeting[]> {
  const rows = await db.meeting.findMany({ where: { state: 'active' }, orderBy: { id: 'asc' } });
  return rows.map(toMeeting);
}

export async function findMeeting(db: Db, id: number): Promise<Meeting | undefined> {
  const row = await db.meeting.findUnique({ where: { id } });
  return row ? toMeeting(row) : undefined;
}

export async function hasMeeting(db: Db): Promise<boolean> {
  return (await db.meeting.findFirst({ select: { id: true } })) !== null;
}

export async function insertMeeting(
  db: Db,
  rule: MeetingRule,
  trace: { messageId: number | null; now: Date },
): Promise<Meeting> {
  const data = { ...toColumns(rule), messageId: trace.messageId, createdAt: trace.now };
  return toMeeting(await db.meeting.create({ data }));
}

export async function updateMeeting(db: Db, id: number, rule: MeetingRule): Promise<Meeting> {
  return toMeeting(await db.meeting.update({ where: { id }, data: { ...toColumns(rule), state: 'active' } }));
}

export async function endMeeting(db: Db, id: number): Promise<void> {
  await db.meeting.update({ where: { id }, data: { state: 'ended' }, select: { id: true } });
}

/** Holdings whose nominal day is `since` or later, in that order. */
export async function findHoldings(db: Db, meetingId: number, since: Day): Promise<StoredHolding[]> {
  const rows = await db.meetingOccurrence.findMany({
    where: { meetingId, nominalDay: { gte: since } },
    orderBy: { nominalDay: 'asc' },
    include: WITH_LEAVES,
  });
  return withAnswers(db, rows);
}

export async function findHolding(db: Db, id: number): Promise<StoredHolding | undefined> {
  const row = await db.meetingOccurrence.findUnique({ where: { id }, include: WITH_LEAVES });
  return row ? (await withAnswers(db, [row]))[0] : undefined;
}

export async function findHoldingOn(db: Db, meetingId: number, nominalDay: Day): Promise<StoredHolding | undefined> {
  const where = { meetingId_nominalDay: { meetingId, nominalDay } };
  const row = await db.meetingOccurrence.findUnique({ where, include: WITH_LEAVES });
  return row ? (await withAnswers(db, [row]))[0] : undefined;
}

/** From here to the end of the transaction nobody else answers for this holding or changes it. */
export async function lockHolding(db: Db, id: number): Promise<void> {
  await db.$executeRaw`UPDATE meeting_occurrence SET place = place WHERE id = ${id}`;
}

/** Keeps a holding of the plan unless another process has just done so; true where this call made it. */
export async function insertHolding(
  db: Db,
  holding: Timing & { meeting: { id: number }; nominalDay: Day },
): Promise<boolean> {
  const { meeting, nominalDay, day, startTime, place, startsAt, movedWhy, state } = holding;
  const made = await db.$executeRaw`
    INSERT INTO meeting_occurrence (meeting_id, nominal_day, day, start_time, place, starts_at, moved_why)
    VALUES (${meeting.id}, ${nominalDay}, ${day}, ${startTime}, ${place}, ${startsAt}, ${movedWhy})
    ON CONFLICT (meeting_id, nominal_day) DO NOTHING`;
  if (made === 0) return false;
  // The state is an enum on PostgreSQL, which takes no text parameter for it: the rare one is set after.
  if (state === 'cancelled')
    await db.meetingOccurrence.updateMany({ where: { meetingId: meeting.id, nominalDay }, data: { state } });
  return true;
}

/** Changes a holding of the plan; false where a person or another process has changed it meanwhile. */
export async function replanHolding(db: Db, known: StoredHolding, timing: Timing): Promise<boolean> {
  const { id, startsAt, state, place, movedWhy } = known;
  const changed = await db.meetingOccurrence.updateMany({
    where: { id, isByHand: false, startsAt, state, place, movedWhy },
    data: columnsOf(timing),
  });
  return changed.count === 1;
}

export async function setTiming(db: Db, id: number, timing: Timing): Promise<void> {
  await db.meetingOccurrence.update({ where: { id }, data: columnsOf(timing), select: { id: true } });
}

/** Whether people have been, or are about to be, told of a change of the holding. */
export async function hasChangeNotice(db: Db, keyPrefix: string): Promise<boolean> {
  const where = { key: { startsWith: `${keyPrefix}change:` } };
  return (await db.outboxItem.findFirst({ where, select: { id: true } })) !== null;
}

/** Whether anything about a holding has reached people, or is on its way to them. */
export async function wasAnnounced(db: Db, keyPrefix: string): Promise<boolean> {
  const row = await db.outboxItem.findFirst({
    where: { key: { startsWith: keyPrefix }, state: { in: ['sent', 'sending'] } },
    select: { id: true },
  });
  return row !== null;
}

/** Keeps a leave once; false where it stands already. */
export async function insertLeave(
  db: Db,
  leave: { holdingId: number; personId: number; reason: string | null; messageId: number; now: Date },
): Promise<boolean> {
  const { holdingId, personId, reason, messageId, now } = leave;
  const made = await db.$executeRaw`
    INSERT INTO meeting_leave (occurrence_id, person_id, reason, active_key, message_id, created_at)
    VALUES (${holdingId}, ${personId}, ${reason}, ${keyOf(holdingId, personId)}, ${messageId}, ${now})
    ON CONFLICT (active_key) DO NOTHING`;
  return made > 0;
}

export async function withdrawLeave(db: Db, holdingId: number, personId: number, now: Date): Promise<boolean> {
  const changed = await db.meetingLeave.updateMany({
    where: { activeKey: keyOf(holdingId, personId) },
    data: { activeKey: null, withdrawnAt: now },
  });
  return changed.count > 0;
}

/** The reason of a leave that stands without one; false where there is none such. */
export async function explainLeave(db: Db, holdingId: number, personId: number, reason: string): Promise<boolean> {
  const where = { activeKey: keyOf(holdingId, personId), reason: null };
  return (await db.meetingLeave.updateMany({ where, data: { reason } })).count > 0;
}

/** Keeps an acceptance once; false where it stands already. */
export async function insertAcceptance(
  db: Db,
  acceptance: { holdingId: number; personId: number; messageId: number; now: Date },
): Promise<boolean> {
  const { holdingId, personId, messageId, now } = acceptance;
  const made = await db.$executeRaw`
    INSERT INTO meeting_acceptance (occurrence_id, person_id, active_key, message_id, created_at)
    VALUES (${holdingId}, ${personId}, ${keyOf(holdingId, personId)}, ${messageId}, ${now})
    ON CONFLICT (active_key) DO NOTHING`;
  return made > 0;
}

export async function withdrawAcceptance(db: Db, holdingId: number, personId: number, now: Date): Promise<boolean> {
  const changed = await db.meetingAcceptance.updateMany({
    where: { activeKey: keyOf(holdingId, personId) },
    data: { activeKey: null, withdrawnAt: now },
  });
  return changed.count > 0;
}

/** While a leave or an acceptance stands, nobody can have a second of the same key. */
function keyOf(holdingId: number, personId: number): string {
  return `${holdingId}:${personId}`;
}

/** True once and for all for the first caller. */
export async function claimDefaults(db: Db): Promise<boolean> {
  const made = await db.$executeRaw`
    INSERT INTO setting (key, value) VALUES ('meeting_defaults_made', 'true') ON CONFLICT (key) DO NOTHING`;
  return made > 0;
}

function columnsOf({ day, startTime, place, startsAt, movedWhy, isByHand, state }: Timing): Timing {
  return { day, startTime, place, startsAt, movedWhy, isByHand, state };
}

function toColumns({ recurrence, attendees, ...rule }: MeetingRule) {
  return { ...rule, recurrence: toJson(recurrence), attendees: toJson(attendees) };
}

function toJson(value: object | null) {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject);
}

function toMeeting(row: Prisma.MeetingGetPayload<object>): Meeting {
  const { id, title, kind, onDay, fromDay, untilDay, startTime, place, chair, unitId, chatId, createdAt } = row;
  const agenda = Array.isArray(row.agenda) ? row.agenda.map(String) : [];
  // Both are written by insertMeeting and updateMeeting only, from the same types.
  const recurrence = row.recurrence as unknown as Recurrence | null;
  const attendees = row.attendees as unknown as Attendees | null;
  return {
    ...{ id, title, kind, recurrence, onDay, fromDay, untilDay, startTime, place, chair, agenda },
    ...{ attendees, unitId, chatId, createdAt },
  };
}

type Row = Prisma.MeetingOccurrenceGetPayload<{ include: typeof WITH_LEAVES }>;

/** Read one after the other: within a transaction one connection takes one query at a time. */
async function withAnswers(db: Db, rows: readonly Row[]): Promise<StoredHolding[]> {
  const standing = await db.meetingAcceptance.findMany({
    where: { occurrenceId: { in: rows.map(({ id }) => id) }, activeKey: { not: null } },
    orderBy: { id: 'asc' },
    select: { occurrenceId: true, personId: true, person: { select: { name: true, userid: true } } },
  });
  const points = await pointsOf(db, rows);
  return rows.map((row) => {
    const { id, nominalDay } = row;
    const leaves = row.leaves.map(({ person, ...leave }): Leave => ({ ...leave, name: nameOf(person) }));
    const acceptances = standing
      .filter(({ occurrenceId }) => occurrenceId === id)
      .map(({ personId, person }) => ({ personId, name: nameOf(person) }));
    return {
      ...columnsOf(row),
      id,
      nominalDay,
      meeting: toMeeting(row.meeting),
      leaves,
      acceptances,
      points: points.get(id) ?? [],
    };
  });
}

function nameOf({ name, userid }: { name: string | null; userid: string | null }): string {
  return name ?? userid ?? '未留姓名';
}
