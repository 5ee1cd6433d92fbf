import { beforeEach, expect, it } from 'vitest';
import type { FindContext } from '../../../src/bot/reminder.ts';
import { meetingReminders } from '../../../src/features/meeting/usecase/reminders.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type Branch, makeBranch, talkOfMeetings, WEDNESDAY } from '../../support/meetings.ts';

describeOnDatabases('议题', (database) => {
  let talk: Conversation;
  let branch: Branch;

  beforeEach(async () => {
    branch = await makeBranch(database);
    talk = talkOfMeetings(database);
  });

  const say = async (userid: string, text: string) => (await talk.say(userid, text)).text;
  const idOf = async (text: string) => (await database.get().db.agendaItem.findFirstOrThrow({ where: { text } })).id;

  it('takes a point from any member for the next meeting, or for a day', async () => {
    expect(await say('wangfang', '议题 护考车辆安排')).toContain(
      '已记下议题：「护考车辆安排」，上6月9日(周一)19:00的周一例会。',
    );
    expect(await say('zhangsan', '议题 6月16日例会 夏季服装')).toContain(
      '「夏季服装」，上6月16日(周一)19:00的周一例会',
    );
    expect(await say('zhangsan', '提个议题：慰问老党员')).toContain('「慰问老党员」，上6月9日');
    expect(await say('wangfang', '议题 护考车辆安排')).toContain('已经在议题里了');
    expect(await say('wangfang', '议题 2月30日例会 夏季服装')).toContain('没有这一天');
    const list = await say('lisi', '议题');
    expect(list).toContain(`${await idOf('护考车辆安排')}号议题：护考车辆安排（王芳提）`);
    expect(list).toContain('慰问老党员（张三提）');
    expect(list).not.toContain('夏季服装');
    expect(await say('lisi', '周一例会有哪些议题？')).toBe(list);
  });

  it('is withdrawn by who put it or by the committee, and put back by 撤销', async () => {
    await say('wangfang', '议题 护考车辆安排');
    const id = await idOf('护考车辆安排');
    expect(await say('zhangsan', `撤回议题 ${id}`)).toContain('是王芳提的');
    expect(await say('wangfang', '撤回议题')).toContain('已撤回议题「护考车辆安排」');
    expect(await say('wangfang', '撤销')).toContain('议题「护考车辆安排」还在');
    expect(await say('shuji', '取消议题 护考车辆')).toContain('已撤回');
    expect(await say('lisi', '议题')).toContain('还没有人提议题');
    expect(await say('wangfang', `撤回议题 ${id}`)).toContain('没有这条议题');
    const actions = await database.get().db.auditEntry.findMany({ where: { subject: `agenda_item:${id}` } });
    expect(actions.map(({ action }) => action)).toEqual([
      ...['propose_agenda', 'withdraw_agenda', 'restore_agenda', 'withdraw_agenda'],
    ]);
  });

  it('carries over what was not dealt with, and by itself where a meeting is called off', async () => {
    await say('wangfang', '议题 护考车辆安排');
    await say('wangfang', '议题 夏季服装');
    talk.setNow('2025-06-10T10:00:00+08:00');
    expect(await say('lisi', '议题')).toContain('还没有人提议题');
    expect(await say('wangfang', '议题顺延')).toContain('支委');
    expect(await say('shuji', `议题${await idOf('夏季服装')}顺延`)).toContain(
      '1条议题顺延到6月16日(周一)19:00的周一例会',
    );
    expect(await say('shuji', '撤销')).toContain('1条议题没有顺延');
    expect(await say('shuji', '议题顺延')).toContain('2条议题顺延到6月16日');
    await talk.say('shuji', '取消周一例会', { intent: 'meeting_change', keyword: '周一例会' });
    const list = await say('lisi', '议题');
    expect(list).toContain('6月23日(周一)19:00 周一例会');
    expect(list).toContain('夏季服装（王芳提）');
  });

  it('waits for a meeting that is not planned yet', async () => {
    const data = {
      title: '主题党日',
      kind: 'theme_day' as const,
      recurrence: { every: 'month', weekdays: [5], nth: 4 },
    };
    const rest = { startTime: '15:00', agenda: [], createdAt: new Date(0) };
    const { id } = await database.get().db.meeting.create({ data: { ...data, ...rest } });
    expect(await say('zhangsan', '议题 主题党日 参观纪念馆')).toContain('上下一次主题党日');
    expect((await database.get().db.agendaItem.findFirstOrThrow()).meetingId).toBe(id);
    talk.setNow('2025-06-20T10:00:00+08:00');
    expect(await say('zhangsan', '主题党日有哪些议题')).toContain('参观纪念馆（张三提）');
  });

  it('stands in the announcement and on the card, with what should have been done', async () => {
    const { db } = database.get();
    const at = new Date('2025-05-20T00:00:00Z');
    await db.task.create({
      data: {
        ...{ title: '联系出租车', ownerId: branch.ids.get('liqiang') ?? 0, dueDay: '2025-06-02' },
        ...{ createdAt: at, updatedAt: at },
      },
    });
    await say('wangfang', '议题 护考车辆安排');
    const { text, card } = await talk.say('lisi', '例会');
    expect(text).toContain('5. 护考车辆安排（王芳提）\n6. 没办完的：李强：任务');
    expect(text).toContain('「联系出租车」，6月2日(周一)前，已逾期2天');
    expect(card?.facts?.find(({ label }) => label === '议程')?.value).toContain('护考车辆安排');
    const context: FindContext = { db, zone: 'Asia/Shanghai', now: new Date(WEDNESDAY), botName: '志愿助手' };
    const span = { from: new Date(WEDNESDAY), to: new Date('2025-06-10T00:00:00Z') };
    const [eve] = (await meetingReminders.find(({ name }) => name === 'meeting_eve')?.find(context, span)) ?? [];
    const offset = { days: -1, at: '20:00' };
    const content = eve?.content({ offset, dueAt: new Date('2025-06-08T12:00:00Z'), today: '2025-06-08' });
    expect(JSON.stringify(content)).toContain('护考车辆安排（王芳提）');
    expect(JSON.stringify(content)).toContain('联系出租车');
  });

  it('keeps what the committee talks about from others outside its chat', async () => {
    const rest = { startTime: '15:00', agenda: ['讨论发展对象'], onDay: '2025-06-10', createdAt: new Date(0) };
    await database.get().db.meeting.create({ data: { title: '支委会', kind: 'committee', ...rest } });
    expect(await say('wangfang', '例会')).not.toContain('讨论发展对象');
    expect(await say('wangfang', '支委会议题')).not.toContain('讨论发展对象');
    expect(await say('shuji', '例会')).toContain('讨论发展对象');
  });
});
