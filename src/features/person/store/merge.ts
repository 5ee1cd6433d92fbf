import { higherRole } from '../../../bot/permission.ts';
import type { Db } from '../../../database.ts';

/** From outside the party into it. */
const PARTY_WAY = ['none', 'applicant', 'activist', 'probationary', 'member'] as const;

interface People {
  from: number;
  to: number;
}

/**
 * Moves all that is recorded under `from` to `to` and deletes `from`: one known by name only, or by an encrypted userid.
 * Where both are registered for the same day, the registration of `to` stays and that of `from` ends.
 * @returns the occurrences on which places became free.
 */
export async function mergePeople(db: Db, people: People, now: Date): Promise<number[]> {
  const freed = await moveRegistrations(db, people, now);
  await moveStanding(db, people, now);
  await moveLeaves(db, people, now);
  await moveAcceptances(db, people, now);
  await moveAttendances(db, people, now);
  await moveAttendees(db, people);
  await moveBallots(db, people);
  await moveOptOuts(db, people);
  await moveQuestions(db, people);
  await moveRest(db, people);
  await moveGroupLeads(db, people);
  await joinRows(db, people);
  await db.person.delete({ where: { id: people.from }, select: { id: true } });
  return freed;
}

async function moveRegistrations(db: Db, { from, to }: People, now: Date): Promise<number[]> {
  const freed: number[] = [];
  const rows = await db.registration.findMany({
    where: { personId: from },
    select: { id: true, occurrenceId: true, state: true, companions: true, activeKey: true },
    orderBy: { occurrenceId: 'asc' },
  });
  for (const row of rows) {
    const isActive = row.activeKey !== null;
    const activeKey = isActive ? `${row.occurrenceId}:${to}` : null;
    const isDouble = activeKey !== null && (await db.registration.findUnique({ where: { activeKey } })) !== null;
    const data = isDouble
      ? { personId: to, activeKey: null, state: 'cancelled' as const, cancelledAt: now }
      : { personId: to, activeKey };
    await db.registration.update({ where: { id: row.id }, data, select: { id: true } });
    if (!isDouble || row.state !== 'confirmed') continue;
    await db.occurrence.updateMany({
      where: { id: row.occurrenceId },
      data: { placesLeft: { increment: 1 + row.companions } },
    });
    freed.push(row.occurrenceId);
  }
  return freed;
}

/** Of two for one activity the one of `to` stays; days the other has made stay as they are. */
async function moveStanding(db: Db, { from, to }: People, now: Date): Promise<void> {
  const rows = await db.standingRegistration.findMany({
    where: { personId: from },
    select: { id: true, activityId: true, activeKey: true },
  });
  for (const row of rows) {
    const activeKey = row.activeKey === null ? null : `${row.activityId}:${to}`;
    const isDouble =
      activeKey !== null && (await db.standingRegistration.findUnique({ where: { activeKey } })) !== null;
    const data = isDouble ? { personId: to, activeKey: null, endedAt: now } : { personId: to, activeKey };
    await db.standingRegistration.update({ where: { id: row.id }, data, select: { id: true } });
  }
  await db.standingRegistration.updateMany({ where: { registrarId: from }, data: { registrarId: to } });
}

async function moveLeaves(db: Db, { from, to }: People, now: Date): Promise<void> {
  const rows = await db.meetingLeave.findMany({
    where: { personId: from },
    select: { id: true, occurrenceId: true, activeKey: true },
  });
  for (const row of rows) {
    const activeKey = row.activeKey === null ? null : `${row.occurrenceId}:${to}`;
    const isDouble = activeKey !== null && (await db.meetingLeave.findUnique({ where: { activeKey } })) !== null;
    const data = isDouble ? { personId: to, activeKey: null, withdrawnAt: now } : { personId: to, activeKey };
    await db.meetingLeave.update({ where: { id: row.id }, data, select: { id: true } });
  }
}

async function moveAcceptances(db: Db, { from, to }: People, now: Date): Promise<void> {
  const rows = await db.meetingAcceptance.findMany({
    where: { personId: from },
    select: { id: true, occurrenceId: true, activeKey: true },
  });
  for (const row of rows) {
    const activeKey = row.activeKey === null ? null : `${row.occurrenceId}:${to}`;
    const isDouble = activeKey !== null && (await db.meetingAcceptance.findUnique({ where: { activeKey } })) !== null;
    const data = isDouble ? { personId: to, activeKey: null, withdrawnAt: now } : { personId: to, activeKey };
    await db.meetingAcceptance.update({ where: { id: row.id }, data, select: { id: true } });
  }
}

async function moveAttendances(db: Db, { from, to }: People, now: Date): Promise<void> {
  const rows = await db.attendance.findMany({
    where: { personId: from },
    select: { id: true, occurrenceId: true, activeKey: true },
  });
  for (const row of rows) {
    const activeKey = row.activeKey === null ? null : `${row.occurrenceId}:${to}`;
    const isDouble = activeKey !== null && (await db.attendance.findUnique({ where: { activeKey } })) !== null;
    const data = isDouble ? { personId: to, activeKey: null, withdrawnAt: now } : { personId: to, activeKey };
    await db.attendance.update({ where: { id: row.id }, data, select: { id: true } });
  }
}

