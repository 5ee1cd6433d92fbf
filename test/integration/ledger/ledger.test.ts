import { beforeEach, expect, it } from 'vitest';
import type { Deliver } from '../../../src/bot/outbox.ts';
import type { DueMoment, FindContext, ReminderKind } from '../../../src/bot/reminder.ts';
import { sendDue } from '../../../src/bot/sending.ts';
import { toInstant } from '../../../src/clock.ts';
import { ledgerFeature, ledgerReminders } from '../../../src/features/ledger/command.ts';
import type { LedgerKind } from '../../../src/features/ledger/types.ts';
import { partyFeature } from '../../../src/features/party/command.ts';
import { remindersFrom } from '../../../src/features/reminder/usecase/compute.ts';
import { createLogger } from '../../../src/logger.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { engineOf } from '../../support/reminders.ts';
import { SERVICES } from '../../support/services.ts';

const ZONE = 'Asia/Shanghai';
const COMMANDS = [ledgerFeature(SERVICES), partyFeature].flatMap(({ commands = [] }) => commands);
const TABLES = [
  ...['attendance', 'meeting_leave', 'minutes', 'meeting_occurrence', 'meeting', 'task', 'question', 'message'],
  ...['audit_entry', 'outbox_item', 'person', 'setting', 'unit'],
];

