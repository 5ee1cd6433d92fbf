import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../../src/language/reading.ts';
import { EXAM, publish, REGISTER, startActivities } from '../support/activities.ts';
import type { Conversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('发布活动', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
  });

  const say = (over: Partial<Reading>) => talk.say('chenjing', '发布活动 …', { ...EXAM, ...over });
  const stored = () => database.get().db.occurrence.findMany({ include: { activity: true } });

  it('stores it and reads everything back, with the line to copy and buttons', async () => {
    const reply = await say({ capacity: 20, count: 20, deadline: { day: '2026-06-03', time: '18:00' } });
    const [occurrence] = await stored();
    expect(occurrence).toMatchObject({
      day: '2026-06-04',
      startTime: '08:00',
      endTime: '12:00',
      startsAt: new Date('2026-06-04T00:00:00Z'),
      deadlineAt: new Date('2026-06-03T10:00:00Z'),
      capacity: 20,
      placesLeft: 20,
      activity: { title: '护考志愿服务', place: '一中门口', chatId: 'group-1', state: 'open' },
    });
    expect(reply.text.split('\n')).toEqual([
      '已发布：6月4日(周四) 护考志愿服务',
      '时间：8:00-12:00',
      '地点：一中门口',
      '名额：20 人',
      '报名截止：6月3日(周三)18:00',
      '',
      '想参加的，点下面的按钮，或复制这一行发到群里：',
      '@志愿助手 报名 6月4日护考志愿服务',
      '',
      '要改，发：修改活动 6月4日护考志愿服务 名额30（时间、地点、截止也一样改）',
      '不办了，发：取消活动 6月4日护考志愿服务',
      '刚才发错了，10 分钟内发「撤销」。',
    ]);
    expect(reply.card?.buttons.map(({ text, key }) => [text, key])).toEqual([
      ['报名', `register:${occurrence?.id}`],
      ['取消报名', `cancel:${occurrence?.id}`],
      ['名单', `list:${occurrence?.id}`],
    ]);
  });

  it('needs only a title and a day', async () => {
    const reply = await talk.say('chenjing', '发布', {
      intent: 'create_activity',
      keyword: '采茶',
      dates: ['2026-06-06'],
    });
    expect(reply.text).toContain('已发布：6月6日(周六) 采茶');
    expect(reply.text).toContain('名额：不限');
    expect(await stored()).toMatchObject([
      { startTime: null, capacity: null, placesLeft: null, startsAt: new Date('2026-06-06T16:00:00Z') },
    ]);
  });

  it('makes one day each of several, with a button for each', async () => {
    const reply = await say({ dates: ['2026-06-05', '2026-06-04'], capacity: 8 });
    expect(reply.text).toContain('6月4日(周四)、6月5日(周五) 护考志愿服务');
    expect(reply.text).toContain('名额：每天 8 人');
    expect(reply.card?.buttons.map(({ text }) => text)).toEqual(['报名6月4日', '报名6月5日', '取消报名', '名单']);
    expect(await stored()).toHaveLength(2);
  });

  it('takes a deadline named as the very day to mean until it starts', async () => {
    await say({ deadline: { day: '2026-06-04' } });
    expect(await stored()).toMatchObject([{ deadlineAt: new Date('2026-06-04T00:00:00Z') }]);
  });

  it('drops markup from a title, so that it cannot mention everybody', async () => {
    await say({ keyword: '护考<@all>**服务**' });
    expect(await stored()).toMatchObject([{ activity: { title: '护考 @all 服务' } }]);
  });

  it.each<[string, Partial<Reading>, RegExp]>([
    ['a capacity of 0', { capacity: 0 }, /名额要是 1 到 100000 的整数，你写的是 0/],
    ['a capacity of -5', { capacity: -5 }, /你写的是 -5/],
    ['a capacity of 10^9', { capacity: 1_000_000_000 }, /你写的是 1000000000/],
    ['a capacity of 2.5', { capacity: 2.5 }, /整数/],
    ['2月30日', { dates: [], warnings: ['2月没有30日'] }, /2月没有30日.*没有发布/],
    ['a weekday of another day', { warnings: ['6月4日是周四，不是周二'] }, /6月4日是周四，不是周二/],
    ['a deadline after the start', { deadline: { day: '2026-06-04', time: '09:00' } }, /在活动开始.*之后/],
    ['a deadline on a later day', { deadline: { day: '2026-06-05' } }, /在活动开始.*之后/],
    ['a deadline gone by', { deadline: { day: '2026-05-29' } }, /已经过了/],
    ['a day gone by', { dates: ['2026-05-29'] }, /5月29日\(周五\)已经过去了/],
    ['a day gone by lately, read as next year’s', { dates: ['2027-05-01'] }, /^5月1日已经过去了.*：2027年5月1日$/],
    ['an hour gone by', { dates: ['2026-05-30'], time: ['09:00'] }, /今天 9:00 已经过了（现在 10:00）/],
    ['an end before the start', { time: ['12:00', '08:00'] }, /不在开始时间/],
    ['a title of one character', { keyword: '茶' }, /太短/],
    ['a title of 41', { keyword: '茶'.repeat(41) }, /太长/],
    ['a place of 61', { place: '门'.repeat(61) }, /太长/],
    ['no day', { dates: [] }, /还差哪一天.*例如/],
    ['no title', { keyword: '' }, /还差活动名称/],
    ['32 days', { dates: daysOf(32) }, /最多发布 31 天/],
  ])('refuses %s in one sentence, and stores nothing', async (_, over, sentence) => {
    const reply = await say(over);
    expect(reply.text).toMatch(sentence);
    expect(reply.text.replace('\n缺的直接接着发就行（先@志愿助手），十分钟内有效。', '')).not.toContain('\n');
    expect(await stored()).toEqual([]);
    expect(await database.get().db.auditEntry.count()).toBe(0);
  });

  it('takes a day of next year named with its year', async () => {
    const reply = await talk.say('chenjing', '发布活动 2027年5月1日 护考', { ...EXAM, dates: ['2027-05-01'] });
    expect(reply.text).toContain('已发布：2027年5月1日(周六)');
  });

  it.each(['25:00', '8:75'])('refuses %s, a time that does not exist', async (clock) => {
    const reply = await talk.say('chenjing', `发布活动 6月4日 ${clock} 护考`, { ...EXAM, time: [] });
    expect(reply.text).toBe(`没有 ${clock} 这个时间，请改好再发一次，例如：8:00-12:00`);
    expect(await stored()).toEqual([]);
  });

  it('asks for title and day together', async () => {
    const reply = await talk.say('chenjing', '发布活动', { intent: 'create_activity' });
    expect(reply.text).toMatch(/^还差活动名称和哪一天.*例如：发布活动 6月4日/);
  });

  it('does not double what is open in this chat, and does in another', async () => {
    await say({});
    expect((await say({})).text).toMatch(/6月4日\(周四\)的「护考志愿服务」已经发布过了/);
    expect(await stored()).toHaveLength(1);
    const chat = { kind: 'group' as const, id: 'group-2' };
    const other = await startActivities(database.get(), { chat, keep: true });
    expect((await other.say('chenjing', '发布', EXAM)).text).toContain('已发布');
  });

  it('takes it back within ten minutes while nobody is registered', async () => {
    await say({});
    expect((await talk.say('chenjing', '撤销')).text).toBe('已撤销发布：6月4日(周四)8:00 护考志愿服务。');
    expect(await stored()).toMatchObject([{ state: 'cancelled', activity: { state: 'cancelled' } }]);
  });

  it('does not take it back once somebody is registered', async () => {
    await say({});
    await talk.say('wangfang', '报名 护考', REGISTER);
    expect((await talk.say('chenjing', '撤销')).text).toMatch(/已经有人报名.*取消活动 6月4日护考志愿服务/);
    expect(await stored()).toMatchObject([{ state: 'open' }]);
  });

  it('lists what is open, each to be taken by its number', async () => {
    expect((await talk.say('wangfang', '活动列表')).text).toContain('现在没有可以报名的活动');
    await publish(talk, database.get(), { capacity: 2 });
    await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'], time: [], place: '' });
    const { text } = await talk.say('wangfang', '活动');
    expect(text).toContain('1. 6月4日(周四)8:00 护考志愿服务（一中门口），还剩 2 个名额');
    expect(text).toContain('2. 6月6日(周六) 采茶，名额不限');
    expect((await talk.say('wangfang', '2')).text).toContain('已为你报名：6月6日(周六) 采茶，第 1 位');
  });

  it('asks again where a list was sent off with nothing ticked', async () => {
    for (const date of [1, 2, 3, 4, 5, 6, 7]) {
      await publish(talk, database.get(), {
        keyword: `采茶${'一二三四五六日'.charAt(date - 1)}组`,
        dates: [`2026-06-0${date}`],
      });
    }
    const { card } = await talk.say('wangfang', '活动');
    const again = await talk.click('wangfang', card?.vote?.submit.key ?? '');
    expect(again.card?.title).toBe('还没有选，请先勾一个，再点下面的按钮。');
    const done = await talk.click('wangfang', again.card?.vote?.submit.key ?? '', { choice: ['6'] });
    expect(done.text).toContain('已为你报名：6月7日');
  });
});

function daysOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 5, 1 + i)).toISOString().slice(0, 10));
}
