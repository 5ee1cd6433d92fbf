import { beforeEach, expect, it } from 'vitest';
import { joinPeople } from '../../../src/features/person/usecase.ts';
import { openTasks, overdueTasks } from '../../../src/features/task/usecase/find.ts';
import { giveTask } from '../../../src/features/task/usecase/give.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { ZONE } from '../../support/reminders.ts';
import { startTasks, type TaskTalk } from '../../support/tasks.ts';

const LATER = '2025-06-06T10:00:00+08:00';

describeOnDatabases('tasks as they are seen', (database) => {
  let talk: TaskTalk;

  beforeEach(async () => {
    talk = await startTasks(database.get());
    await talk.give('安排 李强 6月10日前 联系出租车');
    await talk.give('安排 李强 6月5日前 借雨衣');
    await talk.give('安排 王芳 6月4日前 写通讯稿');
    await talk.give('安排 李强 不限 整理仓库');
  });

  it.each(['任务', '我的任务', '我有什么任务', '我还有哪些任务？'])('%s: first due first', async (line) => {
    expect((await talk.ask('liqiang', line)).split('\n').slice(0, 4)).toEqual([
      '你有3个任务：',
      expect.stringMatching(/^任务\d+ 借雨衣，6月5日\(周四\)前，还有2天$/),
      expect.stringMatching(/^任务\d+ 联系出租车，6月10日\(周二\)前，还有7天$/),
      expect.stringMatching(/^任务\d+ 整理仓库，不限时间$/),
    ]);
  });

  it('marks what is overdue', async () => {
    talk.setNow(LATER);
    expect(await talk.ask('liqiang', '我的任务')).toMatch(
      /你有3个任务，1个逾期：\n【逾期】任务\d+ 借雨衣，6月5日\(周四\)前，已逾期1天/,
    );
  });

  it('shows the committee everybody’s, owner by owner, and what is overdue', async () => {
    talk.setNow(LATER);
    for (const line of ['全部任务', '任务清单', '大家的任务']) {
      expect(await talk.ask('zhaomin', line)).toMatch(
        /没办完的任务：4个任务，2个逾期：\n王芳（1个任务，1个逾期）\n· 【逾期】任务\d+ 写通讯稿[^\n]*\n李强（3个任务，1个逾期）\n/,
      );
    }
    const late = await talk.ask('zhaomin', '逾期任务');
    expect(late).toContain('逾期的任务：2个任务');
    expect(late).not.toContain('出租车');
    expect(await talk.ask('zhaomin', '任务 李强')).toContain('李强有3个任务');
    expect(await talk.ask('zhaomin', '王芳的任务')).toContain('写通讯稿');
    expect(await talk.ask('zhaomin', '我派的任务')).toContain('你派出去、没办完的任务：4个任务');
    expect(await talk.ask('zhaomin', '我的任务')).toContain('你派给别人、还没办完的有4个');
  });

  it('shows a lead those of their station, and others only their own', async () => {
    const lead = await talk.ask('sunhao', '全部任务');
    expect(lead).toContain('写通讯稿');
    expect(lead).not.toContain('出租车');
    expect(await talk.ask('liqiang', '全部任务')).toContain('只有支委和站长能看；可以问：赵敏');
    expect(await talk.ask('liqiang', '任务 王芳')).toContain('没有你能看到的、王芳的任务');
    expect(await talk.ask('zhaomin', '任务 钱多多')).toContain('没有叫「钱多多」的人');
    expect(await talk.ask('zhaomin', '任务 王方')).toContain('相近的有：王芳');
  });

  it('shows one with what has become of it', async () => {
    const id = await talk.give('安排 李强 6月12日前 写简报');
    await talk.ask('liqiang', `延期 ${id} 到6月16日 照片没齐`);
    await talk.ask('zhaomin', `转交 ${id} 给王芳`);
    await talk.ask('wangfang', `完成 ${id} 已发`);
    for (const line of [`任务 ${id}`, `任务${id}`, `看一下任务${id}`, `${id}号任务怎么样了？`]) {
      expect((await talk.ask('zhaomin', line)).split('\n')).toEqual([
        `任务${id}：写简报`,
        '负责人：王芳，赵敏派的',
        '期限：6月16日(周一)前',
        '现在：办完了，已发',
        '经过：',
        '· 6月3日(周二)10:00 赵敏派给李强，6月12日(周四)前',
        '· 6月3日(周二)10:00 李强期限改到6月16日(周一)前，原来是6月12日(周四)前（照片没齐）',
        '· 6月3日(周二)10:00 赵敏转给了王芳',
        '· 6月3日(周二)10:00 王芳办完了',
        `要重新办，发：重开任务 ${id}`,
      ]);
    }
    expect(await talk.ask('liqiang', `任务 ${id}`)).toContain('是王芳的，不归你办');
    expect(await talk.ask('wangfang', '办完的任务')).toMatch(
      /你办完了1个任务：\n任务\d+ 写简报，6月3日\(周二\)办完：已发/,
    );
  });

  it('are there for the next meeting: of all, and of a station', async () => {
    const { db } = database.get();
    const { id: unitId } = await db.unit.findFirstOrThrow();
    const at = (now: string) => ({ now: new Date(now), zone: ZONE });
    expect(await overdueTasks(db, at('2025-06-04T23:00:00+08:00'))).toEqual([]);
    expect((await overdueTasks(db, at(LATER))).map(({ title }) => title)).toEqual(['写通讯稿', '借雨衣']);
    expect((await overdueTasks(db, { ...at(LATER), unitId })).map(({ title }) => title)).toEqual(['写通讯稿']);
    expect(await openTasks(db)).toHaveLength(4);
  });

  it('tell the meeting they come from', async () => {
    const { db } = database.get();
    const meeting = await db.meeting.create({
      data: { title: '例会', startTime: '19:00', agenda: [], createdAt: new Date(LATER) },
    });
    const { id: occurrenceId } = await db.meetingOccurrence.create({
      data: {
        ...{ meetingId: meeting.id, nominalDay: '2025-06-02', day: '2025-06-02', startTime: '19:00' },
        startsAt: new Date('2025-06-02T19:00:00+08:00'),
      },
    });
    const secretary = await db.person.findFirstOrThrow({ where: { userid: 'zhaomin' } });
    const context = {
      ...{
        db,
        now: new Date(LATER),
        today: '2025-06-06',
        zone: ZONE,
        botName: '志愿助手',
        messageId: 1,
        can: () => true,
      },
      sender: { id: secretary.id, userid: 'zhaomin', name: '赵敏', role: 'secretary' as const, unitId: null },
      message: {
        ...{ id: 'm1', bot: 'bot', chat: { kind: 'single' as const }, sender: 'zhaomin', text: '' },
        ...{ attachments: [], receivedAt: new Date(LATER) },
      },
    };
    // Minutes are written later: a day gone by is kept.
    const order = { title: '借喇叭', ownerId: secretary.id, dueDay: '2025-06-03', occurrenceId };
    const { id } = await giveTask(context, order);
    expect(await talk.ask('zhaomin', `任务 ${id}`)).toContain('来自：6月2日(周一)例会');
    await db.task.deleteMany();
    await db.meetingOccurrence.deleteMany();
    await db.meeting.deleteMany();
  });

  it('go with the person, who is the same as another', async () => {
    const { db } = database.get();
    await talk.ask('zhaomin', '安排 周丽 6月10日前 报账');
    const from = await db.person.findFirstOrThrow({ where: { name: '周丽' } });
    const to = await db.person.findFirstOrThrow({ where: { userid: 'chenjing' } });
    await joinPeople(db, { from: from.id, to: to.id }, new Date(LATER));
    expect(await talk.ask('chenjing', '我的任务')).toContain('报账');
    const secretary = await db.person.findFirstOrThrow({ where: { userid: 'zhaomin' } });
    await joinPeople(db, { from: secretary.id, to: to.id }, new Date(LATER));
    expect(await db.task.count({ where: { giverId: to.id } })).toBe(5);
  });
});
