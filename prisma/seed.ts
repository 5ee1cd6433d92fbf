import { toLocal } from '../src/clock.ts';
import type { Db } from '../src/database.ts';
import { addDays } from '../src/language/day.ts';
import { seedActivities } from './seed/activities.ts';
import { createDice } from './seed/dice.ts';
import { seedDonations } from './seed/donations.ts';
import { seedMeetings } from './seed/meetings.ts';
import { seedPeople } from './seed/people.ts';
import { planYear } from './seed/programme.ts';
import { seedServices } from './seed/services.ts';
import type { Span } from './seed/span.ts';
import { seedWorks } from './seed/works.ts';

const SEED = 20140602;
const DAYS_BACK = 365;
const DAYS_AHEAD = 14;

export interface SeedOptions {
  now: Date;
  zone?: string;
  /** The calendar year to fill; absent: the twelve months before `now` and two weeks after it. */
  year?: number;
}

/** How many rows of each kind were made. */
export interface Seeded {
  people: number;
  activities: number;
  registrations: number;
  services: number;
  donations: number;
  meetings: number;
  works: number;
}

/** Whether nobody has used the database yet; the meeting made at the first start does not count. */
export async function isUnused(db: Db): Promise<boolean> {
  const counts = await Promise.all([
    db.message.count(),
    db.person.count(),
    db.unit.count(),
    db.activity.count(),
    db.serviceRecord.count(),
    db.donation.count(),
    db.draft.count(),
  ]);
  return counts.every((count) => count === 0);
}

/** Fills an unused database with a year of an invented association; the same `now` gives the same rows. */
export async function seedSampleYear(db: Db, { now, zone = 'Asia/Shanghai', year }: SeedOptions): Promise<Seeded> {
  const dice = createDice(SEED);
  const today = toLocal(now, zone).day;
  const first = year === undefined ? addDays(today, -DAYS_BACK) : `${year}-01-01`;
  const last = year === undefined ? addDays(today, DAYS_AHEAD) : `${year}-12-31`;
  const span: Span = { db, dice, now, zone, today, first, last };
  await seedOrganisation(db);
  const people = await seedPeople(span);
  const { occurrences, activities, registrations } = await seedActivities(span, people, planYear(span));
  return {
    people: people.all.length,
    activities,
    registrations,
    services: await seedServices(span, people, occurrences),
    donations: await seedDonations(span, people, occurrences),
    meetings: await seedMeetings(span, people),
    works: await seedWorks(span, people, occurrences),
  };
}

async function seedOrganisation(db: Db): Promise<void> {
  const value = {
    name: '区志愿者协会',
    branch: '区志愿者协会党支部',
    stations: 29,
    volunteers: 8775,
    partyMembers: 232,
    committee: 6,
  };
  await db.setting.upsert({
    where: { key: 'organisation' },
    create: { key: 'organisation', value },
    update: { value },
  });
}
