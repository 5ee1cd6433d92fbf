import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DueMoment } from '../../src/bot/reminder.ts';
import { mergePeople } from '../../src/features/person/store/merge.ts';
import { seriesReminders } from '../../src/features/series/usecase/reminders.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

type Line = [sender: string, text: string, ...replies: RegExp[]];

/** A Wednesday; 19 June is 端午. */
const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('会重复的活动', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW });
    await talk([
      ['liqiang', '我是李强'],
      ['wangfang', '我是王芳'],
      ['chenjing', '我是陈静'],
    ]);
  });
  afterAll(() => app.stop());

  async function talk(lines: Line[]): Promise<void> {
    for (const [sender, text, ...replies] of lines) {
      const said = await app.ask(sender, text);
      for (const reply of replies) expect(said, `${sender}: ${text}`).toMatch(reply);
    }
  }

  const daysOf = async (name: string) => {
    const rows = await database.get().db.registration.findMany({
      where: { activeKey: { not: null }, person: { name } },
      orderBy: { occurrence: { day: 'asc' } },
      select: { occurrence: { select: { day: true, post: { select: { name: true } } } } },
    });
    return rows.map(({ occurrence }) => `${occurrence.day.slice(5)} ${occurrence.post?.name ?? ''}`.trim());
  };

  it('is published with its rule, posts and end read back', async () => {
    await talk([
      [
        'liqiang',
        '发布活动 每周五 7:30-8:30 交通劝导 中心路口2人、东门路口1人',
        /已发布：每周五 交通劝导/,
        /中心路口：2 人/,
        /东门路口：1 人/,
        /会一直办到有人发「停办 交通劝导」/,
        /放假的日子不办（6月19日\(周五\)端午节）/,
      ],
      ['liqiang', '每周六上午9点 敬老院探访 10人', /已发布：每周六 敬老院探访/, /每次 10 人/],
      ['liqiang', '发布活动 每月31日 9:00 图书整理 5人 共3次', /最后一天办/, /到 7月31日\(周五\) 为止/],
      [
        'liqiang',
        '发布活动 隔周周日 9:00 河道清洁 6人 到12月底 节假日照常',
        /到 12月31日\(周四\) 为止/,
        /节假日：照常办/,
      ],
      [
        'liqiang',
        '发布活动 6月8日 护考 上午班 8:00-11:00 5人 下午班 14:00-17:00 4人',
        /上午班 8:00-11:00：5 人/,
        /下午班 14:00-17:00：4 人/,
      ],
    ]);
  });

  it('refuses what cannot be', async () => {
    await talk([
      ['liqiang', '发布活动 每周五 7:30 巡河 0人', /名额要是 1 到/],
      ['liqiang', '发布活动 每周五 8:30-7:30 巡河 3人', /结束的时间不在开始之后/],
      ['liqiang', '发布活动 每周二 7:30 巡河 东门、东门 每个2人', /两个岗位都叫「东门」/],
      ['liqiang', '发布活动 每周二 7:30 巡河 3人 到2026年5月1日', /在开始之前|已经过去/],
      ['wangfang', '报名 5月22日交通劝导 西门', /没有「西门」这个岗位，有：中心路口、东门路口/],
      ['wangfang', '报名 每周三交通劝导', /是每周五办/],
      ['wangfang', '长期报名 扫雪', /没有找到.*现在有：.*交通劝导/s],
    ]);
    expect(await database.get().db.activity.count({ where: { title: '巡河' } })).toBe(0);
  });

  it('is registered for once, several times, or every time, one of them left out', async () => {
    await talk([
      ['liqiang', '报名 5月22日交通劝导 东门路口', /5月22日\(周五\)7:30 交通劝导 东门路口，第 1 位/],
      ['liqiang', '报名 5月29日、6月5日交通劝导', /5月29日/, /6月5日/],
      ['wangfang', '报名 每周五交通劝导 东门路口', /每次都来/, /排上了：5月29日/, /没排上：5月22日/],
      ['wangfang', '报名 每周五交通劝导', /已经长期报名了/],
      ['wangfang', '取消 6月5日交通劝导', /已取消你的报名：6月5日/],
    ]);
    expect(await daysOf('王芳')).toEqual(['05-29 东门路口', '06-12 东门路口']);
    // Two processes at once make each day once.
    await app.moveTo('2026-05-23T09:40:00+08:00');
    await app.moveTo('2026-05-23T10:10:00+08:00');
    expect(await daysOf('王芳')).toEqual(['05-29 东门路口', '06-12 东门路口', '06-26 东门路口']);
    expect(await database.get().db.occurrence.count({ where: { day: '2026-06-26' } })).toBe(2);
    await talk([
      ['wangfang', '取消 每周五交通劝导', /已取消你的长期报名/, /5月29日/],
      ['wangfang', '撤销', /已恢复长期报名，重新排上 3 次/],
    ]);
    expect(await daysOf('王芳')).toEqual(['05-29 东门路口', '06-12 东门路口', '06-26 东门路口']);
  });

  it('is stopped from a day on, at once, and taken up again; called off for a day', async () => {
    const open = () =>
      database.get().db.occurrence.count({ where: { state: 'open', activity: { title: '敬老院探访' } } });
    await talk([
      ['wangfang', '停办 敬老院探访', /发起人|权限|不能/],
      ['wangfang', '报名 每周六敬老院探访', /每次都来/],
      [
        'liqiang',
        '停办 敬老院探访 从6月10日起 因为放暑假',
        /从 6月10日\(周三\) 起不再办（放暑假）/,
        /6月13日/,
        /1 位会收到通知/,
      ],
      ['liqiang', '撤销', /又办起来了/],
      ['liqiang', '取消活动 5月30日敬老院探访 因为下雨', /已取消活动：5月30日/],
      ['liqiang', '取消活动 每周六敬老院探访', /从现在起不再办/],
    ]);
    expect(await open()).toBe(1);
    await talk([['liqiang', '恢复 敬老院探访', /又办起来了：每周六 敬老院探访/, /6月6日/]]);
    expect(await daysOf('王芳')).toContain('06-06');
  });

  const remindersOf = async (name: string, [from, to]: [string, string], now: string) => {
    const kind = seriesReminders.find((one) => one.name === name);
    const context = { db: database.get().db, zone: 'Asia/Shanghai', now: new Date(now), botName: '志愿助手' };
    const items = (await kind?.find(context, { from: new Date(from), to: new Date(to) })) ?? [];
    return items.map(({ audience, content, occurrence }) => {
      const moment: DueMoment = { offset: { minutes: 0 }, dueAt: new Date(now), today: now.slice(0, 10) };
      const said = content(moment);
      const people = audience.kind === 'people' ? audience.people.map(({ userid }) => userid) : [audience.kind];
      return { occurrence, people, text: said.kind === 'text' ? said.text : '' };
    });
  };

  it('shows who stands where, and reminds those concerned', async () => {
    await talk([
      [
        'chenjing',
        '排班 交通劝导',
        /排班：每周五 交通劝导/,
        /东门路口：王芳（满）/,
        /中心路口：还没有人（缺 2 人）|中心路口：李强（缺 1 人）/,
      ],
      ['chenjing', '排班', /5月29日\(周五\)7:30-8:30 交通劝导/],
      ['chenjing', '排班 扫雪', /没有找到「扫雪」/],
      ['wangfang', '我的班', /6月12日\(周五\)7:30 交通劝导 东门路口/, /长期报名：每周五 交通劝导 东门路口/],
      ['chenjing', '我的班', /近期没有班/],
    ]);
    const span: [string, string] = ['2026-05-29T00:00:00+08:00', '2026-05-29T12:00:00+08:00'];
    const [eve] = await remindersOf('activity_eve', span, '2026-05-28T20:00:00+08:00');
    expect(eve).toMatchObject({ occurrence: '2026-05-29T07:30', people: expect.arrayContaining(['wangfang']) });
    expect(eve?.text).toMatch(/明天 5月29日\(周五\)7:30 交通劝导.*东门路口：王芳/);
    const visits: [string, string] = ['2026-06-06T00:00:00+08:00', '2026-06-06T12:00:00+08:00'];
    const [visit] = await remindersOf('activity_soon', visits, '2026-06-06T07:00:00+08:00');
    expect(visit?.text).toMatch(/【探访提醒】今天 6月6日.*别让老人家空等/);
  });

  it('calls those who have done it and are free; nobody else, and the organiser where there is nobody', async () => {
    const span: [string, string] = ['2026-06-12T00:00:00+08:00', '2026-06-12T12:00:00+08:00'];
    const called = async () => (await remindersOf('shift_understaffed', span, '2026-06-10T07:30:00+08:00'))[0];
    // 王芳 stands there already; 李强 was at it on 22 May.
    expect((await called())?.people).toEqual(['liqiang']);
    expect((await called())?.text).toMatch(/还缺 中心路口 2 人.*做过这个/);
    await talk([
      ['liqiang', '发布活动 6月12日 7:00-9:00 义卖 地点：广场'],
      ['liqiang', '报名 6月12日义卖'],
    ]);
    expect((await called())?.text).toMatch(/没有找到做过又有空的人/);
    expect((await called())?.people).toEqual(['liqiang']);
  });

  it('says that registration closes, while there is room', async () => {
    await talk([
      [
        'liqiang',
        '发布活动 6月20日 搬运 上午班 8:00-11:00 1人 下午班 14:00-17:00 1人 截止6月19日18点',
        /截止：6月19日/,
      ],
      ['wangfang', '报名 6月20日搬运 上午班', /上午班，第 1 位/],
    ]);
    const span: [string, string] = ['2026-06-19T17:00:00+08:00', '2026-06-19T19:00:00+08:00'];
    const closing = await remindersOf('registration_closing', span, '2026-06-19T15:00:00+08:00');
    expect(closing.map(({ text }) => text)).toEqual([
      expect.stringMatching(/明天 6月20日\(周六\)14:00 搬运.*18:00 截止，还缺 下午班 1 人/),
    ]);
  });

  it('is assigned for good, published with it or later, and taken back', async () => {
    await talk([
      [
        'liqiang',
        '每周三 15:00 王奶奶家探访 固定 李强、陈静',
        /已发布：每周三 王奶奶家探访/,
        /已为你长期报名/,
        /已为陈静长期报名/,
      ],
      ['liqiang', '撤销', /2 位不再固定，活动也取消了/],
      ['liqiang', '交通劝导 中心路口 固定 陈静', /已为陈静长期报名：每周五 交通劝导 中心路口/],
      ['wangfang', '交通劝导 中心路口 固定 孙浩', /发起人 李强/],
      ['liqiang', '每周三 15:00 幸福路12号张爷爷探访 固定 李强', /不要写受助人的住址/],
    ]);
    expect(await daysOf('陈静')).toContain('06-12 中心路口');
  });

  it('is changed from a day on, and one day of it is moved', async () => {
    const held = async () => {
      const rows = await database.get().db.occurrence.findMany({
        where: { state: 'open', day: { gte: '2026-06-01' }, post: { name: '东门路口' } },
        orderBy: { day: 'asc' },
        select: { day: true, startTime: true, capacity: true },
      });
      return rows.map(({ day, startTime, capacity }) => `${day.slice(5)} ${startTime} ${capacity}`);
    };
    await talk([
      ['liqiang', '修改活动 每周五交通劝导 从6月12日起 时间8:00-9:00', /以后每次都这样/, /6月12日/, /位会收到通知/],
      ['liqiang', '修改活动 每周五交通劝导 从6月12日起 东门路口 名额4', /名额改为 4 人/],
    ]);
    expect(await held()).toEqual(['06-05 07:30 1', '06-12 08:00 4', '06-26 08:00 4']);
    await talk([
      ['liqiang', '撤销', /已改回原样/],
      ['wangfang', '修改活动 6月26日交通劝导 改到6月25日', /发起人 李强/],
      ['liqiang', '修改活动 6月26日交通劝导 改到6月12日', /本来就有/],
      ['liqiang', '修改活动 6月26日交通劝导 改到6月25日', /改到 6月25日\(周四\)8:00（8:00-9:00），只改这一次/],
      ['liqiang', '撤销', /改到 6月26日/],
    ]);
    expect(await held()).toEqual(['06-05 07:30 1', '06-12 08:00 1', '06-26 08:00 1']);
    await talk([['liqiang', '6月26日交通劝导改到6月25日', /改到 6月25日/]]);
    // Its rule does not make the day it was moved from once more.
    await app.moveTo('2026-05-24T09:40:00+08:00');
    expect(await held()).toEqual(['06-05 07:30 1', '06-12 08:00 1', '06-25 08:00 1']);
  });

  it('keeps who comes every time when two people turn out to be one', async () => {
    const { db } = database.get();
    await talk([['liqiang', '帮周丽、孙浩报名 每周五交通劝导', /周丽/, /孙浩/]]);
    const [from, to] = await Promise.all(
      ['周丽', '孙浩'].map((name) => db.person.findFirstOrThrow({ where: { name } })),
    );
    if (!from || !to) throw new Error('nobody');
    await mergePeople(db, { from: from.id, to: to.id }, new Date(NOW));
    const rows = await db.standingRegistration.findMany({ where: { personId: to.id }, orderBy: { id: 'asc' } });
    expect(rows.map(({ activeKey }) => activeKey !== null)).toEqual([false, true]);
  });
});