/** Who is to come to a meeting by name is kept with the meeting; see features/meeting. */
async function moveAttendees(db: Db, { from, to }: People): Promise<void> {
  for (const { id, attendees } of await db.meeting.findMany({ select: { id: true, attendees: true } })) {
    if (!isList(attendees) || !attendees.personIds.includes(from)) continue;
    const personIds = [...new Set(attendees.personIds.map((one) => (one === from ? to : one)))];
    await db.meeting.update({ where: { id }, data: { attendees: { personIds } }, select: { id: true } });
  }
}

function isList(value: unknown): value is { personIds: number[] } {
  return typeof value === 'object' && value !== null && 'personIds' in value;
}

async function moveBallots(db: Db, { from, to }: People): Promise<void> {
  const own = await db.ballot.findMany({ where: { personId: to }, select: { optionId: true } });
  const optionId = { in: own.map((ballot) => ballot.optionId) };
  await db.ballot.deleteMany({ where: { personId: from, optionId } });
  await db.ballot.updateMany({ where: { personId: from }, data: { personId: to } });
}

async function moveOptOuts(db: Db, { from, to }: People): Promise<void> {
  const own = await db.reminderOptOut.findMany({ where: { personId: to }, select: { kind: true } });
  await db.reminderOptOut.deleteMany({ where: { personId: from, kind: { in: own.map(({ kind }) => kind) } } });
  await db.reminderOptOut.updateMany({ where: { personId: from }, data: { personId: to } });
}

/** Of two questions open in one place the one to `to` stays. */
async function moveQuestions(db: Db, { from, to }: People): Promise<void> {
  const own = await db.question.findMany({ where: { personId: to }, select: { chatId: true, bot: true } });
  if (own.length > 0) await db.question.deleteMany({ where: { personId: from, OR: own } });
  await db.question.updateMany({ where: { personId: from }, data: { personId: to } });
}

/** What nobody can have twice. */
async function moveRest(db: Db, { from, to }: People): Promise<void> {
  const where = { personId: from };
  const data = { personId: to };
  await db.registration.updateMany({ where: { registrarId: from }, data: { registrarId: to } });
  await db.activity.updateMany({ where: { organiserId: from }, data: { organiserId: to } });
  await db.swap.updateMany({ where: { askerId: from }, data: { askerId: to } });
  await db.swap.updateMany({ where: { otherId: from }, data: { otherId: to } });
  await db.serviceRecord.updateMany({ where, data });
  await db.serviceRecord.updateMany({ where: { reporterId: from }, data: { reporterId: to } });
  await db.donation.updateMany({ where: { reporterId: from }, data: { reporterId: to } });
  await db.workRecord.updateMany({ where: { reporterId: from }, data: { reporterId: to } });
  await db.task.updateMany({ where: { ownerId: from }, data: { ownerId: to } });
  await db.task.updateMany({ where: { giverId: from }, data: { giverId: to } });
  await db.minutes.updateMany({ where: { recorderId: from }, data: { recorderId: to } });
  await db.note.updateMany({ where: { creatorId: from }, data: { creatorId: to } });
  await db.agendaItem.updateMany({ where: { proposerId: from }, data: { proposerId: to } });
  await db.checkInCode.updateMany({ where: { usedById: from }, data: { usedById: to } });
  await db.poll.updateMany({ where: { creatorId: from }, data: { creatorId: to } });
  await db.message.updateMany({ where, data });
  await db.misreading.updateMany({ where, data });
  await db.modelRequest.updateMany({ where, data });
  await db.draft.updateMany({ where, data });
  await db.importFile.updateMany({ where: { actorId: from }, data: { actorId: to } });
  await db.importRow.updateMany({ where: { subject: `person:${from}` }, data: { subject: `person:${to}` } });
  await db.auditEntry.updateMany({ where: { actorId: from }, data: { actorId: to } });
}

/** Who leads a party group is kept in a setting of the group; see features/party. */
async function moveGroupLeads(db: Db, { from, to }: People): Promise<void> {
  const kept = await db.setting.findMany({ where: { key: { startsWith: 'party_group:' } } });
  for (const { key, value } of kept) {
    if (!isFacts(value) || value.leadId !== from) continue;
    await db.setting.update({ where: { key }, data: { value: { ...value, leadId: to } }, select: { key: true } });
  }
}

function isFacts(value: unknown): value is Record<string, string | number | null> {
  return typeof value === 'object' && value !== null && 'leadId' in value;
}

/** `to` gets what it lacks, the higher role, and stands where the one further on with the party stood. */
async function joinRows(db: Db, { from, to }: People): Promise<void> {
  const select = { name: true, nameAskedAt: true, role: true, unitId: true, partyStatus: true, partyGroupId: true };
  const [left, own] = await Promise.all([
    db.person.findUniqueOrThrow({ where: { id: from }, select }),
    db.person.findUniqueOrThrow({ where: { id: to }, select }),
  ]);
  const data = {
    name: own.name ?? left.name,
    nameAskedAt: own.nameAskedAt ?? left.nameAskedAt,
    role: higherRole(own.role, left.role),
    unitId: own.unitId ?? left.unitId,
    partyStatus:
      PARTY_WAY.indexOf(left.partyStatus) > PARTY_WAY.indexOf(own.partyStatus) ? left.partyStatus : own.partyStatus,
    partyGroupId: own.partyGroupId ?? left.partyGroupId,
  };
  await db.person.update({ where: { id: to }, data, select: { id: true } });
}
