import { beforeEach, expect, it } from 'vitest';
import { registeredFor } from '../../src/features/registration/usecase/addressees.ts';
import { CANCEL, publish, REGISTER, startActivities } from '../support/activities.ts';
import type { Conversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('修改和取消活动', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await talk.say('chenjing', '我是陈静');
    await talk.say('wangfang', '我是王芳');
  });

  const register = (sender: string) => talk.say(sender, '报名', REGISTER);
  const outbox = async (kind: string) => {
    const items = await database.get().db.outboxItem.findMany({ where: { kind }, orderBy: { id: 'asc' } });
    return items.map(({ target, content }) => ({ target, ...(content as { text: string; mentions?: string[] }) }));
  };
  const occurrence = () => database.get().db.occurrence.findFirstOrThrow({ include: { activity: true } });

  it('changes time, place and deadline, and tells everyone registered and waiting', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('liqiang');
    const reply = await talk.say('chenjing', '修改活动 6月4日护考 时间9:00-11:00 地点改到二中东门 截止6月3日18点');
    expect(reply.text.split('\n')).toEqual([
      '已改好：6月4日(周四)9:00 护考志愿服务，时间改为 9:00-11:00，地点改为 二中东门，报名截止改为 6月3日(周三)18:00。',
      '报了名和候补的 2 位会收到通知。',
      '改错了，10 分钟内发「撤销」。',
    ]);
    expect(await occurrence()).toMatchObject({
      startTime: '09:00',
      startsAt: new Date('2026-06-04T01:00:00Z'),
      deadlineAt: new Date('2026-06-03T10:00:00Z'),
      capacity: 1,
      placesLeft: 0,
      activity: { place: '二中东门' },
    });
    const [told] = await outbox('activity_changed');
    const { id } = await occurrence();
    expect(told).toMatchObject({ target: { kind: 'registered', occurrenceIds: [id] } });
    expect(await registeredFor(database.get().db, [id])).toEqual({
      chatId: 'group-1',
      userids: ['wangfang', 'liqiang'],
    });
    expect(told?.text).toContain('时间改为 9:00-11:00，地点改为 二中东门');
    await talk.say('chenjing', '撤销');
    expect(await occurrence()).toMatchObject({ startTime: '08:00', deadlineAt: null, activity: { place: '一中门口' } });
    expect(await outbox('activity_changed')).toHaveLength(2);
  });

  it('says that it has begun or was called off', async () => {
    await publish(talk, database.get(), {});
    talk.setNow('2026-06-04T09:00:00+08:00');
    const begun = '6月4日(周四)8:00 护考志愿服务已经开始或结束了，不能再改。';
    expect((await talk.say('chenjing', '修改活动 护考 名额30')).text).toBe(begun);
    expect((await talk.say('chenjing', '取消活动 护考')).text).toBe(begun);
  });

  it('promises no notice where nobody is registered', async () => {
    await publish(talk, database.get(), {});
    await talk.say('chenjing', '修改活动 护考 名额30');
    const { text } = await talk.say('chenjing', '撤销');
    expect(text).toBe('已改回原样：6月4日(周四)8:00 护考志愿服务。还没有人报名，不用通知。');
  });

  it('raises the capacity and promotes in order', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    for (const sender of ['wangfang', 'liqiang', 'zhaoyu', 'lina']) await register(sender);
    const reply = await talk.say('chenjing', '修改活动 6月4日护考 名额3');
    expect(reply.text).toContain('候补的 2 位已转为正式');
    expect(await occurrence()).toMatchObject({ capacity: 3, placesLeft: 0 });
    expect((await outbox('promotion')).map(({ mentions }) => mentions)).toEqual([['liqiang'], ['zhaoyu']]);
    await talk.say('chenjing', '修改活动 6月4日护考 名额不限');
    expect(await occurrence()).toMatchObject({ capacity: null, placesLeft: null });
    expect(await outbox('promotion')).toHaveLength(3);
  });

  it('keeps who is in when the capacity is lowered, and says so', async () => {
    await publish(talk, database.get());
    for (const sender of ['wangfang', 'liqiang', 'zhaoyu']) await register(sender);
    const reply = await talk.say('chenjing', '修改活动 6月4日护考 名额2');
    expect(reply.text).toContain('已经报了的比名额多 1 人，都保留，新的排候补。');
    expect(await occurrence()).toMatchObject({ capacity: 2, placesLeft: -1 });
    expect((await register('lina')).text).toContain('候补第 1 位');
    await talk.say('wangfang', '取消', CANCEL);
    expect(await occurrence()).toMatchObject({ placesLeft: 0 });
    expect(await outbox('promotion')).toEqual([]);
    await talk.say('liqiang', '取消', CANCEL);
    expect(await outbox('promotion')).toHaveLength(1);
  });

  it('calls off with a reason and tells everyone; 撤销 brings it back with everyone in', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('liqiang');
    const reply = await talk.say('chenjing', '取消活动 6月4日护考 因为下雨');
    expect(reply.text).toContain(
      '已取消活动：6月4日(周四)8:00 护考志愿服务（下雨）。\n报了名和候补的 2 位会收到通知。',
    );
    expect(await occurrence()).toMatchObject({
      state: 'cancelled',
      activity: { state: 'cancelled', cancelReason: '下雨' },
    });
    const [told] = await outbox('activity_cancelled');
    expect(told).toMatchObject({ target: { kind: 'registered', occurrenceIds: [id] } });
    expect(told?.text).toBe('活动取消：6月4日(周四)8:00 护考志愿服务，原因：下雨。请不要前往，已报名的不用再操作。');
    expect((await talk.click('lina', `register:${id}`)).text).toContain('已经取消了（下雨），没有报上。');
    expect((await talk.say('wangfang', '取消', CANCEL)).text).toContain('整场都取消了，不用再退');
    expect((await talk.say('chenjing', '撤销')).text).toContain('活动照常');
    expect(await occurrence()).toMatchObject({ state: 'open', activity: { state: 'open', cancelReason: null } });
    expect((await register('wangfang')).text).toContain('你已经报过名了');
  });

  it('tells each by themselves where it was published one to one', async () => {
    const single = await startActivities(database.get(), { chat: { kind: 'single' }, keep: true });
    await publish(single, database.get());
    await register('wangfang');
    await talk.say('chenjing', '取消活动 6月4日护考');
    const [told] = await outbox('activity_cancelled');
    const { id } = await occurrence();
    expect(told).toMatchObject({ target: { kind: 'registered', occurrenceIds: [id] } });
    expect(await registeredFor(database.get().db, [id])).toEqual({ chatId: null, userids: ['wangfang'] });
  });

  it('refuses others, naming the organiser; an administrator may', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    const refused = await talk.say('wangfang', '取消活动 6月4日护考');
    expect(refused.text).toBe(
      '6月4日(周四)8:00 护考志愿服务只有发起人 陈静 或管理员能改或取消。只是自己来不了，发：取消 6月4日护考志愿服务',
    );
    expect((await talk.say('wangfang', '修改活动 6月4日护考 名额9')).text).toContain('发起人 陈静');
    expect(await occurrence()).toMatchObject({ state: 'open', capacity: 5 });
    expect((await talk.say('admin', '修改活动 6月4日护考 名额9')).text).toContain('名额改为 9 人');
    expect((await talk.say('admin', '取消活动 6月4日护考')).text).toContain('已取消活动');
  });

  it('asks which day of several, or all of them', async () => {
    const ids = await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'], capacity: 5 });
    const asked = await talk.say('chenjing', '修改活动 护考 名额9');
    expect(asked.text).toContain('3. 以上 2 天都是');
    expect((await talk.click('wangfang', `change:${JSON.stringify({ o: ids, t: '名额1' })}`)).text).toContain('陈静');
    await talk.say('chenjing', '3');
    const days = await database.get().db.occurrence.findMany({ orderBy: { day: 'asc' } });
    expect(days.map(({ capacity }) => capacity)).toEqual([9, 9]);
    await talk.say('chenjing', '取消活动 6月5日护考');
    const after = await database.get().db.occurrence.findMany({ include: { activity: true }, orderBy: { day: 'asc' } });
    expect(after.map(({ state }) => state)).toEqual(['open', 'cancelled']);
    expect(after[0]?.activity.state).toBe('open');
  });

  it.each([
    ['修改活动 6月4日护考 名额0', /名额要是 1 到 100000/],
    ['修改活动 6月4日护考 名额-5', /你写的是 -5/],
    ['修改活动 6月4日护考 名额1000000000', /名额要是/],
    ['修改活动 6月4日护考 截止6月5日', /在活动开始/],
    ['修改活动 6月4日护考 时间19:00-18:00', /不在开始时间/],
    ['修改活动 6月4日护考', /请写明改什么/],
    ['修改活动', /请写明改什么/],
    ['修改活动 2月30日护考 名额3', /2月/],
    ['修改活动 6月9日采茶 名额3', /没有找到这个活动/],
    ['取消活动', /请写上取消哪一天/],
    ['取消活动 6月9日采茶', /没有找到这个活动/],
  ])('refuses %s, and changes nothing', async (text, sentence) => {
    await publish(talk, database.get(), { capacity: 5 });
    const before = await occurrence();
    expect((await talk.say('chenjing', text)).text).toMatch(sentence);
    expect(await occurrence()).toEqual(before);
    expect(await outbox('activity_changed')).toEqual([]);
  });
});
