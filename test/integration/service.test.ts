import { beforeEach, expect, it } from 'vitest';
import { serviceFeature } from '../../src/features/service/command.ts';
import type { Reading } from '../../src/language/reading.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';

const HARVEST: Partial<Reading> = {
  intent: 'log_service',
  dates: ['2026-06-02'],
  keyword: '帮小世博家收菜花',
  count: 20,
  hours: 3,
};

describeOnDatabases('补录', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    await db.serviceRecord.deleteMany();
    await db.question.deleteMany();
    await db.message.deleteMany();
    talk = startConversation({
      database: database.get(),
      commands: serviceFeature.commands ?? [],
      now: '2026-06-04T20:00:00+08:00',
    });
  });

  it('stores a group with hours, unit and reporter, and reads it back', async () => {
    const { db } = database.get();
    const unit = await db.unit.upsert({ where: { name: '城区站' }, create: { name: '城区站' }, update: {} });
    const data = { userid: 'wangfang', name: '王芳', unitId: unit.id, createdAt: new Date(0) };
    const wang = await db.person.upsert({ where: { userid: 'wangfang' }, create: data, update: data });
    const reply = await talk.say('wangfang', '补录 …', { ...HARVEST, beneficiaries: 2 });
    expect(reply.text).toContain('6月2日(周二) 帮小世博家收菜花');
    expect(reply.text).toContain('共20人，每人3小时，合计60小时');
    expect(reply.text).toContain('记在：城区站');
    expect(reply.text).toContain('撤销');
    expect(await counted(database)).toMatchObject([
      {
        title: '帮小世博家收菜花',
        day: '2026-06-02',
        untilDay: '2026-06-02',
        headcount: 20,
        minutes: 180,
        beneficiaries: 2,
        grade: 'reported',
        reporterId: wang.id,
        unitId: unit.id,
        personId: null,
      },
    ]);
  });

  it('takes it back within ten minutes, and not later', async () => {
    await talk.say('wangfang', '补录', HARVEST);
    expect((await talk.say('wangfang', '撤销')).text).toContain('已撤销');
    expect(await counted(database)).toEqual([]);
    await talk.say('wangfang', '补录', HARVEST);
    talk.setNow('2026-06-04T20:11:00+08:00');
    expect((await talk.say('wangfang', '撤销')).text).toContain('没有可以撤销的事');
    expect(await counted(database)).toHaveLength(1);
  });

  it('asks before the same record is stored twice', async () => {
    await talk.say('wangfang', '补录', HARVEST);
    const asked = await talk.say('wangfang', '补录', HARVEST);
    expect(asked.choices?.map(({ label }) => label)).toEqual(['仍要记录', '不记录']);
    expect(await counted(database)).toHaveLength(1);
    expect((await talk.say('wangfang', '2')).text).toContain('没有再记');
    expect(await counted(database)).toHaveLength(1);
    await talk.say('wangfang', '补录', HARVEST);
    expect((await talk.say('wangfang', '1')).text).toContain(
      '已再记一次：6月2日(周二) 帮小世博家收菜花，20人，每人3小时\n记错了？',
    );
    expect(await counted(database)).toHaveLength(2);
    expect((await talk.say('wangfang', '撤销')).text).toBe(
      '已撤销，不再计入：6月2日(周二) 帮小世博家收菜花，20人，每人3小时',
    );
    expect(await counted(database)).toHaveLength(1);
  });

  it('does not take the same work of somebody else for a repetition', async () => {
    await talk.say('wangfang', '补录', HARVEST);
    expect((await talk.say('liqiang', '补录', HARVEST)).choices).toBeUndefined();
    expect(await counted(database)).toHaveLength(2);
  });

  it('fills in what was left open, and undo opens it again', async () => {
    const { hours: _, ...open } = HARVEST;
    const first = await talk.say('wangfang', '补录', open);
    expect(first.text).toContain('时长未填，可补：补录 6月2日 帮小世博家收菜花 20人 几小时');
    expect(await counted(database)).toMatchObject([{ headcount: 20, minutes: null }]);
    const { count: __, ...late } = HARVEST;
    expect((await talk.say('wangfang', '补录', late)).text).toContain('已补上：6月2日(周二)');
    expect(await counted(database)).toMatchObject([{ headcount: 20, minutes: 180 }]);
    await talk.say('wangfang', '撤销');
    expect(await counted(database)).toMatchObject([{ headcount: 20, minutes: null }]);
  });

  it('gives each named person a row, oneself included, and one to the rest', async () => {
    const { db } = database.get();
    const reply = await talk.say('wangfang', '补录', {
      intent: 'log_service',
      keyword: '社区义诊',
      people: ['陈静', '李强'],
      self: true,
      count: 5,
      hours: 1.5,
      beneficiaries: 30,
    });
    expect(reply.text).toContain('6月4日(周四) 社区义诊');
    expect(reply.text).toContain('陈静、李强等，共5人，每人1.5小时，合计7.5小时');
    const rows = await counted(database);
    expect(rows.map(({ headcount, beneficiaries }) => [headcount, beneficiaries])).toEqual([
      [1, 30],
      [1, 0],
      [1, 0],
      [2, 0],
    ]);
    const names = await db.person.findMany({ where: { id: { in: rows.flatMap((row) => row.personId ?? []) } } });
    expect(names.map(({ name, userid }) => userid ?? name).sort()).toEqual(['wangfang', '李强', '陈静'].sort());
    expect((await talk.say('wangfang', '撤销')).text).toContain('已撤销');
    expect(await counted(database)).toEqual([]);
  });

  it('asks which of two people of one name is meant, storing nothing before', async () => {
    const { db } = database.get();
    for (const userid of ['zhangsan1', 'zhangsan2']) {
      const data = { userid, name: '张三', createdAt: new Date(0) };
      await db.person.upsert({ where: { userid }, create: data, update: data });
    }
    const asked = await talk.say('wangfang', '补录', {
      intent: 'log_service',
      keyword: '护考',
      people: ['张三'],
      hours: 2,
    });
    expect(asked.text).toContain('有2位叫“张三”');
    expect(await counted(database)).toEqual([]);
    await talk.say('wangfang', '2');
    const second = await db.person.findUniqueOrThrow({ where: { userid: 'zhangsan2' } });
    expect(await counted(database)).toMatchObject([{ personId: second.id, minutes: 120 }]);
  });

  it('asks whether hours over several days are a total, and changes them to daily ones', async () => {
    const days = { ...HARVEST, dates: ['2026-06-01', '2026-06-02'], beneficiaries: 7 };
    const asked = await talk.say('wangfang', '补录', days);
    expect(asked.choices?.map(({ label }) => label)).toEqual(['对，每人一共3小时', '不是，每人每天3小时']);
    expect(await counted(database)).toMatchObject([{ day: '2026-06-01', untilDay: '2026-06-02', minutes: 180 }]);
    expect((await talk.say('wangfang', '2')).text).toContain(
      '已改成按天记：6月1日(周一)、6月2日(周二) 帮小世博家收菜花，20人，每人每天3小时\n',
    );
    expect(await counted(database)).toMatchObject([
      { day: '2026-06-01', untilDay: '2026-06-01', headcount: 20, minutes: 180, beneficiaries: 7 },
      { day: '2026-06-02', untilDay: '2026-06-02', headcount: 20, minutes: 180, beneficiaries: 0 },
    ]);
    expect((await talk.say('wangfang', '撤销')).text).toBe(
      '已撤销，改回：6月1日(周一)、6月2日(周二) 帮小世博家收菜花，20人，每人一共3小时',
    );
    expect(await counted(database)).toMatchObject([{ day: '2026-06-01', untilDay: '2026-06-02', minutes: 180 }]);
  });

  it('gives days apart from each other a row each', async () => {
    const reply = await talk.say('wangfang', '补录', { ...HARVEST, dates: ['2026-05-20', '2026-06-02'] });
    expect(reply.text).toContain('每人每天3小时，合计120小时');
    expect(await counted(database)).toMatchObject([{ day: '2026-05-20' }, { day: '2026-06-02' }]);
  });

  it('finds the activity of that day with a similar title', async () => {
    const { db } = database.get();
    const activity = await db.activity.create({
      data: {
        title: '小世博家收菜花志愿服务',
        createdAt: new Date(0),
        occurrences: { create: { day: '2026-06-02', startsAt: new Date('2026-06-02T00:00:00Z') } },
      },
    });
    expect((await talk.say('wangfang', '补录', HARVEST)).text).toContain('归入活动：小世博家收菜花志愿服务');
    expect(await counted(database)).toMatchObject([{ activityId: activity.id }]);
    await talk.say('wangfang', '补录', { ...HARVEST, dates: ['2026-06-03'] });
    expect(await counted(database)).toMatchObject([{ activityId: activity.id }, { activityId: null }]);
  });

  it.each([
    [{ dates: ['2026-06-05'] }, '还没到'],
    [{ hours: 0 }, '大于0'],
    [{ hours: 25 }, '最多24小时'],
    [{ count: 0 }, '1到100000'],
    [{ count: 1e9 }, '1到100000'],
    [{ keyword: '帮' }, '没看出'],
    [{ keyword: '护'.repeat(61) }, '不要超过60个字'],
    [{ people: ['a1'] }, '姓名'],
  ])('refuses %j with one sentence and stores nothing', async (wrong, sentence) => {
    const reply = await talk.say('wangfang', '补录', { ...HARVEST, ...wrong });
    expect(reply.text).toContain(sentence);
    expect(await counted(database)).toEqual([]);
  });

  it('does not take a number below zero for the one above, and knows a range', async () => {
    const refused = await talk.say('wangfang', '补录 6月1日 植树 -5人 2小时', HARVEST);
    expect(refused.text).toBe('数字不能是负的，你写的是 -5，请改好再发，这次没有记。');
    expect(await counted(database)).toEqual([]);
    expect((await talk.say('wangfang', '补录 6月1日-2日 8:00 -12:00 收菜花 3-5人', HARVEST)).text).toContain('已补录');
  });

  it('does not put a day that does not exist on today', async () => {
    const { dates: _, ...undated } = HARVEST;
    const reply = await talk.say('wangfang', '补录', { ...undated, warnings: ['6月31日没有这一天'] });
    expect(reply.text).toBe('6月31日没有这一天，请改好日期再发一次。');
    expect(await counted(database)).toEqual([]);
  });
});

/** Rows that count, in the order stored. */
function counted(database: TestDatabase) {
  return database.get().db.serviceRecord.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' } });
}
