import { describe, expect, it } from 'vitest';
import type { SetDay } from '../../../src/features/holiday/types.ts';
import type { Holding, Meeting } from '../../../src/features/meeting/types.ts';
import { kindOfTitle } from '../../../src/features/meeting/usecase/kind.ts';
import { computeHoldings, nominalDays, planTiming } from '../../../src/features/meeting/usecase/plan.ts';
import {
  announcementOf,
  correctionOf,
  meetingReminders,
  movedNoticeOf,
} from '../../../src/features/meeting/usecase/reminders.ts';
import { remindersFrom } from '../../../src/features/reminder/usecase/compute.ts';
import { QUIET_HOURS } from '../../../src/features/reminder/usecase/quiet.ts';
import type { Recurrence } from '../../../src/language/reading.ts';

const ZONE = 'Asia/Shanghai';
const NOTHING = new Map<string, SetDay>();
const MONDAY: Meeting = {
  id: 1,
  title: '周一例会',
  kind: 'regular',
  recurrence: { every: 'week', weekdays: [1] },
  onDay: null,
  fromDay: null,
  untilDay: null,
  attendees: null,
  unitId: null,
  startTime: '19:00',
  place: '支部活动室',
  chair: '张三',
  agenda: ['分析形势', '部署任务'],
  chatId: null,
  createdAt: new Date('2025-01-01T00:00:00Z'),
};
const every = (weekday: number): Meeting => ({ ...MONDAY, recurrence: { every: 'week', weekdays: [weekday] } });
const OPTIONS = { zone: ZONE, botName: '志愿助手' };

function holding(nominalDay: string, over: Partial<Holding> = {}, meeting = MONDAY): Holding {
  return {
    ...planTiming(meeting, nominalDay, NOTHING, ZONE),
    meeting,
    nominalDay,
    leaves: [],
    points: [],
    acceptances: [],
    ...over,
  };
}

describe('planTiming', () => {
  it.each([
    ['2025-06-02', '2025-06-03', '因端午节放假，顺延'],
    ['2025-06-09', '2025-06-09', null],
    ['2025-10-06', '2025-10-09', '因中秋节放假，顺延'],
    ['2026-04-06', '2026-04-07', '因清明节放假，顺延'],
    ['2026-10-05', '2026-10-08', '因国庆节放假，顺延'],
    ['2027-04-05', '2027-04-06', '因清明节放假，顺延'],
  ])('a Monday meeting of %s is held on %s', (nominalDay, day, movedWhy) => {
    expect(planTiming(MONDAY, nominalDay, NOTHING, ZONE)).toMatchObject({ day, movedWhy, state: 'planned' });
  });

  it('leaves one out where the next is due by the first workday', () => {
    expect(planTiming(MONDAY, '2026-02-16', NOTHING, ZONE)).toMatchObject({
      state: 'cancelled',
      day: '2026-02-16',
      movedWhy: '因春节放假，停开一次',
    });
    expect(planTiming(MONDAY, '2026-02-23', NOTHING, ZONE)).toMatchObject({ state: 'planned', day: '2026-02-24' });
  });

  it('stays on its weekend day, and moves to a make-up Saturday', () => {
    const sunday = every(7);
    expect(planTiming(sunday, '2025-06-08', NOTHING, ZONE)).toMatchObject({ day: '2025-06-08', movedWhy: null });
    expect(planTiming(sunday, '2025-06-01', NOTHING, ZONE)).toMatchObject({ day: '2025-06-03' });
    const friday = every(5);
    const set = new Map<string, SetDay>([['2025-10-10', { kind: 'holiday', name: '站庆放假' }]]);
    expect(planTiming(friday, '2025-10-10', set, ZONE)).toMatchObject({
      day: '2025-10-11',
      movedWhy: '因站庆放假，顺延',
    });
  });

  it('does not move a meeting held once: its day was chosen', () => {
    const once = { ...MONDAY, recurrence: null, onDay: '2025-06-02' };
    expect(planTiming(once, '2025-06-02', NOTHING, ZONE)).toMatchObject({ day: '2025-06-02', movedWhy: null });
  });

  it.each([
    ['Asia/Shanghai', '2025-06-09T11:00:00.000Z'],
    ['America/New_York', '2025-06-09T23:00:00.000Z'],
    ['Pacific/Kiritimati', '2025-06-09T05:00:00.000Z'],
    ['Asia/Kolkata', '2025-06-09T13:30:00.000Z'],
  ])('starts by the wall clock of %s', (zone, instant) => {
    expect(planTiming(MONDAY, '2025-06-09', NOTHING, zone).startsAt.toISOString()).toBe(instant);
  });
});

