import { beforeEach, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/bot/outbox.ts';
import { COVERED_YEARS } from '../../src/features/holiday/usecase/calendar.ts';
import { ensureDefaultMeeting } from '../../src/features/meeting/usecase/defaults.ts';
import { previewReminders } from '../../src/features/reminder/usecase/records.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';
import { runScript } from '../support/process.ts';
import { MEETING_KINDS, planAndRemind } from '../support/reminders.ts';

const ZONE = 'Asia/Shanghai';
const OPTIONS = { zone: ZONE, botName: '志愿助手' };
const RULES = { kinds: MEETING_KINDS, reachesPeople: false };

describeOnDatabases('plan-meetings', (database) => {
  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.meetingOccurrence.deleteMany();
    await db.meeting.deleteMany();
    await db.setting.deleteMany();
    await db.calendarDay.deleteMany();
  });

  async function plan(iso: string): Promise<void> {
    await planAndRemind(database.get(), iso);
  }

  async function startAt(iso: string): Promise<void> {
    await ensureDefaultMeeting(database.get().db, new Date(iso));
    await plan(iso);
  }

  it('makes the first meeting once, and not again after it was ended', async () => {
    const { db } = database.get();
    await Promise.all([1, 2, 3].map(() => ensureDefaultMeeting(db, new Date('2025-05-28T00:00:00Z'))));
    expect(await db.meeting.findMany()).toMatchObject([
      {
        title: '周一例会',
        recurrence: { every: 'week', weekdays: [1] },
        startTime: '19:00',
        place: '支部活动室',
        chatId: null,
      },
    ]);
    await db.meeting.deleteMany();
    await ensureDefaultMeeting(db, new Date('2025-05-28T00:00:00Z'));
    expect(await db.meeting.count()).toBe(0);
  });

  it('moves 端午 Monday to Tuesday and says so the evening before', async () => {
    await startAt('2025-05-28T10:00:00+08:00');
    expect(await waiting(database)).toEqual([
      ['meeting:2025-06-02:moved@2025-06-03T19:00', '2025-06-01T12:00:00.000Z'],
      ['meeting:2025-06-02:eve@2025-06-03T19:00', '2025-06-02T12:00:00.000Z'],
      ['meeting:2025-06-02:soon@2025-06-03T19:00', '2025-06-03T09:00:00.000Z'],
      ['meeting:2025-06-09:eve@2025-06-09T19:00', '2025-06-08T12:00:00.000Z'],
      ['meeting:2025-06-09:soon@2025-06-09T19:00', '2025-06-09T09:00:00.000Z'],
    ]);
  });

  it('changes nothing when it runs again', async () => {
    await startAt('2025-05-28T10:00:00+08:00');
    const { db } = database.get();
    const before = [await db.outboxItem.findMany({ orderBy: { id: 'asc' } }), await holdings(database)];
    await plan('2025-05-28T10:10:00+08:00');
    await plan('2025-05-28T23:50:00+08:00');
    expect([await db.outboxItem.findMany({ orderBy: { id: 'asc' } }), await holdings(database)]).toEqual(before);
  });

  it('makes nothing twice when two processes plan at once', async () => {
    const now = '2025-05-28T10:00:00+08:00';
    await ensureDefaultMeeting(database.get().db, new Date(now));
    const args = [database.url, now];
    const runs = await Promise.all([1, 2].map(() => runScript('test/support/plan-once.ts', { args })));
    expect(runs).toEqual([1, 2].map(() => ({ code: 0, stdout: '', stderr: '' })));
    expect(await waiting(database)).toHaveLength(5);
    expect(await holdings(database)).toEqual(['2025-06-02>2025-06-03 planned', '2025-06-09>2025-06-09 planned']);
  });

  it('leaves alone what was sent, and adds the next week as it comes into sight', async () => {
    await startAt('2025-05-28T10:00:00+08:00');
    const { db } = database.get();
    await db.outboxItem.updateMany({ where: { key: { contains: ':moved' } }, data: { state: 'sent' } });
    await plan('2025-06-02T10:00:00+08:00');
    expect(await db.outboxItem.count({ where: { key: { contains: ':moved' } } })).toBe(1);
    expect((await waiting(database)).at(-1)?.[0]).toBe('meeting:2025-06-16:soon@2025-06-16T19:00');
  });

  it('announces only what is still ahead of a meeting set late', async () => {
    await startAt('2025-06-08T20:30:00+08:00');
    expect((await waiting(database)).map(([key]) => key)).toEqual([
      'meeting:2025-06-09:soon@2025-06-09T19:00',
      'meeting:2025-06-16:eve@2025-06-16T19:00',
      'meeting:2025-06-16:soon@2025-06-16T19:00',
      'meeting:2025-06-23:eve@2025-06-23T19:00',
      'meeting:2025-06-23:soon@2025-06-23T19:00',
    ]);
  });

  it('makes up for an announcement missed in a stop of many weeks', async () => {
    await startAt('2025-05-01T10:00:00+08:00');
    await database.get().db.outboxItem.deleteMany();
    await plan('2025-06-08T20:30:00+08:00');
    expect((await waiting(database))[0]).toEqual([
      'meeting:2025-06-09:eve@2025-06-09T19:00',
      '2025-06-08T12:00:00.000Z',
    ]);
    expect(await holdings(database)).not.toContain('2025-06-02>2025-06-03 planned');
  });

  it('plans the days it is taken back to when the clock is set back, and no more', async () => {
    await startAt('2026-11-23T10:00:00+08:00');
    await plan('2025-06-01T19:59:00+08:00');
    const keys = (await waiting(database)).map(([key]) => key);
    expect(keys.slice(0, 3)).toEqual([
      'meeting:2025-06-02:moved@2025-06-03T19:00',
      'meeting:2025-06-02:eve@2025-06-03T19:00',
      'meeting:2025-06-02:soon@2025-06-03T19:00',
    ]);
    expect(await holdings(database)).toEqual([
      '2025-06-02>2025-06-03 planned',
      '2025-06-09>2025-06-09 planned',
      '2026-11-23>2026-11-23 planned',
      '2026-11-30>2026-11-30 planned',
      '2026-12-07>2026-12-07 planned',
    ]);
  });

  it('follows a holiday an administrator sets later, and tells those who know of the old day', async () => {
    const { db } = database.get();
    await startAt('2025-06-08T10:00:00+08:00');
    await db.outboxItem.updateMany({ where: { key: { contains: '2025-06-09:eve' } }, data: { state: 'sent' } });
    const createdAt = new Date('2025-06-08T13:00:00Z');
    await db.calendarDay.create({ data: { day: '2025-06-09', kind: 'holiday', name: '高温假期', createdAt } });
    await plan('2025-06-08T21:10:00+08:00');
    const keys = (await waiting(database)).map(([key]) => key);
    expect(keys.slice(0, 3)).toEqual([
      expect.stringMatching(/^meeting:2025-06-09:change:plan@/),
      'meeting:2025-06-09:eve@2025-06-10T19:00',
      'meeting:2025-06-09:soon@2025-06-10T19:00',
    ]);
    const correction = await db.outboxItem.findFirstOrThrow({ where: { kind: 'meeting_changed' } });
    expect(correction.content).toMatchObject({
      text: expect.stringContaining('改到6月10日(周二)19:00（因高温放假，顺延）'),
    });
    await plan('2025-06-08T21:20:00+08:00');
    expect((await waiting(database)).map(([key]) => key)).toEqual(keys);

    await db.calendarDay.deleteMany();
    await plan('2025-06-08T21:30:00+08:00');
    expect(await holdings(database)).toContain('2025-06-09>2025-06-09 planned');
    expect((await waiting(database)).map(([key]) => key)).toContain('meeting:2025-06-09:soon@2025-06-09T19:00');
  });

  it('previews the same as it plans, for any span', async () => {
    const { db } = database.get();
    await startAt('2025-05-28T10:00:00+08:00');
    const now = new Date('2025-05-28T02:00:00Z');
    const preview = (from: string, to: string) =>
      previewReminders(db, { ...OPTIONS, ...RULES, from: new Date(from), to: new Date(to), now });
    const planned = await db.outboxItem.findMany({ orderBy: { dueAt: 'asc' } });
    const previews = await preview('2025-05-28T00:00:00Z', '2025-06-09T23:00:00Z');
    expect(previews).toEqual(
      planned.map(({ dueAt, kind, target, content }) => ({
        at: dueAt,
        kind,
        target,
        text: typeof content === 'object' && content !== null && 'text' in content ? content.text : '',
      })),
    );
    const far = await preview(`${COVERED_YEARS.last + 1}-01-01T00:00:00Z`, `${COVERED_YEARS.last + 2}-01-01T00:00:00Z`);
    const kinds = new Set(far.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['calendar_warning', 'meeting_eve', 'meeting_moved', 'meeting_soon']);
    expect(await db.outboxItem.count()).toBe(planned.length);
  });

  it('previews what else waits in the outbox', async () => {
    const { db } = database.get();
    const now = new Date('2025-05-28T02:00:00Z');
    const dueAt = new Date('2025-05-27T02:00:00Z');
    const usefulUntil = new Date('2025-05-30T02:00:00Z');
    const target = { kind: 'person', userid: 'wangfang' } as const;
    await enqueue(
      db,
      { key: 'p:1', kind: 'promotion', target, content: { kind: 'text', text: '递补成功' }, dueAt, usefulUntil },
      dueAt,
    );
    const span = { from: new Date('2025-05-28T00:00:00Z'), to: new Date('2025-05-29T00:00:00Z') };
    expect(await previewReminders(db, { ...OPTIONS, ...RULES, ...span, now })).toEqual([
      { at: now, kind: 'promotion', target, text: '递补成功' },
    ]);
  });
});

