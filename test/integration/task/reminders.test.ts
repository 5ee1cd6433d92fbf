import { beforeEach, expect, it } from 'vitest';
import type { Remindable } from '../../../src/bot/reminder.ts';
import { taskReminders } from '../../../src/features/task/usecase/reminders.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { engineOf, ZONE } from '../../support/reminders.ts';
import { NOW, startTasks, type TaskTalk } from '../../support/tasks.ts';

describeOnDatabases('reminders of tasks', (database) => {
  let talk: TaskTalk;
  let now: Date;

  beforeEach(async () => {
    talk = await startTasks(database.get());
    now = new Date(NOW);
  });

  const find = async (name: string, from: string, to: string): Promise<Remindable[]> => {
    const kind = taskReminders.find((one) => one.name === name);
    const context = { db: database.get().db, zone: ZONE, now, botName: '志愿助手' };
    return (await kind?.find(context, { from: new Date(from), to: new Date(to) })) ?? [];
  };
  const people = ({ audience }: Remindable) =>
    audience.kind === 'people' ? audience.people.map(({ userid }) => userid) : [];
  const said = (item: Remindable | undefined, today: string) => {
    const content = item?.content({ offset: { days: 0, at: '09:00' }, dueAt: now, today });
    return content?.kind === 'text' ? content : undefined;
  };

  it('declares what is reminded of when, and of what nobody may opt out', () => {
    expect(taskReminders.map(({ name, offsets, canOptOut }) => [name, offsets, canOptOut])).toEqual([
      ['task_due', [-3, -1, 0].map((days) => ({ days, at: '09:00' })), true],
      ['task_overdue', [{ days: 1, at: '09:00' }], undefined],
    ]);
  });

  it('finds what is due in the span, for its owner', async () => {
    const id = await talk.give('安排 李强 6月10日前 联系出租车');
    await talk.give('安排 李强 不限 整理仓库');
    expect(await find('task_due', '2025-06-01T00:00:00+08:00', '2025-06-10T17:59:00+08:00')).toEqual([]);
    const [item, other] = await find('task_due', '2025-06-10T18:00:00+08:00', '2025-06-10T18:00:00+08:00');
    expect(other).toBeUndefined();
    const owner = await database.get().db.person.findFirstOrThrow({ where: { userid: 'liqiang' } });
    expect(item).toMatchObject({
      subject: `task:${id}`,
      occurrence: '2025-06-10',
      version: `2025-06-10-p${owner.id}`,
      at: new Date('2025-06-10T18:00:00+08:00'),
      usefulUntil: new Date('2025-06-11T00:00:00+08:00'),
      since: now,
      audience: { kind: 'people', chatId: 'group-1', people: [{ personId: owner.id, userid: 'liqiang' }] },
    });
    expect(item?.correction).toBeUndefined();
    const content = said(item, '2025-06-09');
    expect(content?.text).toBe(
      `【任务到期】李强：任务${id}「联系出租车」，6月10日(周二)前，明天到期。办完请发：@志愿助手 完成 ${id}；来不及请发：@志愿助手 延期 ${id} 到…`,
    );
    expect(content?.card?.taskId).toMatch(/^[\w-]{1,128}$/);
    expect(content?.card?.taskId).not.toBe(said(item, '2025-06-10')?.card?.taskId);
    expect(content?.card?.buttons.map(({ key }) => key)).toEqual([
      `task-finish:${id}`,
      `task-defer:${id}`,
      `task-hand:${id}`,
      'tasks:',
    ]);
  });

  it('finds what is overdue week by week, for its owner and who gave it', async () => {
    await talk.give('安排 李强 6月10日前 联系出租车');
    const found = await find('task_overdue', '2025-06-01T00:00:00+08:00', '2025-06-30T00:00:00+08:00');
    expect(found.map(({ occurrence }) => occurrence)).toEqual(['2025-06-10', '2025-06-17', '2025-06-24']);
    expect(found.map(people)).toEqual([0, 1, 2].map(() => ['liqiang', 'zhaomin']));
    expect(said(found[1], '2025-06-18')?.text).toContain('【任务逾期】李强：任务');
    expect(said(found[1], '2025-06-18')?.text).toContain('已逾期8天');
    const far = await find('task_overdue', '2025-07-01T18:00:00+08:00', '2025-07-01T18:00:00+08:00');
    expect(far.map(({ occurrence }) => occurrence)).toEqual(['2025-07-01']);
  });

  it('finds nothing of what is done or dropped, and another version once it is deferred or handed over', async () => {
    const [done, dropped, moved] = [
      await talk.give('安排 李强 6月10日前 联系出租车'),
      await talk.give('安排 李强 6月10日前 借雨衣'),
      await talk.give('安排 李强 6月10日前 写简报'),
    ];
    await talk.ask('liqiang', `完成 ${done}`);
    await talk.ask('zhaomin', `取消任务 ${dropped}`);
    await talk.ask('zhaomin', `延期 ${moved} 到6月11日`);
    await talk.ask('zhaomin', `转交 ${moved} 给王芳`);
    const found = await find('task_due', '2025-06-01T00:00:00+08:00', '2025-06-30T00:00:00+08:00');
    expect(found.map(({ subject }) => subject)).toEqual([`task:${moved}`]);
    expect(found[0]?.version).toMatch(/^2025-06-11-p\d+$/);
    expect(found.map(people)).toEqual([['wangfang']]);
  });

  it('tells who gave it where nobody can write to the owner', async () => {
    await talk.ask('zhaomin', '安排 周丽 6月10日前 报账');
    const found = [
      ...(await find('task_due', '2025-06-01T00:00:00+08:00', '2025-06-12T00:00:00+08:00')),
      ...(await find('task_overdue', '2025-06-01T00:00:00+08:00', '2025-06-12T00:00:00+08:00')),
    ];
    expect(found.map(people)).toEqual([['zhaomin'], ['zhaomin']]);
  });

  it('goes out three days and one day before, on the day, the day after and every week, until it is done', async () => {
    const engine = engineOf(database.get(), taskReminders, { now: () => now });
    const id = await talk.give('安排 李强 6月10日前 联系出租车');
    await talk.told();
    for (let day = 3; day <= 28; day += 1) {
      now = new Date(`2025-06-${String(day).padStart(2, '0')}T09:00:00+08:00`);
      if (day === 26) {
        talk.setNow(now.toISOString());
        await talk.ask('liqiang', `完成 ${id}`);
      }
      await engine.refresh();
    }
    const { db } = database.get();
    const all = await db.outboxItem.findMany({
      where: { subject: `task:${id}` },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    });
    expect(all.map(({ dueAt, kind }) => `${dueAt.toISOString().slice(5, 16)} ${kind}`)).toEqual([
      '06-07T01:00 task_due',
      '06-09T01:00 task_due',
      '06-10T01:00 task_due',
      ...['06-11', '06-11', '06-18', '06-18', '06-25', '06-25'].map((day) => `${day}T01:00 task_overdue`),
    ]);
  });

  it('makes nothing up that was due before it was given or put off', async () => {
    const engine = engineOf(database.get(), taskReminders, { now: () => now });
    now = new Date('2025-06-09T10:00:00+08:00');
    talk.setNow(now.toISOString());
    const id = await talk.give('安排 李强 6月10日前 联系出租车');
    await talk.told();
    await engine.refresh();
    const rows = await database.get().db.outboxItem.findMany({ where: { subject: `task:${id}` } });
    expect(rows.map(({ dueAt }) => dueAt.toISOString().slice(5, 13)).sort()).toEqual([
      '06-10T01',
      '06-11T01',
      '06-11T01',
    ]);
  });
});
