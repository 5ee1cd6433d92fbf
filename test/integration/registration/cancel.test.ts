import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../../../src/language/reading.ts';
import { CANCEL, NOW, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

describeOnDatabases('取消报名', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    for (const [userid, name] of [
      ['wangfang', '王芳'],
      ['liqiang', '李强'],
      ['zhaoyu', '赵雨'],
    ]) {
      await talk.say(userid ?? '', `我是${name}`);
    }
  });

  const register = (sender: string, over: Partial<Reading> = {}) => talk.say(sender, '报名', { ...REGISTER, ...over });
  const cancel = (sender: string, over: Partial<Reading> = {}) => talk.say(sender, '取消', { ...CANCEL, ...over });
  const standing = async () => {
    const rows = await database.get().db.registration.findMany({
      where: { activeKey: { not: null } },
      include: { person: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ person, state }) => `${person.name} ${state}`);
  };
  const outbox = () => database.get().db.outboxItem.findMany({ orderBy: { id: 'asc' } });
  const left = async () => (await database.get().db.occurrence.findMany()).map(({ placesLeft }) => placesLeft);

  it('cancels, reads back, says how to undo it, and frees the places', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    await register('wangfang', { companions: 2 });
    const reply = await cancel('wangfang');
    expect(reply.text.split('\n')).toEqual([
      '已取消你的报名：6月4日(周四)8:00 护考志愿服务（带 2 人）',
      '取消错了，10 分钟内发「撤销」，有名额就给恢复，没有就排候补。',
    ]);
    expect(await standing()).toEqual([]);
    expect(await left()).toEqual([5]);
    expect(await outbox()).toEqual([]);
    expect(await database.get().db.auditEntry.count({ where: { action: 'cancel_registration' } })).toBe(1);
  });

  it('promotes the next and tells them in their chat', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('liqiang');
    await register('zhaoyu');
    expect((await cancel('wangfang')).text).toContain('候补的 李强 已转为正式，马上通知。');
    expect(await standing()).toEqual(['李强 confirmed', '赵雨 waiting']);
    expect(await left()).toEqual([0]);
    const promoted = await database.get().db.registration.findFirstOrThrow({ where: { state: 'confirmed' } });
    expect(await outbox()).toMatchObject([
      {
        key: `promotion:${promoted.id}`,
        kind: 'promotion',
        target: { kind: 'chat', chatId: 'group-1' },
        content: {
          kind: 'text',
          mentions: ['liqiang'],
          text: '李强，有名额了，候补已经转成正式报名：6月4日(周四)8:00 护考志愿服务。地点：一中门口。来不了请发：取消 6月4日护考志愿服务',
        },
        dueAt: new Date(NOW),
        usefulUntil: new Date('2026-06-04T00:00:00Z'),
      },
    ]);
    expect((await talk.click('zhaoyu', `register:${id}`)).text).toContain('你已经在候补了，现在第 1 位');
  });

  it('lets a smaller party pass one that does not fit, in order', async () => {
    await publish(talk, database.get(), { capacity: 2 });
    await register('wangfang');
    await register('chenjing');
    await register('liqiang', { companions: 1 });
    await register('zhaoyu');
    await cancel('wangfang');
    expect(await standing()).toContain('赵雨 confirmed');
    expect(await standing()).toContain('李强 waiting');
  });

  it('promotes several when a party leaves', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang', { companions: 2 });
    await register('liqiang', { companions: 1 });
    await register('zhaoyu');
    await cancel('wangfang');
    expect(await standing()).toEqual(['李强 confirmed', '赵雨 confirmed']);
    expect(await left()).toEqual([0]);
    expect(await outbox()).toHaveLength(2);
  });

  it('tells whoever registered a person that has no account', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('liqiang', { people: ['周奶奶'], self: false });
    await cancel('wangfang');
    const [item] = await outbox();
    expect(item?.content).toMatchObject({ mentions: ['liqiang'] });
    expect(JSON.stringify(item?.content)).toContain('取消 周奶奶 6月4日护考志愿服务');
  });

  it('leaves the line without touching any place', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('liqiang');
    await register('zhaoyu');
    await cancel('liqiang');
    expect(await standing()).toEqual(['王芳 confirmed', '赵雨 waiting']);
    expect(await left()).toEqual([0]);
  });

  it('cancels one of several days', async () => {
    const days = ['2026-06-04', '2026-06-05'];
    await publish(talk, database.get(), { dates: days, capacity: 3 });
    await register('wangfang', { dates: days });
    await cancel('wangfang', { dates: ['2026-06-05'] });
    expect(await left()).toEqual([2, 3]);
  });

  it('asks which of several, or all of them', async () => {
    const days = ['2026-06-04', '2026-06-05'];
    await publish(talk, database.get(), { dates: days, capacity: 3 });
    await register('wangfang', { dates: days });
    const asked = await talk.say('wangfang', '把我的报名退掉', { intent: 'cancel', self: true });
    expect(asked.text).toContain('2. 6月5日(周五)8:00 护考志愿服务');
    expect(asked.text).toContain('3. 以上全部取消');
    expect(await left()).toEqual([2, 2]);
    await talk.say('wangfang', '3');
    expect(await left()).toEqual([3, 3]);
  });

  it('lets the person, whoever registered them, the organiser and an administrator cancel, nobody else', async () => {
    const byName = { people: ['周敏'], self: false };
    await publish(talk, database.get(), { capacity: 3 });
    await register('liqiang', byName);
    const refused = await cancel('zhaoyu', byName);
    expect(refused.text).toMatch(/周敏 的报名只有本人、替 TA 报名的人、活动发起人或管理员能取消/);
    for (const sender of ['liqiang', 'chenjing', 'admin', 'zhoumin']) {
      if (sender === 'zhoumin') await talk.say('zhoumin', '我是周敏');
      expect(await standing()).toEqual(['周敏 confirmed']);
      const reply = sender === 'zhoumin' ? await cancel('zhoumin') : await cancel(sender, byName);
      expect(reply.text).toContain('已取消');
      await register('liqiang', byName);
    }
  });

  it('asks a delegate who is not registered whether one of theirs is meant', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('liqiang', { people: ['周敏'], self: false });
    const asked = await cancel('liqiang');
    expect(asked.text).toContain('1. 6月4日(周四)8:00 护考志愿服务（周敏）');
    expect(await standing()).toEqual(['周敏 confirmed']);
    await talk.say('liqiang', '1');
    expect(await standing()).toEqual([]);
  });

  it('says so where there is nothing to cancel, and what there is', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    expect((await cancel('wangfang')).text).toMatch(/^没有找到这个报名/);
    await register('wangfang');
    const reply = await cancel('wangfang', { keyword: '采茶' });
    expect(reply.text).toContain('没有找到这个报名。现在报了这些');
    expect(await standing()).toEqual(['王芳 confirmed']);
  });

  it('does not cancel once it has begun', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang');
    talk.setNow('2026-06-04T08:00:00+08:00');
    expect((await cancel('wangfang')).text).toBe('6月4日(周四)8:00 护考志愿服务已经开始或结束了，不能取消。');
    expect((await talk.click('wangfang', `cancel:${id}`)).text).toContain('不能取消');
    expect(await standing()).toEqual(['王芳 confirmed']);
  });

  it('answers the button by changing the card', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang');
    const reply = await talk.click('wangfang', `cancel:${id}`);
    expect(reply).toMatchObject({ isUpdate: true, card: { text: '王芳取消了报名。' } });
    expect((await talk.click('wangfang', `cancel:${id}`)).text).toBe('你没有报这个活动，不用取消。');
    expect((await talk.click('wangfang', `register:${id}`)).card?.text).toBe('王芳报上了，第 1 位。');
  });

  it('takes only companions off, and gives their places on', async () => {
    await publish(talk, database.get(), { capacity: 3 });
    await register('wangfang', { companions: 2 });
    await register('liqiang');
    const reply = await cancel('wangfang', { self: false, companions: 1 });
    expect(reply.text).toContain('你还来，带 1 人（原来带 2 人）');
    expect(await standing()).toEqual(['王芳 confirmed', '李强 confirmed']);
    expect(await left()).toEqual([0]);
  });

  it('is undone by 撤销: a place again, or the end of the line', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await cancel('wangfang');
    expect((await talk.say('wangfang', '撤销')).text).toBe('王芳：6月4日(周四)8:00 护考志愿服务，已恢复报名。');
    await register('liqiang');
    await cancel('wangfang');
    expect((await talk.say('wangfang', '撤销')).text).toContain('现在排在候补第 1 位');
    expect(await standing()).toEqual(['李强 confirmed', '王芳 waiting']);
  });
});
