import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../../../src/language/reading.ts';
import { LIST, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

describeOnDatabases('名单', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await talk.say('wangfang', '我是王芳');
  });

  const list = (over: Partial<Reading> = {}) => talk.say('lina', '名单', { ...LIST, ...over });
  const register = (sender: string, over: Partial<Reading> = {}) => talk.say(sender, '报名', { ...REGISTER, ...over });

  it('shows who comes, with companions, and who waits', async () => {
    const [id] = await publish(talk, database.get(), { capacity: 4 });
    await register('wangfang', { companions: 2 });
    await register('lina', { people: ['周敏', '李强'], self: false });
    const lines = [
      '6月4日(周四)8:00 护考志愿服务（一中门口）',
      '已报 4/4 人，名额已满，可排候补',
      '1. 王芳（带 2 人）',
      '2. 周敏',
      '候补 1 人（按先后）：',
      '1. 李强',
    ];
    expect((await list()).text.split('\n')).toEqual(lines);
    const reply = await talk.click('lina', `list:${id}`);
    expect(reply).toMatchObject({
      isUpdate: true,
      isOnCard: true,
      card: { title: '护考志愿服务', text: '王芳（带 2 人）、周敏；候补：李强' },
    });
  });

  it('shows how many places are left', async () => {
    await publish(talk, database.get(), { capacity: 4 });
    await register('wangfang');
    expect((await list({ isPlaces: true })).text.split('\n')).toEqual([
      '6月4日(周四)8:00 护考志愿服务：还剩 3 个名额（已报 1/4 人）',
      '要报名，发：报名 6月4日护考志愿服务',
    ]);
  });

  it('does not ask for registrations that are no longer taken', async () => {
    await publish(talk, database.get(), { capacity: 4, deadline: { day: '2026-06-03', time: '18:00' } });
    talk.setNow('2026-06-03T18:00:00+08:00');
    const left = async () => (await list({ isPlaces: true })).text;
    expect(await left()).toBe('6月4日(周四)8:00 护考志愿服务：报名已截止，不能再报了（已报 0/4 人）');
    talk.setNow('2026-06-04T08:00:00+08:00');
    expect(await left()).toContain('已经开始或结束了，不能再报了');
  });

  it('says whether somebody is in', async () => {
    await publish(talk, database.get(), { capacity: 1 });
    await register('wangfang');
    await register('lina', { people: ['周敏'], self: false });
    expect((await list({ people: ['王芳', '周敏', '赵雨'] })).text.split('\n')).toEqual([
      '王芳 在名单里：6月4日(周四)8:00 护考志愿服务',
      '周敏 在候补第 1 位：6月4日(周四)8:00 护考志愿服务',
      '赵雨 不在名单里：6月4日(周四)8:00 护考志愿服务。要报名，发：报名 6月4日护考志愿服务 赵雨',
    ]);
  });

  it('asks which of several, and shows what is open where nothing is named', async () => {
    await publish(talk, database.get(), { dates: ['2026-06-04', '2026-06-05'], capacity: 4 });
    expect((await list()).text).toContain('有几个都对得上，要看哪一个？');
    expect((await talk.say('lina', '2')).text).toContain('6月5日(周五)8:00 护考志愿服务（一中门口）\n已报 0/4 人');
    const open = await talk.say('lina', '报名情况', { intent: 'list' });
    expect(open.text).toContain('现在可以报名的活动');
    const week = await talk.say('lina', '下周', { intent: 'list', dates: ['2026-06-05', '2026-06-06'] });
    expect(week.text).toContain('6月5日(周五)8:00 护考志愿服务');
  });

  it('shows the list of what is over', async () => {
    await publish(talk, database.get(), { capacity: 4 });
    await register('wangfang');
    talk.setNow('2026-06-05T20:00:00+08:00');
    expect((await list()).text).toContain('1. 王芳');
  });

  it('says so where nothing fits, with what there is', async () => {
    expect((await list()).text).toBe('没有找到「护考」，现在也没有可以报名的活动。');
    await publish(talk, database.get(), { keyword: '采茶' });
    expect((await list()).text).toContain('没有找到「护考」。最近的有');
  });

  it('shows the sender their own, with those they registered', async () => {
    await publish(talk, database.get(), { capacity: 2 });
    await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'], capacity: 1 });
    const mine = () => talk.say('wangfang', '我的报名', { intent: 'list', isMine: true });
    expect((await mine()).text).toContain('你现在没有报名');
    await register('wangfang', { people: ['周敏'], self: true });
    await register('lina', { keyword: '采茶' });
    await register('wangfang', { keyword: '采茶' });
    expect((await mine()).text.split('\n')).toEqual([
      '你报了 2 个：',
      '· 6月4日(周四)8:00 护考志愿服务（一中门口），已报上',
      '· 6月6日(周六)8:00 采茶（一中门口），候补第 1 位',
      '你替别人报的：',
      '· 周敏：6月4日(周四)8:00 护考志愿服务（一中门口），已报上',
      '要取消，发：取消 6月4日护考志愿服务',
    ]);
  });
});
