import { z } from 'zod';
import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { organisationSchema } from '../schema.ts';
import type { DonationRow, MeetingRow, OccurrenceRow, Organisation, Period, Records, ServiceRow } from '../types.ts';
import { loadOrganisationFigures, loadProjects, loadWorks } from './works.ts';

const DEFAULT_ORGANISATION: Organisation = { name: '志愿者协会', branch: '志愿者协会党支部' };
/** What section four can tell of; more would be a calendar, not a plan. */
const MOST_UPCOMING = 20;

interface Asked {
  period: Period;
  /** Name of a unit that exists; null: all. */
  unit: string | null;
  now: Date;
  today: Day;
}

/** Everything the draft of one period is made of; call it in one transaction, so that the figures agree. */
export async function loadRecords(db: Db, { period, unit, now, today }: Asked): Promise<Records> {
  const last = period.to < today ? period.to : today;
  const days = { gte: period.from, lte: last };
  const later = { gt: today };
  const isWhole = unit === null;
  return {
    period,
    today,
    unit,
    organisation: await loadOrganisation(db),
    occurrences: await loadOccurrences(db, days, unit),
    services: await loadServices(db, days, unit),
    donations: await loadDonations(db, days, unit),
    works: await loadWorks(db, days, unit),
    organisationFigures: isWhole ? await loadOrganisationFigures(db, last) : [],
    projects: await loadProjects(db, days, unit),
    meetings: isWhole ? await loadMeetings(db, days, now) : [],
    upcoming: {
      occurrences: await loadUpcomingOccurrences(db, later, unit),
      meetings: isWhole ? await loadUpcomingMeetings(db, later, now) : [],
    },
  };
}

export async function findUnitNames(db: Db): Promise<string[]> {
  return (await db.unit.findMany({ select: { name: true }, orderBy: { id: 'asc' } })).map((unit) => unit.name);
}

async function loadOrganisation(db: Db): Promise<Organisation> {
  const row = await db.setting.findUnique({ where: { key: 'organisation' } });
  const parsed = organisationSchema.safeParse(row?.value);
  return parsed.success ? parsed.data : DEFAULT_ORGANISATION;
}

type Days = { gte?: Day; gt?: Day; lte?: Day };

function held(days: Days, unit: string | null) {
  const activity = { state: 'open' as const, ...(unit === null ? {} : { unit: { name: unit } }) };
  return { day: days, state: 'open' as const, activity };
}

const ACTIVITY_FIELDS = { select: { title: true, place: true, messageId: true } } as const;

async function loadOccurrences(db: Db, days: Days, unit: string | null): Promise<OccurrenceRow[]> {
  const where = held(days, unit);
  const rows = await db.occurrence.findMany({
    where,
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    include: { activity: ACTIVITY_FIELDS },
  });
  const registrations = await db.registration.findMany({
    where: { state: 'confirmed', occurrence: where },
    orderBy: { id: 'asc' },
    select: { id: true, occurrenceId: true, personId: true, companions: true, messageId: true, person: NAME },
  });
  const byOccurrence = new Map<number, OccurrenceRow['registrations']>();
  for (const { id, occurrenceId, personId, companions, messageId, person } of registrations) {
    const list = byOccurrence.get(occurrenceId) ?? [];
    list.push({ id, personId, name: person.name, people: 1 + companions, messageId });
    byOccurrence.set(occurrenceId, list);
  }
  return rows.map((row) => ({ ...toOccurrence(row), registrations: byOccurrence.get(row.id) ?? [] }));
}

const NAME = { select: { name: true } } as const;

async function loadUpcomingOccurrences(db: Db, days: Days, unit: string | null) {
  const rows = await db.occurrence.findMany({
    where: held(days, unit),
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take: MOST_UPCOMING,
    include: { activity: ACTIVITY_FIELDS },
  });
  return rows.map(toOccurrence);
}

function toOccurrence(row: {
  id: number;
  activityId: number;
  day: Day;
  capacity: number | null;
  activity: { title: string; place: string | null; messageId: number | null };
}) {
  const { id, activityId, day, capacity, activity } = row;
  return { id, activityId, day, capacity, ...activity };
}

async function loadServices(db: Db, day: Days, unit: string | null): Promise<ServiceRow[]> {
  const rows = await db.serviceRecord.findMany({
    where: { day, revokedAt: null, ...(unit === null ? {} : { unit: { name: unit } }) },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    include: { person: NAME, activity: { select: { title: true } } },
  });
  return rows.map(({ person, activity, ...row }) => ({
    ...row,
    title: activity?.title ?? row.title,
    name: person?.name ?? null,
  }));
}

async function loadDonations(db: Db, day: Days, unit: string | null): Promise<DonationRow[]> {
  const rows = await db.donation.findMany({
    where: { day, revokedAt: null, ...(unit === null ? {} : { unit: { name: unit } }) },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  const ids = [...new Set(rows.flatMap((row) => row.activityId ?? []))];
  const activities = await db.activity.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
  const titles = new Map(activities.map((activity) => [activity.id, activity.title]));
  return rows.map((row) => ({ ...row, title: titles.get(row.activityId ?? 0) ?? null }));
}

const MEETING_FIELDS = {
  meeting: { select: { title: true, agenda: true, messageId: true } },
  leaves: {
    where: { withdrawnAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, messageId: true, person: NAME },
  },
} as const;

async function loadMeetings(db: Db, day: Days, now: Date): Promise<MeetingRow[]> {
  const rows = await db.meetingOccurrence.findMany({
    where: { day, OR: [{ startsAt: { lt: now } }, { state: 'cancelled' }] },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    include: MEETING_FIELDS,
  });
  return rows.map(toMeeting);
}

async function loadUpcomingMeetings(db: Db, day: Days, now: Date): Promise<MeetingRow[]> {
  const rows = await db.meetingOccurrence.findMany({
    where: { day, state: 'planned', startsAt: { gt: now }, meeting: { state: 'active' } },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take: MOST_UPCOMING,
    include: MEETING_FIELDS,
  });
  return rows.map(toMeeting);
}

function toMeeting(row: {
  id: number;
  day: Day;
  place: string | null;
  state: string;
  meeting: { title: string; agenda: unknown; messageId: number | null };
  leaves: { id: number; messageId: number | null; person: { name: string | null } }[];
}): MeetingRow {
  const { id, day, place, state, meeting, leaves } = row;
  return {
    id,
    day,
    place,
    title: meeting.title,
    agenda: z.array(z.string()).catch([]).parse(meeting.agenda),
    isCancelled: state === 'cancelled',
    leaves: leaves.map((leave) => ({ id: leave.id, name: leave.person.name, messageId: leave.messageId })),
    messageId: meeting.messageId,
  };
}