describe.each(['America/New_York', 'Asia/Tokyo'])('in %s', (zone) => {
  describeOnDatabases('plan-meetings', (database) => {
    it('announces at eight in the evening of that wall clock', async () => {
      const now = new Date('2025-10-26T00:00:00Z');
      await ensureDefaultMeeting(database.get().db, now);
      await planAndRemind(database.get(), now.toISOString(), zone);
      const due = (await waiting(database)).map(([, at]) => at);
      // New York leaves summer time on 2 November: eight in the evening is then an hour later.
      const expected = {
        'America/New_York': ['2025-10-27T00:00:00.000Z', '2025-10-27T21:00:00.000Z', '2025-11-03T01:00:00.000Z'],
        'Asia/Tokyo': ['2025-10-26T11:00:00.000Z', '2025-10-27T08:00:00.000Z', '2025-11-02T11:00:00.000Z'],
      }[zone];
      expect(due.slice(0, 3)).toEqual(expected);
    });
  });
});

describeOnDatabases('enqueue', (database) => {
  const now = new Date('2025-06-01T02:00:00Z');
  const item = {
    key: 'k:1',
    kind: 'meeting_eve',
    target: { kind: 'branch' },
    content: { kind: 'text', text: '一' },
    dueAt: new Date('2025-06-01T12:00:00Z'),
    usefulUntil: new Date('2025-06-02T12:00:00Z'),
  } as const;
  const row = () => database.get().db.outboxItem.findUniqueOrThrow({ where: { key: 'k:1' } });

  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await enqueue(db, item, now);
  });

  it('changes what is pending, and keeps a delay after a refusal', async () => {
    const { db } = database.get();
    const nextTryAt = new Date('2025-06-01T12:01:00Z');
    await db.outboxItem.updateMany({ data: { nextTryAt, reason: '太频繁', tries: 1 } });
    await enqueue(db, { ...item, content: { kind: 'text', text: '二' } }, now);
    expect(await row()).toMatchObject({ content: { kind: 'text', text: '二' }, nextTryAt, reason: '太频繁', tries: 1 });
    const dueAt = new Date('2025-06-01T13:00:00Z');
    await enqueue(db, { ...item, dueAt }, now);
    expect(await row()).toMatchObject({ content: { text: '一' }, dueAt, nextTryAt: dueAt, state: 'pending' });
  });

  it.each(['sent', 'sending', 'failed'] as const)('leaves alone what is %s', async (state) => {
    const { db } = database.get();
    await db.outboxItem.updateMany({ data: { state } });
    await enqueue(db, { ...item, content: { kind: 'text', text: '二' } }, now);
    expect(await row()).toMatchObject({ state, content: { text: '一' } });
  });

  it('takes up again what was withdrawn and lies ahead, and nothing that is over', async () => {
    const { db } = database.get();
    await db.outboxItem.updateMany({ data: { state: 'skipped', reason: '会议不开了' } });
    await enqueue(db, item, new Date('2025-06-01T12:00:00Z'));
    expect(await row()).toMatchObject({ state: 'skipped' });
    await enqueue(db, item, now);
    expect(await row()).toMatchObject({ state: 'pending', reason: null });
  });

  it('ends no transaction where another has kept the key', async () => {
    await database.get().transaction(async (db) => {
      await Promise.all([enqueue(db, item, now), enqueue(db, { ...item, key: 'k:2' }, now)]);
      await enqueue(db, { ...item, key: 'k:2' }, now);
    });
    expect(await database.get().db.outboxItem.count()).toBe(2);
  });
});

/** Pending items without the meeting's id, by due time. */
async function waiting(database: TestDatabase): Promise<[string, string][]> {
  const rows = await database
    .get()
    .db.outboxItem.findMany({ where: { state: 'pending' }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] });
  return rows.map(({ key, dueAt }) => [key.replace(/^meeting:\d+:/, 'meeting:'), dueAt.toISOString()]);
}

async function holdings(database: TestDatabase): Promise<string[]> {
  const rows = await database.get().db.meetingOccurrence.findMany({ orderBy: { nominalDay: 'asc' } });
  return rows.map(({ nominalDay, day, state }) => `${nominalDay}>${day} ${state}`);
}
