import { beforeEach, expect, it } from 'vitest';
import type { Chat } from '../../src/bot/message.ts';
import type { Role } from '../../src/bot/permission.ts';
import { holidayFeature } from '../../src/features/holiday/command.ts';
import { meetingFeature } from '../../src/features/meeting/command/meeting.ts';
import { ensureDefaultMeeting } from '../../src/features/meeting/usecase/defaults.ts';
import { recordsCommand } from '../../src/features/reminder/command/records.ts';
import type { Reading } from '../../src/language/reading.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { planAndRemind } from '../support/reminders.ts';

const COMMANDS = [meetingFeature, holidayFeature, { commands: [recordsCommand] }].flatMap(
  ({ commands = [] }) => commands,
);
const WEDNESDAY = '2025-06-04T10:00:00+08:00';

const LEAVE: Partial<Reading> = { intent: 'meeting_leave', dates: ['2025-06-09'], keyword: '周一例会', reason: '出差' };
const CANCEL: Partial<Reading> = { intent: 'meeting_change', from: ['2025-06-09'], keyword: '例会' };
const MOVE: Partial<Reading> = { ...CANCEL, dates: ['2025-06-10'], time: ['19:30'] };

describeOnDatabases('会议', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    for (const table of ['meeting_leave', 'meeting_occurrence', 'meeting', 'outbox_item', 'calendar_day', 'setting']) {
      await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    }
    for (const table of ['question', 'message', 'audit_entry', 'person']) {
      await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    }
    await join('zhangsan', '张三', 'committee');
    await join('wangfang', '王芳', 'member');
    await ensureDefaultMeeting(db, new Date('2025-05-01T00:00:00Z'));
    await planAndRemind(database.get(), WEDNESDAY);
    talk = startIn({ kind: 'group', id: 'group-1' });
  });

  async function join(userid: string, name: string, role: Role): Promise<void> {
    await database.get().db.person.create({ data: { userid, name, role, createdAt: new Date(0) } });
  }

  function startIn(chat: Chat, now = WEDNESDAY): Conversation {
    return startConversation({ database: database.get(), commands: COMMANDS, now, chat, adminUserids: ['admin'] });
  }

  /** `eve 2025-06-08T12:00` of what waits to be told to everybody, by due time. */
  async function waiting(nominalDay: string, now = WEDNESDAY): Promise<string[]> {
    await planAndRemind(database.get(), now);
    const rows = await database.get().db.outboxItem.findMany({
      where: { key: { contains: `:${nominalDay}:` }, state: 'pending', kind: { not: 'meeting_unanswered' } },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ kind, dueAt }) => `${kind.replace('meeting_', '')} ${dueAt.toISOString().slice(0, 16)}`);
  }

  async function textOf(where: { key: { contains: string } } | { kind: string }): Promise<string> {
    await planAndRemind(database.get(), WEDNESDAY);
    const row = await database.get().db.outboxItem.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
    return JSON.stringify(row.content);
  }

  async function markSent(kind: string): Promise<void> {
    await database.get().db.outboxItem.updateMany({
      where: { key: { contains: '2025-06-09:' }, kind },
      data: { state: 'sent', sentAt: new Date('2025-06-08T12:00:05Z') },
    });
  }

  it('shows the next holding with place, agenda and leave', async () => {
    const { text } = await talk.say('wangfang', '例会');
    expect(text).toContain('周一例会：6月9日(周一)19:00');
    expect(text).toContain('地点：支部活动室');
    expect(text).toContain('1. 分析形势');
    expect(text).toContain('请假：还没有人');
  });

  it('records leave once with its reason, shows it, and announces who is missing', async () => {
    const { text } = await talk.say('wangfang', '请假 周一例会 出差', LEAVE);
    expect(text).toContain('已记下请假：王芳（出差），6月9日(周一)19:00 周一例会');
    expect(text).toContain('撤销');
    const again = await talk.say('wangfang', '请假 周一例会 生病', { ...LEAVE, reason: '生病' });
    expect(again.text).toContain('王芳（出差）之前已经请过假了');
    expect(await database.get().db.meetingLeave.count()).toBe(1);
    expect((await talk.say('zhangsan', '请假名单')).text).toContain('1人请假：\n1. 王芳（出差）');
    expect((await talk.say('zhangsan', '例会谁请假了')).text).toContain('王芳（出差）');
    expect(await textOf({ key: { contains: '2025-06-09:eve' } })).toContain('已请假：王芳');
    expect(await textOf({ key: { contains: '2025-06-16:eve' } })).not.toContain('王芳');
  });

  it('takes leave back by 撤销', async () => {
    await talk.say('wangfang', '请假 周一例会', LEAVE);
    expect((await talk.say('wangfang', '撤销')).text).toContain('已撤销请假');
    expect((await talk.say('wangfang', '请假名单')).text).toContain('还没有人请假');
    expect(await textOf({ key: { contains: '2025-06-09:eve' } })).not.toContain('王芳');
    expect((await talk.say('wangfang', '请假 周一例会', LEAVE)).text).toContain('已记下请假');
  });

  it('takes leave back by 取消请假 however late, and undoes that', async () => {
    expect((await talk.say('wangfang', '取消请假')).text).toContain('你没有请过假');
    await talk.say('wangfang', '请假 周一例会', LEAVE);
    talk.setNow('2025-06-06T10:00:00+08:00');
    expect((await talk.say('wangfang', '取消周一例会的请假')).text).toContain(
      '已取消请假：6月9日(周一)19:00 周一例会，等你来。',
    );
    expect((await talk.say('wangfang', '请假名单')).text).toContain('还没有人请假');
    expect((await talk.say('wangfang', '撤销')).text).toContain('还是请假：周一例会 6月9日(周一)19:00');
    expect((await talk.say('wangfang', '请假名单')).text).toContain('王芳（出差）');
    await talk.say('wangfang', '请假 6月16日例会', { ...LEAVE, dates: ['2025-06-16'] });
    expect((await talk.say('wangfang', '销假')).choices).toHaveLength(2);
    expect((await talk.say('wangfang', '2')).text).toContain('已取消请假：6月16日(周一)19:00 周一例会');
    expect(await database.get().db.meetingLeave.count({ where: { activeKey: { not: null } } })).toBe(1);
  });

  it('takes leave for others by name, and asks which of two of the same name', async () => {
    const reading = { ...LEAVE, people: ['李强', '陈静'], self: false };
    const { text } = await talk.say('wangfang', '代李强、陈静请假 周一例会 出差', reading);
    expect(text).toContain('已记下请假：李强（出差）、陈静（出差）');
    await join('wangfang2', '王芳', 'member');
    const asked = await talk.say('zhangsan', '代王芳请假', { ...LEAVE, people: ['王芳'], self: false });
    expect(asked.choices).toHaveLength(2);
    expect((await talk.say('zhangsan', '2')).text).toContain('已记下请假：王芳（出差）');
    expect(await database.get().db.meetingLeave.count()).toBe(3);
  });

  it('refuses too many people, a long reason, a far day and an unknown meeting in one sentence', async () => {
    const people = Array.from({ length: 11 }, () => '李强');
    expect((await talk.say('wangfang', '请假', { ...LEAVE, people })).text).toContain('最多给10个人');
    expect((await talk.say('wangfang', '请假', { ...LEAVE, reason: '长'.repeat(101) })).text).toContain(
      '不超过100个字',
    );
    expect((await talk.say('wangfang', '请假', { ...LEAVE, dates: ['2027-01-04'] })).text).toContain('太远');
    expect((await talk.say('wangfang', '请假', { ...LEAVE, keyword: '读书会' })).text).toContain(
      '现有的会议：周一例会',
    );
    expect((await talk.say('wangfang', '请假', { ...LEAVE, dates: ['2025-06-11'] })).text).toContain(
      '6月11日(周三)没有周一例会。下一次是6月9日(周一)19:00',
    );
    expect(await database.get().db.meetingLeave.count()).toBe(0);
  });

  it('takes the weekday of the name for the name: on the Tuesday a holiday moved it to, it is today', async () => {
    talk = startIn({ kind: 'group', id: 'group-1' }, '2025-06-03T17:05:00+08:00');
    const { text } = await talk.say('wangfang', '请假 周一例会 出差', LEAVE);
    expect(text).toContain('6月3日(周二)19:00 周一例会');
    const next = await talk.say('wangfang', '请假 下周一例会 出差', LEAVE);
    expect(next.text).toContain('6月9日(周一)19:00 周一例会');
  });

  it('says when a meeting is over or called off', async () => {
    talk.setNow('2025-06-09T19:30:00+08:00');
    const over = await talk.say('wangfang', '请假 今天的会', { ...LEAVE, keyword: '例会' });
    expect(over.text).toContain('6月9日(周一)19:00的周一例会已经开始或开过了。下一次是6月16日(周一)19:00');
    talk.setNow(WEDNESDAY);
    await talk.say('zhangsan', '取消周一例会', CANCEL);
    const off = await talk.say('wangfang', '请假 周一例会 出差', LEAVE);
    expect(off.text).toContain('已经取消');
    expect(off.text).toContain('下一次是6月16日(周一)19:00');
    expect(await database.get().db.meetingLeave.count()).toBe(0);
  });

  it('moves one holding with its announcements, and back by 撤销', async () => {
    const { text } = await talk.say('zhangsan', '周一例会改到周二晚上7点半', MOVE);
    expect(text).toContain('周一例会改到6月10日(周二)19:30，原定6月9日(周一)19:00');
    expect(await waiting('2025-06-09')).toEqual(['eve 2025-06-09T12:00', 'soon 2025-06-10T09:30']);
    await planAndRemind(database.get(), WEDNESDAY);
    expect(await waiting('2025-06-09')).toEqual(['eve 2025-06-09T12:00', 'soon 2025-06-10T09:30']);
    expect(await waiting('2025-06-16')).toEqual(['eve 2025-06-15T12:00', 'soon 2025-06-16T09:00']);
    expect((await talk.say('zhangsan', '撤销')).text).toContain('6月9日(周一)19:00照原来的开');
    expect(await waiting('2025-06-09')).toEqual(['eve 2025-06-08T12:00', 'soon 2025-06-09T09:00']);
  });

  it('corrects what was announced already', async () => {
    await markSent('meeting_eve');
    talk.setNow('2025-06-08T21:00:00+08:00');
    await talk.say('zhangsan', '周一例会改到周二晚上7点半', MOVE);
    expect(await waiting('2025-06-09')).toEqual([
      'changed 2025-06-08T13:00',
      'eve 2025-06-09T12:00',
      'soon 2025-06-10T09:30',
    ]);
    expect(await textOf({ kind: 'meeting_changed' })).toContain(
      '周一例会改到6月10日(周二)19:30，原定6月9日(周一)19:00',
    );
  });

  it('calls one holding off, tells those who heard of it, and holds it after all when it is moved', async () => {
    await markSent('meeting_eve');
    talk.setNow('2025-06-08T21:00:00+08:00');
    const { text } = await talk.say('zhangsan', '取消周一例会', CANCEL);
    expect(text).toContain('6月9日(周一)19:00 周一例会不开了');
    expect(await waiting('2025-06-09')).toEqual(['changed 2025-06-08T13:00']);
    expect(await textOf({ kind: 'meeting_changed' })).toContain('不开了');
    expect((await talk.say('wangfang', '例会')).text).toMatch(/6月9日\(周一\)19:00这一次不开了。[\s\S]*6月16日/);
    expect((await talk.say('zhangsan', '取消周一例会', CANCEL)).text).toContain('已经取消');
    await talk.say('zhangsan', '周一例会改到周二晚上7点半', MOVE);
    expect(await waiting('2025-06-09')).toContain('soon 2025-06-10T09:30');
  });

  it.each<[string, string, Partial<Reading>]>([
    ['本周例会不开了', '6月9日(周一)19:00 周一例会不开了', { intent: 'meeting_change', keyword: '例会' }],
    ['例会改期', '请写上改到哪天', { intent: 'meeting_change', keyword: '例会' }],
    ['改到昨天', '已经过了', { ...MOVE, dates: ['2025-06-03'] }],
    ['改到周一', '本来就是', { ...MOVE, dates: ['2025-06-09'], time: ['19:00'] }],
    ['改到年底', '最多往后改两个月', { ...MOVE, dates: ['2025-12-30'] }],
    ['改到两天', '只写一个新日子', { ...MOVE, dates: ['2025-06-10', '2025-06-11'] }],
  ])('%s', async (text, expected, reading) => {
    const reply = await talk.say('zhangsan', text, reading);
    expect(reply.text).toContain(expected);
  });

  it.each<[string, string, Partial<Reading>]>([
    ['以后周一例会都不开了', '已停开：周一例会（每周一19:00）', CANCEL],
    ['取消每周一例会', '已停开：周一例会（每周一19:00）', CANCEL],
    ['本周例会不开，以后照常', '6月9日(周一)19:00 周一例会不开了', CANCEL],
    ['例会改到每周三晚上8点', '已改为：周三例会，每周三20:00', { ...MOVE, dates: ['2025-06-11'], time: ['20:00'] }],
    ['每周一例会这周改到周三', '只变这一次', { ...CANCEL, dates: ['2025-06-11'] }],
    ['周一例会换到三楼', '6月9日(周一)19:00 周一例会换了地点。地点：三楼。', { ...CANCEL, place: '三楼' }],
    ['周一例会地点改为三楼', '换了地点。地点：三楼。', { ...CANCEL, place: '改为三楼' }],
  ])('tells once from for good: %s', async (text, expected, reading) => {
    expect((await talk.say('zhangsan', text, reading)).text).toContain(expected);
  });

  it.each<[string, Partial<Reading>]>([
    ['请假 2月30日例会', { intent: 'meeting_leave', keyword: '例会' }],
    ['取消2月30日例会', { intent: 'meeting_change', keyword: '例会' }],
    ['2月30日 19:00 例会', { intent: 'meeting_create', keyword: '例会', time: ['19:00'] }],
  ])('does not take a day that does not exist for the next meeting: %s', async (text, reading) => {
    const reply = await talk.say('zhangsan', text, { ...reading, warnings: ['2月30日没有这一天'] });
    expect(reply.text).toBe('2月30日没有这一天。请核对日期后再发一次，这次没有办。');
    expect(await database.get().db.meetingLeave.count()).toBe(0);
    expect(await waiting('2025-06-09')).toHaveLength(2);
  });

  it('tells with what was done that a weekday does not fit', async () => {
    const warnings = ['6月9日是周一，不是周二'];
    expect((await talk.say('wangfang', '请假', { ...LEAVE, warnings })).text).toContain(`请留意：${warnings[0]}。`);
  });

  it.each(['例会几点开', '下周一例会在哪开？', '这周还开会吗', '例会什么时候'])('answers %s', async (text) => {
    expect((await talk.say('wangfang', text)).text).toContain('周一例会：6月9日(周一)19:00');
  });

  it('lets only the committee set and change meetings', async () => {
    expect((await talk.say('wangfang', '取消周一例会', CANCEL)).text).toContain('支委以上');
    expect(await waiting('2025-06-09')).toHaveLength(2);
  });

  it('changes the rule for good, with the name that goes with it', async () => {
    await markSent('meeting_eve');
    talk.setNow('2025-06-08T21:00:00+08:00');
    const reading: Partial<Reading> = { intent: 'meeting_change', keyword: '例会', weekly: 2, time: ['18:30'] };
    const { text } = await talk.say('zhangsan', '例会改到每周二下午6点半', reading);
    expect(text).toContain('已改为：周二例会，每周二18:30');
    expect(text).toContain('下一次：6月10日(周二)18:30');
    expect(await waiting('2025-06-09')).toEqual(['changed 2025-06-08T13:00']);
    expect(await waiting('2025-06-10')).toEqual(['eve 2025-06-09T12:00', 'soon 2025-06-10T08:30']);
    expect((await talk.say('zhangsan', '撤销')).text).toContain('周一例会恢复为每周一19:00');
    expect(await waiting('2025-06-10')).toEqual([]);
    expect(await waiting('2025-06-09')).toContain('soon 2025-06-09T09:00');
  });

  it('stops a meeting altogether, and goes on after 撤销', async () => {
    const reading = { intent: 'meeting_change', keyword: '例会', weekly: 1 } as const;
    expect((await talk.say('zhangsan', '取消每周一例会', reading)).text).toContain('已停开：周一例会');
    expect(await waiting('2025-06-09')).toEqual([]);
    await planAndRemind(database.get(), WEDNESDAY);
    expect(await waiting('2025-06-16')).toEqual([]);
    await talk.say('zhangsan', '撤销');
    expect(await waiting('2025-06-09')).toEqual(['eve 2025-06-08T12:00', 'soon 2025-06-09T09:00']);
  });

  it('sets a weekly meeting of this chat, changes it, and takes it back', async () => {
    const reading: Partial<Reading> = {
      intent: 'meeting_create',
      weekly: 5,
      time: ['15:00', '16:00'],
      keyword: '支委会',
      place: '二楼会议室',
      chair: '张三',
      agenda: ['学习文件', '研究工作'],
    };
    const { text } = await talk.say('zhangsan', '每周五下午3点 支委会 …', reading);
    expect(text).toContain('已定下：支委会，每周五15:00');
    expect(text).toContain('下一次：6月6日(周五)15:00');
    expect(text).toContain('本群');
    const { db } = database.get();
    await planAndRemind(database.get(), WEDNESDAY);
    const item = await db.outboxItem.findFirstOrThrow({ where: { key: { contains: ':2025-06-06:eve' } } });
    expect(item).toMatchObject({ target: { kind: 'chat', chatId: 'group-1' } });
    expect(JSON.stringify(item.content)).toContain('@志愿助手 请假 支委会 出差');

    await talk.say('zhangsan', '每周五下午4点 支委会', {
      intent: 'meeting_create',
      weekly: 5,
      time: ['16:00'],
      keyword: '支委会',
    });
    expect(await db.meeting.findMany({ where: { title: '支委会' } })).toMatchObject([
      { startTime: '16:00', place: '二楼会议室', agenda: ['学习文件', '研究工作'] },
    ]);
    expect(await waiting('2025-06-06')).toEqual(['eve 2025-06-05T12:00', 'soon 2025-06-06T06:00']);
    expect((await talk.say('zhangsan', '撤销')).text).toContain('支委会恢复为每周五15:00');
    expect(await waiting('2025-06-06')).toEqual(['eve 2025-06-05T12:00', 'soon 2025-06-06T05:00']);
  });

  it('takes up the meeting of the branch where a group sets the same', async () => {
    const reading: Partial<Reading> = { intent: 'meeting_create', weekly: 1, time: ['20:00'], keyword: '例会' };
    expect((await talk.say('zhangsan', '每周一晚上8点例会', reading)).text).toContain('已改为：周一例会，每周一20:00');
    const { db } = database.get();
    expect(await db.meeting.findMany()).toMatchObject([{ chatId: 'group-1', startTime: '20:00', place: '支部活动室' }]);
    const elsewhere = startIn({ kind: 'group', id: 'group-2' });
    expect((await elsewhere.say('zhangsan', '每周一晚上7点例会', reading)).text).toContain('两个会都该去');
    expect((await elsewhere.say('zhangsan', '是')).text).toContain('已定下');
    expect(await db.meeting.count()).toBe(2);
    expect((await elsewhere.say('wangfang', '请假 例会', { ...LEAVE, dates: [] })).text).toContain('已记下请假');
  });

  it('asks which meeting is meant where several are', async () => {
    const reading: Partial<Reading> = { intent: 'meeting_create', weekly: 1, time: ['20:00'], keyword: '学习例会' };
    await talk.say('zhangsan', '每周一晚上8点学习例会', reading);
    const asked = await talk.say('wangfang', '请假 周一', { ...LEAVE, keyword: '例' });
    expect(asked.choices?.map(({ label }) => label)).toEqual([
      '周一例会 6月9日(周一)19:00',
      '学习例会 6月9日(周一)20:00',
    ]);
    expect((await talk.say('wangfang', '2')).text).toContain('已记下请假：王芳（出差），6月9日(周一)20:00 学习例会');
    const { choices } = await talk.say('zhangsan', '取消周一的会', { ...CANCEL, keyword: '例' });
    expect(choices).toHaveLength(2);
    expect((await talk.say('zhangsan', '1')).text).toContain('周一例会不开了');
    expect((await talk.say('zhangsan', '撤销')).text).toContain('照原来的开');
  });

  it('sets a meeting held once, not moved by a holiday, and forgets it by 撤销', async () => {
    const reading: Partial<Reading> = {
      intent: 'meeting_create',
      dates: ['2025-10-02'],
      time: ['10:00'],
      keyword: '换届大会',
      place: '社区礼堂',
    };
    const { text } = await talk.say('zhangsan', '10月2日10:00 换届大会 社区礼堂', reading);
    expect(text).toContain('已定下：换届大会，10月2日(周四)10:00');
    expect(await waiting('2025-10-02', '2025-09-26T10:00:00+08:00')).toEqual([
      'eve 2025-10-01T12:00',
      'soon 2025-10-02T00:00',
    ]);
    const leave = await talk.say('wangfang', '换届大会请假', { intent: 'meeting_leave', keyword: '换届大会' });
    expect(leave.text).toContain('已记下请假：王芳，10月2日(周四)10:00 换届大会');
    expect((await talk.say('zhangsan', '撤销')).text).toContain('换届大会不定了');
    expect(await waiting('2025-10-02', '2025-09-26T10:00:00+08:00')).toEqual([]);
    expect((await talk.say('wangfang', '会议')).text).not.toContain('换届大会');
  });

  it.each<[string, Partial<Reading>]>([
    ['请写上几点开会', { weekly: 1 }],
    ['请写上哪一天开会', { time: ['19:00'] }],
    ['一次只能定一天', { dates: ['2025-06-10', '2025-06-11'], time: ['19:00'] }],
    ['已经过了', { dates: ['2025-06-04'], time: ['09:00'] }],
    ['太远', { dates: ['2026-06-04'], time: ['09:00'] }],
    ['会议名称太长', { weekly: 1, time: ['19:00'], keyword: '长'.repeat(31) }],
    ['地点太长', { weekly: 1, time: ['19:00'], place: '长'.repeat(51) }],
    ['议程最多20条', { weekly: 1, time: ['19:00'], agenda: Array.from({ length: 21 }, () => '学习') }],
  ])('refuses with 「%s」 and stores nothing', async (expected, reading) => {
    const reply = await talk.say('zhangsan', '定会议', { intent: 'meeting_create', ...reading });
    expect(reply.text).toContain(expected);
    expect(await database.get().db.meeting.count()).toBe(1);
    expect(await database.get().db.auditEntry.count()).toBe(0);
  });

  it('lets an administrator, and no one else, set holidays and take them back', async () => {
    expect((await talk.say('zhangsan', '放假 6月9日')).text).toContain('管理员');
    const { text } = await talk.say('admin', '放假 6月9日-6月10日 高温假');
    expect(text).toContain('已登记放假：6月9日(周一)到6月10日(周二)，共2天（高温假）');
    await planAndRemind(database.get(), WEDNESDAY);
    expect((await talk.say('wangfang', '例会')).text).toContain('6月11日(周三)19:00（因高温假放假，顺延）');
    expect(await waiting('2025-06-09')).toEqual([
      'moved 2025-06-08T12:00',
      'eve 2025-06-10T12:00',
      'soon 2025-06-11T09:00',
    ]);
    expect((await talk.say('admin', '补班 6月10日')).text).toContain('原来登记的是放假，已改过来');
    expect((await talk.say('wangfang', '例会')).text).toContain('6月10日(周二)19:00');
    expect((await talk.say('admin', '撤销')).text).toContain('6月10日(周二)恢复成原来的登记');
    expect((await talk.say('wangfang', '例会')).text).toContain('6月11日(周三)19:00');
    expect((await talk.say('admin', '取消放假 6月9日-6月10日')).text).toContain('已取消登记的放假');
    expect((await talk.say('wangfang', '例会')).text).toContain('6月9日(周一)19:00\n');
    expect((await talk.say('admin', '取消放假 6月9日')).text).toContain('没有登记过放假');
    await talk.say('admin', '放假 2月12日-2月5日');
    expect(await database.get().db.calendarDay.count()).toBe(0);
  });
});
