import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isUnused, seedSampleYear } from '../../prisma/seed.ts';
import { type Database, openDatabase } from '../../src/database.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = new Date('2026-07-01T10:00:00+08:00');

describeOnDatabases('the sample year', (database) => {
  it('fills an unused database once, with numbers that agree', async () => {
    const { db, transaction } = database.get();
    expect(await isUnused(db)).toBe(true);
    const made = await transaction((tx) => seedSampleYear(tx, { now: NOW }));
    expect(await isUnused(db)).toBe(false);
    expect(await db.unit.count()).toBe(29);
    expect(made.people).toBe(await db.person.count());
    expect(made.registrations).toBe(await db.registration.count());
    expect(made.services).toBe(await db.serviceRecord.count());
    // The relief given on counts as work.
    expect(made.donations).toBe(await db.donation.count({ where: { direction: 'received' } }));
    expect(made.works).toBe(await db.workRecord.count());
    expect(made.meetings).toBe(await db.meetingOccurrence.count());
    const setting = await db.setting.findUniqueOrThrow({ where: { key: 'organisation' } });
    expect(setting.value).toMatchObject({ name: '区志愿者协会', stations: 29, volunteers: 8775, partyMembers: 232 });
  });

  it('keeps places, waiting lists and capacity in step', async () => {
    const { db } = database.get();
    const occurrences = await db.occurrence.findMany({
      where: { state: 'open' },
      include: { registrations: true, activity: true },
    });
    for (const { capacity, placesLeft, waitingSerial, registrations, activity } of occurrences) {
      const confirmed = registrations.filter(({ state }) => state === 'confirmed');
      const taken = confirmed.reduce((sum, { companions }) => sum + 1 + companions, 0);
      expect(placesLeft, activity.title).toBe(capacity === null ? null : capacity - taken);
      expect(placesLeft ?? 0).toBeGreaterThanOrEqual(0);
      expect(registrations.filter(({ state }) => state === 'waiting')).toHaveLength(waitingSerial);
    }
    const ahead = occurrences.filter(({ startsAt }) => startsAt > NOW);
    expect(ahead.some(({ waitingSerial }) => waitingSerial > 0)).toBe(true);
    expect(ahead.some(({ placesLeft }) => placesLeft !== null && placesLeft > 0)).toBe(true);
    expect(ahead.every(({ day }) => day <= '2026-07-15')).toBe(true);
  });

  it('records only what is over, and leaves some of it open', async () => {
    const { db } = database.get();
    expect(await db.serviceRecord.count({ where: { day: { gte: '2026-07-01' } } })).toBe(0);
    expect(await db.donation.count({ where: { day: { gte: '2026-07-01' } } })).toBe(0);
    expect(await db.meetingOccurrence.count({ where: { startsAt: { gt: NOW } } })).toBe(0);
    expect(await db.serviceRecord.count({ where: { createdAt: { gt: NOW } } })).toBe(0);
    for (const open of [{ minutes: null }, { headcount: null }, { beneficiaries: null }]) {
      expect(await db.serviceRecord.count({ where: open })).toBeGreaterThan(0);
    }
    const books = await db.donation.aggregate({ where: { item: '图书' }, _sum: { quantity: true } });
    expect(books._sum.quantity).toBe(25_000);
    expect(await db.donation.count({ where: { kind: 'goods', quantity: null } })).toBeGreaterThan(0);
    expect(await db.meetingOccurrence.count({ where: { movedWhy: { not: null } } })).toBeGreaterThan(0);
  });

  it('leaves new rows free ids', async () => {
    const { db } = database.get();
    const person = await db.person.create({ data: { name: '新来的', createdAt: NOW } });
    const activity = await db.activity.create({ data: { title: '新活动', createdAt: NOW } });
    expect(person.id).toBeGreaterThan(360);
    expect(activity.id).toBeGreaterThan(20);
  });
});

it('is the same for the same moment, and holds a calendar year where asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-seed-'));
  const open = (name: string) => openDatabase(`file:${join(folder, name)}`);
  const [one, other, year] = [await open('one.db'), await open('other.db'), await open('year.db')];
  await one.transaction((db) => seedSampleYear(db, { now: NOW }));
  await other.transaction((db) => seedSampleYear(db, { now: NOW }));
  expect(await dump(one)).toEqual(await dump(other));
  await year.transaction((db) => seedSampleYear(db, { now: NOW, year: 2025 }));
  const days = await year.db.occurrence.aggregate({ _min: { day: true }, _max: { day: true } });
  expect([days._min.day?.slice(0, 4), days._max.day?.slice(0, 4)]).toEqual(['2025', '2025']);
  for (const { close } of [one, other, year]) await close();
  rmSync(folder, { recursive: true, force: true });
});

it('npm run demo fills an empty database and leaves a used one alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-demo-'));
  const env = { ...process.env, DATABASE_URL: `file:${join(folder, 'bot.db')}` };
  const demo = (...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const script = ['--import', 'tsx', 'src/cli/demo.ts', ...args];
      execFile(process.execPath, script, { env }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      );
    });
  expect(await demo('--no-start')).toMatchObject({ code: 0, stdout: expect.stringContaining('已填好一年的虚构数据') });
  const second = await demo('--no-start');
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr.trim().split('\n')).toEqual([expect.stringContaining('已经有内容了')]);
  expect(await demo('--wrong')).toMatchObject({ code: 2 });
  rmSync(folder, { recursive: true, force: true });
});

async function dump({ db }: Database): Promise<unknown> {
  return [
    await db.person.findMany({ orderBy: { id: 'asc' } }),
    await db.occurrence.findMany({ orderBy: { id: 'asc' } }),
    await db.registration.findMany({ orderBy: { id: 'asc' } }),
    await db.serviceRecord.findMany({ orderBy: { id: 'asc' } }),
    await db.donation.findMany({ orderBy: { id: 'asc' } }),
    await db.meetingLeave.findMany({ orderBy: { id: 'asc' } }),
  ];
}
