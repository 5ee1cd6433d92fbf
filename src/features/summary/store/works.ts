import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import type { Records, WorkRow } from '../types.ts';

interface Days {
  gte?: Day;
  gt?: Day;
  lte?: Day;
}

const FIELDS = {
  id: true,
  kind: true,
  title: true,
  day: true,
  untilDay: true,
  item: true,
  verb: true,
  quantity: true,
  unitWord: true,
  giver: true,
  receiver: true,
  level: true,
  year: true,
  activityId: true,
  messageId: true,
  activity: { select: { title: true } },
} as const;

/** All kinds but figures of the organisation, which are as of a day. */
export async function loadWorks(db: Db, day: Days, unit: string | null): Promise<WorkRow[]> {
  const rows = await db.workRecord.findMany({
    where: { day, revokedAt: null, kind: { not: 'organisation' }, ...(unit === null ? {} : { unit: { name: unit } }) },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    select: FIELDS,
  });
  return rows.map(toWork);
}

/** The newest of each on `last`. */
export async function loadOrganisationFigures(db: Db, last: Day): Promise<WorkRow[]> {
  const rows = await db.workRecord.findMany({
    where: { kind: 'organisation', revokedAt: null, day: { lte: last } },
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
    select: FIELDS,
  });
  const newest = new Map<string, WorkRow>();
  for (const row of rows) if (!newest.has(row.item)) newest.set(row.item, toWork(row));
  return [...newest.values()];
}

/** Projects that records of these days belong to, with the titles of the activities and records. */
export async function loadProjects(db: Db, day: Days, unit: string | null): Promise<Records['projects']> {
  const taggings = await db.tagging.findMany({
    where: { revokedAt: null },
    orderBy: [{ projectId: 'asc' }, { id: 'asc' }],
    select: { subject: true, project: { select: { name: true } } },
  });
  const idsOf = (table: string): number[] =>
    taggings.flatMap(({ subject }) => (subject.startsWith(`${table}:`) ? Number(subject.slice(table.length + 1)) : []));
  const where = { revokedAt: null, day, ...(unit === null ? {} : { unit: { name: unit } }) };
  const services = await db.serviceRecord.findMany({
    where: { ...where, id: { in: idsOf('service') } },
    select: { id: true, title: true },
  });
  const works = await db.workRecord.findMany({
    where: { ...where, id: { in: idsOf('work') } },
    select: { id: true, title: true },
  });
  const donations = await db.donation.findMany({
    where: { ...where, id: { in: idsOf('donation') } },
    select: { id: true },
  });
  const activities = await db.activity.findMany({
    where: {
      id: { in: idsOf('activity') },
      occurrences: { some: { day, state: 'open' } },
      ...(unit === null ? {} : { unit: { name: unit } }),
    },
    select: { id: true, title: true },
  });
  const titles = new Map<string, string | null>([
    ...services.map(({ id, title }) => [`service:${id}`, title] as const),
    ...works.map(({ id, title }) => [`work:${id}`, title] as const),
    ...donations.map(({ id }) => [`donation:${id}`, null] as const),
    ...activities.map(({ id, title }) => [`activity:${id}`, title] as const),
  ]);
  const projects = new Map<string, Set<string>>();
  for (const { subject, project } of taggings) {
    const title = titles.get(subject);
    if (title === undefined) continue;
    const own = projects.get(project.name) ?? new Set();
    if (title !== null) own.add(title);
    projects.set(project.name, own);
  }
  return [...projects].map(([name, own]) => ({ name, titles: [...own] }));
}

function toWork(row: Omit<WorkRow, 'level'> & { level: string | null; activity: { title: string } | null }): WorkRow {
  const { activity, level, ...rest } = row;
  return { ...rest, title: activity?.title ?? row.title, level: LEVELS.find((one) => one === level) ?? null };
}

const LEVELS = ['国家', '省', '市', '区县', '基层'] as const;
