import { beforeEach, describe, expect, it } from 'vitest';
import { taskFeature } from '../../src/features/task/command/task.ts';
import { overdueTasks } from '../../src/features/task/usecase/find.ts';
import { taskReminders } from '../../src/features/task/usecase/reminders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { engineOf, ZONE } from '../support/reminders.ts';

const NOW = '2025-06-03T10:00:00+08:00';

describeOnDatabases('tasks', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.task.deleteMany();
    await db.question.deleteMany();
    await db.message.deleteMany();
    await db.person.deleteMany();
    const createdAt = new Date('2025-01-01T00:00:00Z');
    await db.person.createMany({
      data: [
        { userid: 'zhaomin', name: '赵敏', role: 'secretary', createdAt },
        { userid: 'liqiang', name: '李强', createdAt },
        { userid: 'wangfang', name: '王芳', createdAt },
        { userid: 'wangfang2', name: '陈静', createdAt },
        { userid: 'chenjing', name: '陈静', createdAt },
        { userid: null, name: '周丽', createdAt },
      ],
    });
    talk = startConversation({ database: database.get(), commands: taskFeature.commands ?? [], now: NOW });
  });
  const ask = async (sender: string, line: string) => (await talk.say(sender, line)).text;
  const told = async () => {
    const rows = await database.get().db.outboxItem.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ target, content }) => [
      (target as { userid?: string }).userid,
      (content as { text: string }).text,
    ]);
  };
  const idOf = async (line: string) => /任务(\d+)/.exec(await ask('zhaomin', line))?.[1] ?? '';

  describe('given', () => {
    it.each([
      '安排 李强 6月10日前 联系出租车',
      '安排李强6月10日前联系出租车',
      '任务 李强 6月10日前 联系出租车',
      '派任务：李强，6月10日前完成联系出租车',
      '李强负责联系出租车，6月10日前',
      '请李强负责6月10日前联系出租车',
      '安排 李强 下周二之前 联系出租车',
    ])('%s', async (line) => {
      const text = await ask('zhaomin', line);
      expect(text).toMatch(/任务\d+：李强，6月10日\(周二\)前，联系出租车\n/);
      expect(await told()).toEqual([
        ['liqiang', expect.stringMatching(/赵敏请你6月10日\(周二\)前办：联系出租车.*完成 \d+/)],
      ]);
    });

    it('to several, one task each', async () => {
      const text = await ask('zhaomin', '任务 李强、王芳 周五前 写通讯稿');
      expect(text).toMatch(/记下了2个任务。\n任务\d+：李强，6月6日\(周五\)前，写通讯稿\n任务\d+：王芳/);
    });

    it('to oneself by everybody, and to others only by who leads', async () => {
      expect(await ask('wangfang', '记任务 6月10日前 交材料')).toMatch(/任务\d+：王芳，6月10日\(周二\)前，交材料/);
      expect(await ask('wangfang', '安排 李强 6月10日前 交材料')).toContain('给别人派任务要站长或支委来做');
      expect(await told()).toEqual([]);
    });

    it('asks by when, and takes 不限', async () => {
      expect(await ask('zhaomin', '安排 李强 联系出租车')).toContain('什么时候之前办完');
      expect(await ask('zhaomin', '安排 李强 联系出租车 不限')).toMatch(/李强，不限时间，联系出租车/);
    });

    it('asks before it takes a name nobody has, and says that nobody can be told', async () => {
      expect(await ask('zhaomin', '安排 孙大海 6月10日前 联系出租车')).toContain('还没有叫「孙大海」的人');
      expect(await ask('zhaomin', '是')).toMatch(/任务\d+：孙大海[\s\S]*通知不到/);
    });

    it('asks which of two of one name', async () => {
      const asked = await talk.say('zhaomin', '安排 陈静 6月10日前 联系出租车');
      expect(asked.choices).toHaveLength(2);
      expect(await ask('zhaomin', '2')).toMatch(/任务\d+：陈静/);
    });

    it.each([
      ['安排 李强 6月1日前 联系出租车 2025年6月1日', '已经过了'],
      ['安排 李强 6月31日前 联系出租车', '没有这一天'],
      [`安排 李强 6月10日前 ${'写'.repeat(101)}`, '不超过100个字'],
      ['安排 李强 6月10日前', '要做什么事'],
    ])('refuses %s', async (line, answer) => {
      expect(await ask('zhaomin', line)).toContain(answer);
      expect(await database.get().db.task.count()).toBe(0);
    });

    it('tells that the day is one of rest', async () => {
      expect(await ask('zhaomin', '安排 李强 6月8日前 联系出租车')).toContain('6月8日(周日)是休息日');
    });

    it('leaves other lines alone', async () => {
      for (const line of ['安排一下明天的车', '6月4日护考我负责签到', '任务', '张三负责任']) {
        await ask('zhaomin', line);
      }
      expect(await database.get().db.task.count()).toBe(0);
    });

    it('is taken back', async () => {
      await ask('zhaomin', '安排 李强 6月10日前 联系出租车');
      expect(await ask('zhaomin', '撤销')).toContain('不用办了');
      expect(await ask('liqiang', '我的任务')).toContain('没有要办的任务');
      expect((await told()).at(-1)).toEqual(['liqiang', expect.stringContaining('不用办了')]);
    });

    it('calls nobody and marks nothing up', async () => {
      await ask('zhaomin', '安排 李强 6月10日前 **写** [稿](http://x.example)<@all>');
      const [task] = await database.get().db.task.findMany();
      expect(task?.title).toBe('＊＊写＊＊ ［稿］(http://x.example)＜＠all＞');
    });
  });

  describe('seen', () => {
    beforeEach(async () => {
      await ask('zhaomin', '安排 李强 6月10日前 联系出租车');
      await ask('zhaomin', '安排 李强 6月5日前 借雨衣');
      await ask('zhaomin', '安排 王芳 6月4日前 写通讯稿');
    });

    it("one's own, first due first", async () => {
      expect((await ask('liqiang', '我的任务')).split('\n').slice(0, 3)).toEqual([
        '你有2个任务：',
        expect.stringMatching(/^任务\d+ 6月5日\(周四\)前：借雨衣$/),
        expect.stringMatching(/^任务\d+ 6月10日\(周二\)前：联系出租车$/),
      ]);
    });

    it('of one person, of all, and what is overdue', async () => {
      expect(await ask('wangfang', '任务 李强')).toContain('李强有2个任务');
      expect(await ask('wangfang', '王芳的任务')).toContain('写通讯稿');
      expect(await ask('wangfang', '全部任务')).toMatch(/大家有3个任务：\n任务\d+ 王芳，/);
      expect(await ask('wangfang', '任务 钱多多')).toContain('没有叫「钱多多」的人');
      talk.setNow('2025-06-06T10:00:00+08:00');
      expect(await ask('wangfang', '逾期任务')).toMatch(/2个任务，其中2个过期了/);
    });
  });

  describe('done', () => {
    it.each(['完成 ID 已联系4辆', '任务ID办完了，已联系4辆', '完成任务ID 已联系4辆'])('%s', async (line) => {
      const id = await idOf('安排 李强 6月10日前 联系出租车');
      expect(await ask('liqiang', line.replace('ID', id))).toContain(`任务${id}办完了：联系出租车（李强），已联系4辆`);
      expect((await told()).at(-1)).toEqual(['zhaomin', `任务${id}「联系出租车」办完了（李强）：已联系4辆`]);
      expect(await ask('liqiang', `任务 ${id}`)).toContain('现在：办完了，已联系4辆');
      expect(await ask('liqiang', `完成 ${id}`)).toContain('已经由李强办完了');
      expect(await ask('liqiang', '撤销')).toContain('现在：在办');
    });

    it('by a tap', async () => {
      const id = await idOf('安排 李强 6月10日前 联系出租车');
      expect((await talk.click('liqiang', `task-finish:${id}`)).text).toContain('办完了');
    });

    it('not by others', async () => {
      const id = await idOf('安排 李强 6月10日前 联系出租车');
      expect(await ask('wangfang', `完成 ${id}`)).toContain('是李强的');
      expect(await ask('wangfang', '完成 999999')).toContain('没有任务999999');
    });
  });

  it('deferred: read back, the giver told; a day gone by refused', async () => {
    const id = await idOf('安排 李强 6月10日前 联系出租车');
    expect(await ask('liqiang', `延期 ${id} 到6月16日`)).toContain('改到6月16日(周一)前');
    expect((await told()).at(-1)).toEqual(['zhaomin', expect.stringContaining('改到6月16日(周一)前')]);
    expect(await ask('liqiang', `延期 ${id} 到6月16日`)).toContain('不用改');
    expect(await ask('liqiang', `延期 ${id}`)).toContain('请写上延到哪一天');
    expect(await ask('liqiang', `延期 ${id} 到2025年6月1日`)).toContain('已经过了');
    expect(await ask('liqiang', '撤销')).toContain('6月10日(周二)前');
  });

  it('handed over: both are told', async () => {
    const id = await idOf('安排 李强 6月10日前 联系出租车');
    expect(await ask('liqiang', `转交 ${id} 给王芳`)).toContain('转给了王芳。已经告诉王芳');
    expect((await told()).slice(1)).toEqual([
      ['wangfang', expect.stringContaining('李强转给你')],
      ['zhaomin', expect.stringContaining('转给了王芳')],
    ]);
    expect(await ask('wangfang', '我的任务')).toContain('联系出租车');
    expect(await ask('wangfang', `转交 ${id} 给周丽`)).toContain('通知不到');
    expect(await ask('zhaomin', `转交 ${id} 给钱多多`)).toContain('没有叫「钱多多」的人');
    expect(await ask('zhaomin', `转交 ${id}`)).toContain('转给谁');
  });

  it('dropped by who gave it, and opened again', async () => {
    const id = await idOf('安排 李强 6月10日前 联系出租车');
    expect(await ask('liqiang', `取消任务 ${id}`)).toContain('是赵敏派的');
    expect(await ask('zhaomin', `取消任务 ${id}`)).toContain('李强不用办了');
    expect(await ask('liqiang', `完成 ${id}`)).toContain('已经取消了');
    expect(await ask('liqiang', `重开任务 ${id}`)).toContain('现在：在办');
  });

  describe('reminders', () => {
    it('three days and one day before, on the day, the day after and every week, until it is done', async () => {
      let now = new Date(NOW);
      const engine = engineOf(database.get(), taskReminders, { now: () => now });
      await ask('zhaomin', '安排 李强 6月10日前 联系出租车');
      await database.get().db.outboxItem.deleteMany();
      for (let day = 3; day <= 30; day += 1) {
        now = new Date(`2025-06-${String(day).padStart(2, '0')}T09:00:00+08:00`);
        await engine.refresh();
      }
      const rows = await database.get().db.outboxItem.findMany({ orderBy: [{ dueAt: 'asc' }, { target: 'asc' }] });
      expect(rows.map(({ dueAt, kind }) => `${dueAt.toISOString().slice(5, 16)} ${kind}`)).toEqual([
        '06-07T01:00 task_due',
        '06-09T01:00 task_due',
        '06-10T01:00 task_due',
        ...['06-11', '06-11', '06-18', '06-18', '06-25', '06-25', '07-02', '07-02'].map(
          (day) => `${day}T01:00 task_overdue`,
        ),
      ]);
    });

    it('go to the new owner, and end with the task', async () => {
      let now = new Date(NOW);
      const engine = engineOf(database.get(), taskReminders, { now: () => now });
      const id = await idOf('安排 李强 6月5日前 联系出租车');
      await engine.refresh();
      await ask('liqiang', `转交 ${id} 给王芳`);
      await engine.refresh();
      const pending = () =>
        database
          .get()
          .db.outboxItem.findMany({ where: { state: 'pending', subject: `task:${id}` }, select: { key: true } });
      expect((await pending()).length).toBeGreaterThan(0);
      await ask('wangfang', `完成 ${id}`);
      now = new Date('2025-06-03T10:05:00+08:00');
      await engine.refresh();
      expect(await pending()).toEqual([]);
    });

    it('overdue ones are there for the next meeting', async () => {
      await ask('zhaomin', '安排 李强 6月5日前 联系出租车');
      const { db } = database.get();
      expect(await overdueTasks(db, { now: new Date('2025-06-05T20:00:00+08:00'), zone: ZONE })).toEqual([]);
      const late = await overdueTasks(db, { now: new Date('2025-06-06T08:00:00+08:00'), zone: ZONE });
      expect(late.map(({ title }) => title)).toEqual(['联系出租车']);
    });
  });
});
