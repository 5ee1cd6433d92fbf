import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../../../src/language/reading.ts';
import { publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

describeOnDatabases('报名', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await talk.say('wangfang', '我是王芳');
  });

  const register = (sender: string, over: Partial<Reading> = {}) =>
    talk.say(sender, '报名 …', { ...REGISTER, ...over });
  const names = async (state: 'confirmed' | 'waiting' = 'confirmed') => {
    const rows = await database.get().db.registration.findMany({
      where: { state },
      include: { person: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ person, companions }) => `${person.name ?? person.userid}${companions ? `+${companions}` : ''}`);
  };
  const left = async () => (await database.get().db.occurrence.findMany()).map(({ placesLeft }) => placesLeft);

  it('registers the sender, reads back and says how to undo it', async () => {
    await publish(talk, database.get(), { capacity: 20 });
    const reply = await register('wangfang', { dates: ['2026-06-04'] });
    expect(reply.text.split('\n')).toEqual([
      '已为你报名：6月4日(周四)8:00 护考志愿服务，第 1 位',
      '地点：一中门口',
      '要取消，发：取消 6月4日护考志愿服务（刚报错的，10 分钟内发「撤销」也行）',
    ]);
    expect((await register('lina')).text).toContain('第 2 位');
    expect(await left()).toEqual([18]);
    expect(await names()).toEqual(['王芳', 'lina']);
    const audit = await database.get().db.auditEntry.findMany({ where: { action: 'register' } });
    expect(audit).toHaveLength(2);
  });

  it('counts positions where there is no limit', async () => {
    await publish(talk, database.get());
    await register('wangfang', { companions: 2 });
    expect((await register('lina')).text).toContain('第 4 位');
    expect(await left()).toEqual([null]);
  });

  it('registers others by name, known or not, with companions of the first', async () => {
    await publish(talk, database.get(), { capacity: 20 });
    const reply = await register('lina', { people: ['王芳', '周奶奶'], self: false, companions: 1 });
    expect(reply.text).toContain('已为王芳（带 1 人）、周奶奶报名：6月4日(周四)8:00 护考志愿服务，第 1 至 3 位');
    expect(await names()).toEqual(['王芳+1', '周奶奶']);
    expect(await database.get().db.person.count({ where: { name: '周奶奶', userid: null } })).toBe(1);
    expect((await register('wangfang')).text).toContain('你（带 1 人）已经报过名了');
  });

  it('registers all days named, each by itself', async () => {
    await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'], capacity: 2 });
    const reply = await register('wangfang', { dates: ['2026-06-04', '2026-06-05', '2026-06-06'], companions: 1 });
    expect(reply.text).toContain('6月4日(周四)8:00 护考志愿服务，第 1 至 2 位');
    expect(reply.text).toContain('6月5日(周五)8:00 护考志愿服务，第 1 至 2 位');
    expect(reply.text).toContain('6月6日(周六)没有可以报的场次，没有报。');
    expect(await left()).toEqual([0, 0]);
  });

  it('says so where somebody is registered already, and registers the others', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang');
    const reply = await register('lina', { people: ['王芳', '李强'], self: true });
    expect(reply.text).toContain('已为你、李强报名');
    expect(reply.text).toContain('王芳已经报过名了');
    expect(await left()).toEqual([0]);
    const again = await register('lina');
    expect(again.text).toMatch(/^你已经报过名了：6月4日\(周四\)8:00 护考志愿服务，没有重复报/);
    expect(await names()).toEqual(['王芳', 'lina', '李强']);
  });

  it('changes the companions of a registration where there is room', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang');
    expect((await register('wangfang', { companions: 2 })).text).toContain('你带 2 人（原来带 0 人）');
    expect(await left()).toEqual([0]);
    expect((await register('wangfang', { companions: 3 })).text).toContain('名额不够');
    expect(await names()).toEqual(['王芳+2']);
    expect((await talk.say('wangfang', '撤销')).text).toContain('已改回原来的人数');
    expect(await names()).toEqual(['王芳']);
    expect(await left()).toEqual([2]);
  });

  it('puts who comes too late on the waiting list, in order', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    expect((await register('lina')).text).toMatch(/^名额已满，你在候补第 1 位：6月4日.*有人取消会马上通知。/);
    expect((await register('zhaoyu')).text).toContain('你在候补第 2 位');
    expect((await register('lina')).text).toContain('你已经在候补了，现在第 1 位');
    expect(await names('waiting')).toEqual(['lina', 'zhaoyu']);
  });

  it('does not split a person from the companions at the boundary', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang');
    expect((await register('lina', { companions: 2 })).text).toMatch(/^名额不够了，你（带 2 人）在候补第 1 位/);
    expect(await left()).toEqual([2]);
    expect((await register('zhaoyu', { companions: 1 })).text).toContain('第 2 至 3 位');
    expect(await left()).toEqual([0]);
  });

  it('fills what is left with the first of several named, the others wait', async () => {
    await publish(talk, database.get(), { capacity: 2 });
    const reply = await register('lina', { people: ['王芳', '李强', '周敏'], self: false });
    expect(reply.text).toContain('已为王芳、李强报名：6月4日(周四)8:00 护考志愿服务，第 1 至 2 位');
    expect(reply.text).toContain('周敏在候补第 1 位');
  });

  it('asks which of several, by number or button, for everybody named', async () => {
    await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'], capacity: 9 });
    const asked = await register('lina', { people: ['王芳'], self: true, companions: 1 });
    expect(asked.text).toContain('2. 6月5日(周五)8:00 护考志愿服务（一中门口），还剩 9 个名额');
    const reply = await talk.say('lina', '2');
    expect(reply.text).toContain('已为你（带 1 人）、王芳报名：6月5日(周五)8:00 护考志愿服务，第 1 至 3 位');
    expect(reply.isUpdate).toBeUndefined();
    expect(await left()).toEqual([9, 6]);
  });

  it('asks which of two people of one name', async () => {
    await publish(talk, database.get(), { capacity: 9 });
    await talk.say('wangfang2', '我是王芳');
    const asked = await register('lina', { people: ['王芳', '李强'], self: false });
    expect(asked.text).toContain('有几位叫「王芳」的');
    expect(asked.text).toContain('2. 王芳（企业微信 wangfang2）');
    expect((await talk.say('lina', '2')).text).toContain('已为王芳、李强报名');
    const rows = await database.get().db.registration.findMany({ include: { person: true }, orderBy: { id: 'asc' } });
    expect(rows.map(({ person }) => person.userid)).toEqual(['wangfang2', null]);
  });

  it('answers the button of a card by changing the card', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 1 });
    const reply = await talk.click('wangfang', `register:${id}`);
    expect(reply).toMatchObject({ isUpdate: true, card: { title: '护考志愿服务', taskId: 'card-1' } });
    expect(reply.text).toContain('已为你报名：6月4日(周四)8:00 护考志愿服务，第 1 位');
    expect((await talk.click('lina', 'register:999999')).text).toContain('现在没有可以报名的活动');
    expect((await talk.click('lina', 'register:{"o":"x"}')).text).toContain('这个按钮认不出来了');
  });

  it('assumes the only activity there is, and says so', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    const reply = await talk.say('lina', '+2', { intent: 'register', count: 2 });
    expect(reply.text).toContain('已为你（带 1 人）报名');
    expect(reply.text).toContain('现在只有这一个可以报');
  });

  it('takes the activity whose announcement was quoted', async () => {
    await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'] });
    const quote = '已发布：6月5日(周五) 护考志愿服务';
    expect((await talk.say('lina', '给我报上', { intent: 'register', self: true }, quote)).text).toContain('6月5日');
  });

  it('says what is closed, over, called off or unknown, with the nearest that exist', async () => {
    await publish(talk, database.get(), { deadline: { day: '2026-06-02', time: '18:00' } });
    await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'] });
    await publish(talk, database.get(), { keyword: '旧衣回收', dates: ['2026-05-31'] });
    await publish(talk, database.get(), { keyword: '合唱排练', dates: ['2026-06-01'] });
    await talk.say('chenjing', '取消活动 6月1日合唱排练 因为停电');
    talk.setNow('2026-06-02T19:00:00+08:00');
    const closed = await register('lina');
    expect(closed.text).toContain('6月4日(周四)8:00 护考志愿服务在 6月2日(周二)18:00 已经截止报名，没有报上。');
    expect(closed.text).toContain('1. 6月6日(周六)8:00 采茶');
    expect((await register('lina', { keyword: '旧衣回收' })).text).toContain(
      '5月31日(周日)8:00 旧衣回收已经开始或结束了',
    );
    expect((await register('lina', { keyword: '合唱排练' })).text).toContain('已经取消了（停电）');
    const unknown = await register('lina', { keyword: '磨刀', dates: ['2026-06-06'] });
    expect(unknown.text).toContain('6月6日(周六)没有找到「磨刀」，没有报上。');
    expect(unknown.text).toContain('1. 6月6日(周六)8:00 采茶');
    expect(await names()).toEqual([]);
    expect((await talk.say('lina', '1')).text).toContain('已为你报名：6月6日(周六)8:00 采茶');
  });

  it('finds an activity of another chat by its name, but lists only its own', async () => {
    await publish(talk, database.get());
    const chat = { kind: 'group' as const, id: 'group-2' };
    const other = await startActivities(database.get(), { chat, keep: true });
    expect((await other.say('lina', '报名', REGISTER)).text).toContain('已为你报名：6月4日');
    expect((await other.say('lina', '活动列表')).text).toContain('现在没有可以报名的活动');
    expect((await other.say('lina', '报名', { intent: 'register' })).text).toContain('现在没有可以报名的活动');
  });

  it.each<[string, Partial<Reading>, RegExp]>([
    ['300 companions', { companions: 300 }, /最多带 20 人/],
    ['a name of one character', { people: ['李强', '王'], self: false }, /太短/],
    ['a name of thirty', { people: ['李强', '王'.repeat(30)], self: false }, /太长/],
    ['2月30日', { warnings: ['2月没有30日'], dates: [] }, /2月没有30日.*没有报名/],
  ])('refuses %s in one sentence, and stores nothing', async (_, over, sentence) => {
    await publish(talk, database.get(), { capacity: 3 });
    const people = await database.get().db.person.count();
    const reply = await register('wangfang', over);
    expect(reply.text).toMatch(sentence);
    expect(reply.text.split('\n')).toHaveLength(1);
    expect(await names()).toEqual([]);
    expect(await left()).toEqual([3]);
    expect(await database.get().db.person.count()).toBe(people);
  });

  it('is undone by 撤销, and the next moves up', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('lina');
    expect((await talk.say('wangfang', '撤销')).text).toBe('已撤销 1 个报名。');
    expect(await names()).toEqual(['lina']);
    expect(await left()).toEqual([0]);
  });
});