describeOnDatabases('三会一课台账', (database) => {
  let talk: Conversation;
  let people: number[];

  beforeEach(async () => {
    const { db } = database.get();
    for (const table of TABLES) await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    people = [];
    for (const [userid, name] of [
      ['shuji', '赵敏'],
      ['zhangsan', '张三'],
      ['lisi', '李四'],
      ['wangwu', '王五'],
    ] as const) {
      const role = userid === 'shuji' ? ('secretary' as const) : ('member' as const);
      const data = { userid, name, role, partyStatus: 'member' as const, createdAt: new Date(0) };
      people.push((await db.person.create({ data })).id);
    }
    talk = startConversation({
      database: database.get(),
      commands: COMMANDS,
      now: '2026-06-10T09:00:00+08:00',
      chat: { kind: 'single' },
    });
  });

  async function hold(
    kind: LedgerKind,
    day: string,
    over: {
      title?: string;
      unitId?: number;
      state?: 'cancelled';
      came?: number[];
      leave?: number[];
      nominal?: string;
    } = {},
  ): Promise<number> {
    const { db } = database.get();
    const state: 'planned' | 'cancelled' = over.state ?? 'planned';
    const { title = '会', unitId = null, came = [], leave = [], nominal = day } = over;
    const createdAt = new Date('2025-12-20T00:00:00+08:00');
    const meeting = await db.meeting.create({
      data: { title, kind, unitId, startTime: '19:00', agenda: [], onDay: nominal, createdAt },
    });
    const startsAt = toInstant(day, '19:00', ZONE);
    const timing = { nominalDay: nominal, day, startTime: '19:00', startsAt, state };
    const { id } = await db.meetingOccurrence.create({ data: { meetingId: meeting.id, ...timing } });
    for (const personId of came) {
      const activeKey = `${id}:${personId}`;
      await db.attendance.create({
        data: { occurrenceId: id, personId, at: startsAt, way: 'typed', activeKey, createdAt: startsAt },
      });
    }
    for (const personId of leave) {
      const activeKey = `${id}:${personId}`;
      await db.meetingLeave.create({ data: { occurrenceId: id, personId, activeKey, createdAt: startsAt } });
    }
    return id;
  }

  const say = async (text: string) => (await talk.say('shuji', text)).text;

  it('shows by kind what was due, held and missed, and what is due next', async () => {
    const [a = 0, b = 0, c = 0, d = 0] = people;
    await hold('members', '2026-02-10', { came: [a, b, c], leave: [d] });
    await hold('members', '2026-06-20');
    for (const month of ['01', '02', '03', '05', '06']) await hold('committee', `2026-${month}-05`);
    await hold('theme_day', '2026-06-05', { state: 'cancelled' });
    await hold('regular', '2026-06-08', { title: '周一例会', came: [a, b] });
    const text = await say('台账');
    expect(text).toContain('**三会一课台账 2026年**（到6月10日(周三)）');
    expect(text).toContain('支部党员大会（每季度一次）：应开 2 次，开了 1 次，这一期已排定，出勤率 75%');
    expect(text).toContain('支委会（每月一次）：应开 6 次，开了 5 次，**欠 4月**，考勤未记录');
    expect(text).toContain(
      '党课（每季度一次）：应开 2 次，开了 0 次，**欠 第一季度**，第二季度还要开 1 次，6月30日(周二)前',
    );
    expect(text).toContain('组织生活会（每年一次）：应开 1 次，开了 0 次，2026年还要开 1 次，12月31日(周四)前');
    expect(text).toContain('例会（不作要求）：开了 1 次，出勤率 100%');
    expect(text).toContain('最近要开的：6月30日(周二)前，党课、主题党日。');
    expect(text).not.toContain('党小组会');
  });

  it('shows each holding of one kind with its day, who was there, and its record number', async () => {
    const [a = 0, b = 0, c = 0] = people;
    const first = await hold('lecture', '2026-02-10', { title: '微党课', came: [a, b], leave: [c] });
    const second = await hold('lecture', '2026-04-02', { nominal: '2026-03-30', title: '<@all>党课' });
    const text = await say('台账 党课');
    expect(text).toContain(`2月10日(周二) 微党课：应到 4，实到 2（50%），请假 1，缺席 1（会议${first}）`);
    expect(text).toContain(`4月2日(周四) ＜＠all＞党课：未记考勤（会议${second}）`);
    expect(await say('今年党课开了几次')).toBe(text);
    expect(await say('台账 2025年 党课')).toContain('还没有开过');
    expect(await say('台账 天上')).toContain('没有看懂「天上」');
  });

  it('asks each party group, from when it was made, and gives a meeting of none to none', async () => {
    await hold('committee', '2026-01-05');
    await say('党小组 第一党小组：张三、李四');
    const { id } = await database.get().db.unit.findFirstOrThrow({ where: { name: '第一党小组' } });
    const [, b = 0] = people;
    await hold('party_group', '2026-06-09', { unitId: id, came: [b] });
    await hold('party_group', '2026-06-08');
    const text = await say('台账');
    expect(text).toContain('党小组会·第一党小组（每月一次）：应开 1 次，开了 1 次，出勤率 50%');
    expect(text).toContain('另有 1 次党小组会没有写明是哪个党小组');
    expect(await say('第一党小组台账')).not.toContain('支委会');
  });

  it('tells many groups together, those behind by name', async () => {
    await hold('committee', '2026-01-05');
    for (let number = 1; number <= 8; number += 1) {
      await database.get().db.unit.create({ data: { name: `第${number}党小组`, kind: 'party_group' } });
    }
    const text = await say('三会一课');
    expect(text).toContain('党小组会（每月一次，8 个单位）：应开 48 次，开了 0 次');
    expect(text).toContain('第1党小组 1月、2月');
  });

  it('takes changed requirements from the committee, from now on, and back', async () => {
    await hold('committee', '2026-01-05');
    expect(await say('要求 党课 每月一次')).toContain('已改：党课每月一次（原来是每季度一次）');
    expect(await say('台账')).toContain('党课（每月一次）：应开 2 次，开了 0 次，**欠 第一季度**，6月还要开 1 次');
    expect(await say('撤销')).toContain('党课还是每季度一次');
    expect(await database.get().db.setting.count({ where: { key: 'ledger:lecture' } })).toBe(0);
    expect(await say('要求 党小组会 不要求')).toContain('党小组会不作要求（原来是每月一次）');
    expect(await say('要求 党小组会 不要求')).toContain('没有变');
    expect(await say('三会一课要求')).toContain('党小组会（每个党小组）：不作要求');
    expect(await say('要求 党课 每周一次')).toContain('每月、每季度、每半年或每年');
    expect((await talk.say('lisi', '要求 党课 每月一次')).text).toContain('支委以上');
    expect((await talk.say('lisi', '台账')).text).toContain('支委以上');
    const audits = await database.get().db.auditEntry.findMany({ where: { subject: { startsWith: 'ledger:' } } });
    expect(audits.map(({ action }) => action)).toEqual([
      'ledger_requirement',
      'ledger_requirement_undone',
      'ledger_requirement',
    ]);
  });

  const kindNamed = (name: string): ReminderKind => {
    const kind = ledgerReminders.find((one) => one.name === name);
    if (!kind) throw new Error(name);
    return kind;
  };
  /** What the engine would say in a span, as seen at `now`. */
  async function reminders(name: string, now: string, [from, to]: [string, string]) {
    const kind = kindNamed(name);
    const context: FindContext = { db: database.get().db, zone: ZONE, now: new Date(now), botName: '志愿助手' };
    const items = await kind.find(context, { from: new Date(from), to: new Date(to) });
    const rule = { kind, isOn: true, offsets: kind.offsets, since: null };
    const quiet = { from: '21:00', until: '08:00' };
    const around = { ...context, rules: [rule], quiet, optOuts: new Set<string>(), reachesPeople: true };
    return remindersFrom([{ rule, items }], around).map(({ key, dueAt, content, target, usefulUntil }) => ({
      key,
      dueAt: dueAt.toISOString(),
      usefulUntil: usefulUntil.toISOString(),
      target,
      text: 'text' in content ? content.text : '',
    }));
  }
  const JUNE: [string, string] = ['2026-06-01T00:00:00+08:00', '2026-07-01T00:00:00+08:00'];

  it('warns two weeks before the last day, once for all that is due by it, while nothing is planned', async () => {
    await hold('committee', '2026-06-05');
    await hold('lecture', '2026-06-25');
    const [due, ...more] = await reminders('ledger_due', '2026-06-10T09:00:00+08:00', JUNE);
    expect(more).toEqual([]);
    expect(due).toMatchObject({
      key: 'ledger:2026-06-30:once:ledger_due@members,theme_day',
      dueAt: '2026-06-16T01:00:00.000Z',
      target: { kind: 'role', role: 'committee' },
    });
    expect(due?.text).toContain('离6月30日(周二)还有 14 天');
    expect(due?.text).toContain('- 支部党员大会：第二季度，每季度一次\n- 主题党日：6月，每月一次');
    await hold('members', '2026-06-27');
    await hold('theme_day', '2026-06-12');
    expect(await reminders('ledger_due', '2026-06-10T09:00:00+08:00', JUNE)).toEqual([]);
  });

  it('says the day after what was not held, also what was called off at the end', async () => {
    for (const kind of ['committee', 'members', 'theme_day'] as const) await hold(kind, '2026-06-05');
    await hold('lecture', '2026-06-25', { state: 'cancelled' });
    const [overdue] = await reminders('ledger_overdue', '2026-07-01T08:59:00+08:00', JUNE);
    expect(overdue).toMatchObject({
      key: 'ledger:2026-06-30:once:ledger_overdue@lecture',
      dueAt: '2026-07-01T01:00:00.000Z',
      usefulUntil: '2026-07-07T16:00:00.000Z',
    });
    expect(overdue?.text).toContain('到6月30日(周二)为止，这些没有开：\n- 党课：第二季度');
  });

  it('says nothing of the time before anything was recorded', async () => {
    expect(await reminders('ledger_due', '2026-06-10T09:00:00+08:00', JUNE)).toEqual([]);
    expect(await reminders('monthly_figures', '2026-06-01T08:00:00+08:00', JUNE)).toEqual([]);
  });

  it('tells on the first what came of the month before, once that is over', async () => {
    const [a = 0, b = 0] = people;
    await hold('regular', '2026-05-11', { title: '周一例会', came: [a, b] });
    await hold('regular', '2026-05-18', { title: '周一例会' });
    await hold('regular', '2026-06-01', { title: '周一例会' });
    const { db } = database.get();
    const task = { ownerId: a, createdAt: new Date(0), updatedAt: new Date(0) };
    await db.task.create({ data: { ...task, title: '联系出租车', dueDay: '2026-05-20' } });
    await db.task.create({ data: { ...task, title: '写稿', dueDay: null } });
    const span: [string, string] = ['2026-05-01T00:00:00+08:00', '2026-07-02T00:00:00+08:00'];
    expect(await reminders('monthly_figures', '2026-05-31T23:59:00+08:00', span)).toMatchObject([
      { key: 'figures:2026-04:once:monthly_figures@final' },
    ]);
    const told = await reminders('monthly_figures', '2026-06-01T00:00:00+08:00', span);
    expect(told.at(-1)).toMatchObject({ dueAt: '2026-06-01T01:00:00.000Z', target: { role: 'committee' } });
    expect(told.at(-1)?.text).toBe(
      [
        '【2026年5月情况】',
        '会议：2次（周一例会 2次），出勤率 100%（2 次里 1 次记了考勤）',
        '活动：未记录；参加 未记录',
        '任务：没完成的 2 件，其中过期 1 件',
        '要写成总结，请发：@志愿助手 起草5月工作总结',
      ].join('\n'),
    );
  });

  it('is sent once by the engine, though what lacks changes after, and withdrawn where all is planned before', async () => {
    const { db } = database.get();
    const said: string[] = [];
    let now = new Date('2026-06-14T20:00:00+08:00');
    const engine = engineOf(database.get(), ledgerReminders, { now: () => now });
    async function run(...times: string[]): Promise<void> {
      for (const time of times) {
        now = new Date(`2026-${time}:00+08:00`);
        await engine.refresh();
        const deliver: Deliver = async ({ content }) => {
          if ('text' in content) said.push(content.text.split('\n').slice(0, 1).join());
          return { outcome: 'sent' };
        };
        await sendDue({
          database: database.get(),
          deliver,
          reportTo: [],
          logger: createLogger('silent'),
          now: () => now,
        });
      }
    }
    for (const kind of ['committee', 'theme_day'] as const) await hold(kind, '2026-06-05');
    await run('06-14T20:00', '06-16T09:00', '06-16T09:01');
    await hold('members', '2026-06-26');
    await run('06-17T09:00', '06-29T09:00', '07-01T09:00', '07-01T09:01', '07-02T09:00');
    expect(said).toEqual([
      expect.stringContaining('离6月30日(周二)还有 14 天'),
      expect.stringContaining('到6月30日(周二)为止'),
      expect.stringContaining('2026年6月情况'),
    ]);
    await run('07-15T12:00');
    for (const kind of ['committee', 'theme_day'] as const) await hold(kind, '2026-07-20');
    await run('07-16T09:00', '07-17T09:00', '07-17T12:00');
    expect(said).toHaveLength(3);
    const july = await db.outboxItem.findMany({ where: { subject: 'ledger:2026-07-31' } });
    expect(july.map(({ state }) => state)).toEqual(['skipped']);
  });

  it('is declared for the committee, not urgent', () => {
    expect(ledgerReminders.map(({ name, isUrgent = false }) => [name, isUrgent])).toEqual([
      ['ledger_due', false],
      ['ledger_overdue', false],
      ['monthly_figures', false],
    ]);
    const moments: DueMoment['offset'][] = ledgerReminders.flatMap(({ offsets }) => offsets);
    expect(moments).toEqual([
      { days: -14, at: '09:00' },
      { days: 1, at: '09:00' },
      { days: 0, at: '09:00' },
    ]);
  });
});