describe('nominalDays', () => {
  it('gives each week once, both ends included', () => {
    expect(nominalDays(MONDAY, '2025-06-02', '2025-06-16')).toEqual(['2025-06-02', '2025-06-09', '2025-06-16']);
    expect(nominalDays(MONDAY, '2025-06-03', '2025-06-08')).toEqual([]);
    expect(nominalDays({ ...MONDAY, recurrence: null, onDay: '2025-06-04' }, '2025-06-02', '2025-06-16')).toEqual([
      '2025-06-04',
    ]);
    expect(nominalDays({ ...MONDAY, recurrence: null, onDay: '2025-06-20' }, '2025-06-02', '2025-06-16')).toEqual([]);
  });

  it.each<[string, Recurrence, string[]]>([
    ['every other week', { every: 'two_weeks', weekdays: [3] }, ['2025-06-04', '2025-06-18', '2025-07-02']],
    ['the first Friday', { every: 'month', weekdays: [5], nth: 1 }, ['2025-06-06', '2025-07-04']],
    ['the last Friday', { every: 'month', weekdays: [5], nth: -1 }, ['2025-06-27', '2025-07-25']],
    ['the fifth Monday', { every: 'month', weekdays: [1], nth: 5 }, ['2025-06-30']],
    ["the 31st, or a shorter month's last", { every: 'month', dates: [31] }, ['2025-06-30', '2025-07-31']],
    ['the 1st and 15th', { every: 'month', dates: [1, 15] }, ['2025-06-15', '2025-07-01', '2025-07-15']],
    ['Monday and Thursday', { every: 'week', weekdays: [1, 4] }, ['2025-06-05', '2025-06-09', '2025-06-12']],
  ])('gives %s', (_, recurrence, days) => {
    const rule = { ...MONDAY, recurrence, fromDay: '2025-06-04' };
    const until = recurrence.every === 'week' ? '2025-06-12' : '2025-07-31';
    expect(nominalDays(rule, '2025-06-02', until).slice(0, recurrence.nth ? 2 : 3)).toEqual(days);
  });

  it('ends with the last day set', () => {
    expect(nominalDays({ ...MONDAY, untilDay: '2025-06-10' }, '2025-06-02', '2025-06-30')).toEqual([
      '2025-06-02',
      '2025-06-09',
    ]);
  });
});

describe('kindOfTitle', () => {
  it.each([
    ['周一例会', 'regular'],
    ['支委会', 'committee'],
    ['支部党员大会', 'members'],
    ['第一党小组会', 'party_group'],
    ['党课', 'lecture'],
    ['组织生活会', 'organisational_life'],
    ['民主生活会', 'democratic_life'],
    ['主题党日', 'theme_day'],
    ['站长碰头会', 'other'],
  ])('%s is %s', (title, kind) => {
    expect(kindOfTitle(title)).toBe(kind);
  });
});

describe('computeHoldings', () => {
  it('keeps what a person changed and who is on leave', () => {
    const byHand = holding('2025-06-09', { day: '2025-06-10', isByHand: true });
    const leaves = [{ personId: 7, name: '王芳', reason: null }];
    const holdings = computeHoldings({
      meeting: MONDAY,
      from: '2025-06-02',
      until: '2025-06-16',
      set: NOTHING,
      stored: [byHand, holding('2025-06-16', { leaves })],
      zone: ZONE,
    });
    expect(holdings.map(({ day }) => day)).toEqual(['2025-06-03', '2025-06-10', '2025-06-16']);
    expect(holdings[2]?.leaves).toEqual(leaves);
  });
});

