import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../../../src/language/reading.ts';
import { CANCEL, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { paste, standingNames, tap } from '../../support/jielong.ts';

const LIST =
  '#接龙\n6月4日护考 8:00 一中门口\n例 姓名+电话\n\n1. 王芳 13800001001\n2. 陈静+1 晚到十分钟\n3. 李强（带孩子）';

describeOnDatabases('接龙', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await talk.say('wangfang', '我是王芳');
  });

  const register = (sender: string, over: Partial<Reading> = {}) =>
    talk.say(sender, '报名 …', { ...REGISTER, ...over });
  const names = (state: 'confirmed' | 'waiting' = 'confirmed') => standingNames(database.get(), state);
  const left = async () => (await database.get().db.occurrence.findMany()).map(({ placesLeft }) => placesLeft);

  it('shows how it differs from what is registered, and changes nothing', async () => {
    await publish(talk, database.get(), { capacity: 4 });
    await register('wangfang');
    await register('zhaoyu');
    const reply = await paste(talk, 'lina', `${LIST}\n5. 周敏 来不了\n5. 李强\n6.\n7. 芳\n8. `);
    expect(reply.text.split('\n')).toEqual([
      '接龙对过了，还没有报。要照这个报上吗？',
      '6月4日(周四)8:00 护考志愿服务：接龙里 5 人',
      '· 要新报 4 人：陈静（带 1 人，晚到十分钟）、李强（带 1 人，带孩子）',
      '· 已经报过 1 人：王芳',
      '· 名额只剩 2 个，2 人排候补：李强',
      '· 报过名但接龙里没有 1 人：zhaoyu（不动）',
      '写了不来的没有算（报过名的不动）：周敏（来不了）',
      '「芳」不像姓名，没有算',
      '编号缺 4；编号 5 重了；第 6 号没有名字；李强 写了不止一次，只算一次',
      '点按钮，或回复「是」「不是」，例如：@志愿助手 是（十分钟内有效）',
    ]);
    expect(reply.card?.buttons.map(({ text }) => text)).toEqual(['照这个报上', '不用']);
    expect(await names()).toEqual(['王芳', 'zhaoyu']);
    expect(await database.get().db.person.count({ where: { userid: null } })).toBe(0);
  });

  it('registers after a yes, in the order of the rows; pasted again there is nothing new', async () => {
    await publish(talk, database.get(), { capacity: 20 });
    const reply = await tap(talk, 'lina', await paste(talk, 'lina', LIST));
    expect(reply.text.split('\n')).toEqual([
      '已照接龙报名：6月4日(周四)8:00 护考志愿服务',
      '· 报上 5 人：王芳、陈静（带 1 人）、李强（带 1 人）',
      '· 看名单，发：名单 6月4日护考志愿服务',
      '报错了，10 分钟内发「撤销」，这次报的全部收回。',
    ]);
    expect(reply).toMatchObject({ isUpdate: true, card: { title: '接龙已报上' } });
    expect(await names()).toEqual(['王芳', '陈静+1', '李强+1']);
    expect(await left()).toEqual([15]);
    const again = await paste(talk, 'lina', LIST);
    expect(again.text.split('\n')).toEqual([
      '接龙里的人都报过名了，没有要新报的。',
      '6月4日(周四)8:00 护考志愿服务：接龙里 5 人',
      '· 已经报过 5 人：王芳、陈静、李强',
    ]);
    expect(again.choices).toBeUndefined();
    expect((await paste(talk, 'lina', `${LIST}\n4. 周敏`)).text).toContain('· 要新报 1 人：周敏');
  });

  it('is answered by 是 and by 不用', async () => {
    await publish(talk, database.get());
    await paste(talk, 'lina', LIST);
    expect((await talk.say('lina', '不用')).text).toBe('好的，接龙没有报，什么都没有动。');
    expect((await talk.say('lina', '是')).text).not.toContain('已照接龙');
    expect(await names()).toEqual([]);
    await paste(talk, 'lina', LIST);
    expect((await talk.say('lina', '是')).text).toContain('· 报上 5 人');
    expect(await names()).toEqual(['王芳', '陈静+1', '李强+1']);
  });

  it('lets who finds no place wait, in the order of the rows', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('zhaoyu');
    const asked = await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 王芳\n2. 陈静+1\n3. 李强\n4. 周敏\n5. 刘洋');
    expect(asked.text).toContain('· 名额只剩 2 个，4 人排候补：陈静、周敏、刘洋');
    const reply = await tap(talk, 'lina', asked);
    expect(reply.text).toContain('· 报上 2 人：王芳、李强');
    expect(reply.text).toContain('· 候补 4 人：陈静（带 1 人）第 1 位、周敏第 2 位、刘洋第 3 位，有人取消会马上通知');
    expect(await names()).toEqual(['zhaoyu', '王芳', '李强']);
    expect(await names('waiting')).toEqual(['陈静+1', '周敏', '刘洋']);
    expect((await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 何静\n2. 陈静')).text).toContain(
      '· 已经报过、接龙里没写带人：陈静 带 1 人（不动）\n· 名额已满，这 1 人排候补：何静',
    );
  });

  it('changes how many come along, where there is room', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    await register('wangfang', { companions: 1 });
    await tap(talk, 'lina', await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 李强'));
    const asked = await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 王芳+2\n2. 李强+2');
    expect(asked.text).toContain('· 人数有变：王芳 带 1 人→带 2 人、李强 带 0 人→带 2 人');
    expect(asked.text).toContain('· 名额不够，人数改不了：李强');
    const reply = await tap(talk, 'lina', asked);
    expect(reply.text).toContain('· 改了人数：王芳 带 2 人（原来带 1 人）');
    expect(reply.text).toContain('· 名额不够，人数没有改：李强');
    expect(await names()).toEqual(['王芳+2', '李强']);
    expect((await talk.say('lina', '撤销')).text).toBe('已撤销：1 位的人数改回去了。');
    expect(await names()).toEqual(['王芳+1', '李强']);
  });

  it('is taken back whole by 撤销, and those who waited move up', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await tap(talk, 'lina', await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 陈静+1\n2. 李强\n3. 周敏'));
    await register('wangfang');
    expect(await names('waiting')).toEqual(['周敏', '王芳']);
    expect((await talk.say('lina', '撤销')).text).toBe('已撤销：这份接龙报上的 3 条报名都收回了。');
    expect(await names()).toEqual(['王芳']);
    expect(await left()).toEqual([2]);
    expect((await talk.say('lina', '撤销')).text).toContain('没有可以撤销的事');
  });

  it('takes the name of whoever pastes it for them', async () => {
    await publish(talk, database.get());
    await talk.say('wangfang2', '我是王芳');
    await tap(talk, 'wangfang2', await paste(talk, 'wangfang2', LIST));
    const rows = await database.get().db.registration.findMany({ include: { person: true }, orderBy: { id: 'asc' } });
    expect(rows[0]?.person.userid).toBe('wangfang2');
  });

  it('asks which of two people of one name, once', async () => {
    await publish(talk, database.get());
    await talk.say('wangfang2', '我是王芳');
    const asked = await paste(talk, 'lina', LIST);
    expect(asked.text).toContain('有几位叫「王芳」的，接龙里的是哪一位？\n1. 王芳（企业微信 wangfang）');
    const compared = await tap(talk, 'lina', asked, 1);
    expect(compared.text).toContain('· 要新报 5 人：王芳、陈静（带 1 人，晚到十分钟）');
    expect(compared.card?.buttons.map(({ text }) => text)).toEqual(['照这个报上', '不用']);
    await tap(talk, 'lina', compared);
    const rows = await database.get().db.registration.findMany({ include: { person: true }, orderBy: { id: 'asc' } });
    expect(rows[0]?.person.userid).toBe('wangfang2');
    expect((await paste(talk, 'lina', LIST)).text).toContain('接龙里的人都报过名了');
  });

  it('may mean both where the name stands twice', async () => {
    await publish(talk, database.get());
    await talk.say('wangfang2', '我是王芳');
    const asked = await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 王芳+1\n2. 王芳');
    expect(asked.text).toContain('3. 这几位都报');
    const compared = await talk.say('lina', '都报');
    expect(compared.text).toContain('· 要新报 3 人：王芳（带 1 人）、王芳');
    expect(compared.text).not.toContain('只算一次');
    await talk.say('lina', '是');
    expect(await names()).toEqual(['王芳+1', '王芳']);
  });

  it('asks which activity where several fit, and goes on with the whole list', async () => {
    await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'] });
    const asked = await paste(talk, 'lina', LIST.replace('6月4日', ''));
    expect(asked.text).toContain('这份接龙报到哪一个？\n1. 6月4日(周四)8:00 护考志愿服务');
    expect((await talk.say('lina', '2')).text).toContain('6月5日(周五)8:00 护考志愿服务：接龙里 5 人');
    await talk.say('lina', '是');
    expect(await names()).toEqual(['王芳', '陈静+1', '李强+1']);
  });

  it('says how to publish what is not there, and offers what is', async () => {
    const none = await paste(talk, 'lina', LIST);
    expect(none.text.split('\n')).toEqual([
      '6月4日(周四)没有找到「护考」，接龙没有报。',
      '先发布活动，再把接龙发一次，例如：发布活动 6月4日 8:00 护考 地点：一中门口 名额20',
    ]);
    await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'] });
    const near = await paste(talk, 'lina', LIST);
    expect(near.text).toContain('要报到下面哪一个，就选：\n1. 6月6日(周六)8:00 采茶');
    expect((await talk.say('lina', '1')).text).toContain('6月6日(周六)8:00 采茶：接龙里 5 人');
  });

  it('says what no longer takes registrations', async () => {
    await publish(talk, database.get(), { deadline: { day: '2026-06-02', time: '18:00' } });
    const asked = await paste(talk, 'lina', LIST);
    talk.setNow('2026-06-02T17:55:00+08:00');
    const open = await paste(talk, 'lina', LIST);
    talk.setNow('2026-06-02T18:01:00+08:00');
    const closed = '6月4日(周四)8:00 护考志愿服务在 6月2日(周二)18:00 已经截止报名，接龙没有报。';
    expect((await tap(talk, 'lina', asked)).text).toContain('这个问题已经选过或过时了');
    expect((await tap(talk, 'lina', open)).text).toBe(closed);
    expect((await paste(talk, 'lina', LIST)).text).toBe(closed);
    expect(await names()).toEqual([]);
  });

  it('registers each for the days of their row', async () => {
    const dates = ['2026-06-06', '2026-06-07'];
    await publish(talk, database.get(), { keyword: '书展引导', dates, capacity: 9 });
    await register('wangfang', { keyword: '书展引导', dates: ['2026-06-06'] });
    const text = '#接龙\n6.6-6.7书展引导 8:00\n1. 王芳 两天\n2. 陈静+1 6号\n3. 李强 周日\n4. 周敏\n5. 刘洋 8日';
    const asked = await paste(talk, 'lina', text);
    expect(asked.text.split('\n').slice(1, -1)).toEqual([
      '6月6日(周六)8:00 书展引导：接龙里 4 人',
      '· 要新报 3 人：陈静（带 1 人）、周敏',
      '· 已经报过 1 人：王芳',
      '6月7日(周日)8:00 书展引导：接龙里 3 人',
      '· 要新报 3 人：王芳、李强、周敏',
      '写的不是这几天，没有算：刘洋（6月8日(周一)）',
      '没写哪天，按每天都来算：周敏',
    ]);
    await tap(talk, 'lina', asked);
    const rows = await database.get().db.registration.findMany({
      include: { person: true, occurrence: true },
      orderBy: [{ occurrenceId: 'asc' }, { id: 'asc' }],
    });
    expect(rows.map(({ person, occurrence }) => `${occurrence.day.slice(-1)} ${person.name}`)).toEqual([
      '6 王芳',
      '6 陈静',
      '6 周敏',
      '7 王芳',
      '7 李强',
      '7 周敏',
    ]);
    await talk.say('lina', '撤销');
    expect(await names()).toEqual(['王芳']);
  });

  it('does what was shown as things are when the yes comes', async () => {
    await publish(talk, database.get(), { capacity: 9 });
    await register('zhaoyu');
    await talk.say('zhaoyu', '我是赵雨');
    const asked = await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 王芳\n2. 赵雨\n3. 李强\n4. 周敏');
    // Comes by herself, goes by himself, and says who he is, all before the yes.
    await register('wangfang');
    await talk.say('zhaoyu', '取消 …', CANCEL);
    await talk.say('liqiang', '我是李强');
    const reply = await tap(talk, 'lina', asked);
    expect(reply.text).toContain('· 报上 2 人：李强、周敏');
    expect(reply.text).toContain('· 刚才已经报过，没有重复报：王芳');
    expect(await names()).toEqual(['王芳', '李强', '周敏']);
    expect(await database.get().db.person.count({ where: { name: '李强' } })).toBe(1);
    await talk.say('lina', '撤销');
    expect(await names()).toEqual(['王芳']);
  });

  it('keeps no phone number and echoes none', async () => {
    await publish(talk, database.get());
    const list =
      '#接龙\n6月4日护考\n1. 王芳 138 0000 1001\n2. 13800001002 陈静\n3. 李强 打13800001003找他 0571-88881234\n4. 刘洋+8613800001004';
    const asked = await paste(talk, 'lina', list);
    await tap(talk, 'lina', asked);
    const { db } = database.get();
    const kept = JSON.stringify([
      await db.message.findMany(),
      await db.question.findMany(),
      await db.registration.findMany(),
      await db.person.findMany(),
      await db.auditEntry.findMany(),
    ]);
    expect(kept).toContain('陈静');
    expect(kept).not.toMatch(/138\s?0000\s?100/);
    expect(asked.text).not.toMatch(/\d{4,}/);
    await paste(talk, 'lina', `${list}\n5. 周敏`);
    expect(JSON.stringify(await db.question.findMany())).not.toMatch(/138\s?0000\s?100/);
  });

  it('takes two hundred rows and no more', async () => {
    await publish(talk, database.get(), { capacity: 150 });
    const given = [...'伟芳娜秀英敏静丽强磊军洋勇艳'];
    const people = given.flatMap((one) => given.map((two) => `王${one}${two}`));
    const rows = (count: number) =>
      people
        .concat(people.map((name) => name.replace('王', '李')))
        .slice(0, count)
        .map((name, i) => `${i + 1}. ${name}`)
        .join('\n');
    expect((await paste(talk, 'lina', `#接龙\n6月4日护考\n${rows(201)}`)).text).toBe(
      '一份接龙最多 200 行，这份有 201 行，没有报。请分成几份，每份都带上活动那一行，分几条发。',
    );
    const asked = await paste(talk, 'lina', `#接龙\n6月4日护考\n${rows(200)}`);
    expect(asked.text).toContain('· 要新报 200 人：');
    expect(asked.text).toContain('· 名额只剩 150 个，50 人排候补：');
    await tap(talk, 'lina', asked);
    expect(await names()).toHaveLength(150);
    expect(await names('waiting')).toHaveLength(50);
    expect((await names('waiting'))[0]).toBe(
      (await database.get().db.person.findMany({ orderBy: { id: 'asc' }, where: { userid: null } }))[150]?.name,
    );
  });

  it.each([
    ['#接龙 下周四护考报名，限10人', '这份接龙里没有可以报名的人'],
    ['#接龙\n6月4日护考\n1. 芳', '「芳」不像姓名，没有算'],
    ['#接龙\n6月4日护考\n1. 王芳 来不了', '这份接龙里没有可以报名的人'],
    ['#接龙\n6月31日护考\n1. 王芳', '6月31日没有这一天。请核对日期后再发一次，接龙没有报。'],
    ['#接龙\n6月4日护考\n1. 王芳+50', '王芳写了带 50 人，一次最多带 20 人，没有算'],
    ['#接龙\n6月4日护考\n1. 王芳 周日', '这份接龙里没有要报这一场的人，没有报。'],
  ])('refuses in a plain sentence: %j', async (text, sentence) => {
    await publish(talk, database.get());
    const reply = await paste(talk, 'lina', text);
    expect(reply.text).toContain(sentence);
    expect(reply.choices).toBeUndefined();
  });

  it('shows what stands in a row as plain words', async () => {
    await publish(talk, database.get());
    const reply = await paste(talk, 'lina', '#接龙\n6月4日护考\n1. 王芳 **@所有人** [点我](http://x.y)');
    expect(reply.text).not.toMatch(/\*\*|@所有人|\]\(/);
  });

  it('does not take a tap on a button that is not its own', async () => {
    await publish(talk, database.get());
    expect((await talk.click('lina', 'jielong:{"days":[{"o":"x"}]}')).text).toContain('这个按钮认不出来了');
    const asked = await paste(talk, 'lina', LIST);
    expect((await tap(talk, 'zhaoyu', asked)).text).toContain('这是给别人选的');
  });
});