/** As the engine makes them of one holding, in order of time. */
function remindersOf(given: Holding, options: typeof OPTIONS) {
  const items = [
    announcementOf(given, 'eve', options),
    announcementOf(given, 'soon', options),
    movedNoticeOf(given, options),
  ];
  const found = meetingReminders.map((kind, i) => ({
    rule: { kind, isOn: true, offsets: kind.offsets, since: null },
    items: [items[i]].filter((item) => item !== undefined),
  }));
  const context = { rules: [], quiet: QUIET_HOURS, optOuts: new Set<string>(), reachesPeople: false, now: new Date(0) };
  return remindersFrom(found, { ...options, ...context }).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

describe('what announces a holding', () => {
  it('announces the evening before and two hours before', () => {
    const items = remindersOf(
      holding('2025-06-09', { leaves: [{ personId: 7, name: '王芳', reason: '出差' }] }),
      OPTIONS,
    );
    expect(items.map(({ kind, dueAt, usefulUntil }) => [kind, dueAt.toISOString(), usefulUntil.toISOString()])).toEqual(
      [
        ['meeting_eve', '2025-06-08T12:00:00.000Z', '2025-06-09T11:00:00.000Z'],
        ['meeting_soon', '2025-06-09T09:00:00.000Z', '2025-06-09T11:00:00.000Z'],
      ],
    );
    expect(items[0]?.target).toEqual({ kind: 'branch' });
    expect(items[0]?.content).toEqual({
      kind: 'text',
      text: [
        '【会议提醒】周一例会',
        '时间：明天 6月9日(周一)19:00',
        '地点：支部活动室',
        '主持：张三',
        '议程：',
        '1. 分析形势',
        '2. 部署任务',
        '已请假：王芳',
        '能来的、来不了的，请在群里发：',
        '@志愿助手 参加 周一例会',
        '@志愿助手 请假 周一例会 出差',
      ].join('\n'),
      card: {
        taskId: 'meeting-1-2025-06-09-eve@2025-06-09T19-00-m5d4ruo0',
        title: '周一例会',
        description: '6月9日(周一)19:00',
        facts: [
          { label: '地点', value: '支部活动室' },
          { label: '主持', value: '张三' },
          { label: '议程', value: '分析形势；部署任务' },
          { label: '回复', value: '参加 0 人，请假 1 人' },
        ],
        buttons: [
          { text: '参加', key: 'meeting-accept:1/2025-06-09@2025-06-09T19:00', isPrimary: true },
          { text: '请假', key: 'meeting-leave:1/2025-06-09@2025-06-09T19:00' },
          { text: '谁回了', key: 'meeting-leaves:1/2025-06-09@2025-06-09T19:00' },
        ],
      },
    });
  });

  it('tells the evening before the day a holiday took', () => {
    const items = remindersOf(holding('2025-06-02'), OPTIONS);
    expect(items.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
      ['meeting_moved', '2025-06-01T12:00:00.000Z'],
      ['meeting_eve', '2025-06-02T12:00:00.000Z'],
      ['meeting_soon', '2025-06-03T09:00:00.000Z'],
    ]);
    expect(items[0]?.content).toMatchObject({
      text: expect.stringContaining('周一例会因端午节放假，顺延到6月3日(周二)19:00'),
    });
  });

  it('says it where a holiday leaves one out, and nothing where a person called it off', () => {
    const leftOut = remindersOf(holding('2026-02-16'), OPTIONS);
    expect(leftOut.map(({ kind }) => kind)).toEqual(['meeting_moved']);
    expect(leftOut[0]?.content).toMatchObject({ text: expect.stringContaining('停开一次') });
    expect(remindersOf(holding('2025-06-09', { state: 'cancelled', isByHand: true }), OPTIONS)).toEqual([]);
  });

  it('has other keys for another time of the same holding, so that both can be sent', () => {
    const keys = (given: Holding) => remindersOf(given, OPTIONS).map(({ key }) => key);
    const usual = keys(holding('2025-06-09'));
    expect(usual).toEqual(keys(holding('2025-06-09')));
    expect(keys(holding('2025-06-09', { day: '2025-06-10', isByHand: true }))).not.toContain(usual[0]);
    expect(usual.every((key) => key.startsWith('meeting:1:2025-06-09:'))).toBe(true);
  });

  it('reaches the chat the meeting belongs to', () => {
    const [item] = remindersOf(holding('2025-06-09', {}, { ...MONDAY, chatId: 'group-1' }), OPTIONS);
    expect(item?.target).toEqual({ kind: 'chat', chatId: 'group-1' });
  });
});

describe('correctionOf', () => {
  const before = holding('2025-06-09');
  const now = new Date('2025-06-09T01:00:00Z');
  const correct = (over: Partial<Holding>) =>
    correctionOf({ before, after: { ...before, ...over }, change: 'm1', now, zone: ZONE })?.content;

  it('tells the new time, the new place, or that it is off', () => {
    const startsAt = new Date('2025-06-10T11:00:00Z');
    expect(correct({ day: '2025-06-10', startsAt })).toMatchObject({
      text: expect.stringMatching(/改到6月10日\(周二\)19:00，原定6月9日\(周一\)19:00/),
    });
    expect(correct({ place: '二楼会议室' })).toMatchObject({ text: expect.stringContaining('地点：二楼会议室') });
    expect(correct({ state: 'cancelled' })).toMatchObject({ text: expect.stringContaining('不开了') });
  });

  it('is silent where nothing people need has changed', () => {
    expect(correct({ isByHand: true })).toBeUndefined();
    const past = new Date('2025-06-09T12:00:00Z');
    const after = { ...before, place: '二楼会议室' };
    expect(correctionOf({ before, after, change: 'm1', now: past, zone: ZONE })).toBeUndefined();
  });
});
