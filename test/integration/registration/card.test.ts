import { beforeEach, describe, expect, it } from 'vitest';
import type { Card, Reply } from '../../../src/bot/reply.ts';
import { CANCEL, LIST, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

describeOnDatabases('活动卡片', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    for (const [userid, name] of [
      ['wangfang', '王芳'],
      ['liqiang', '李强'],
      ['zhaoyu', '赵雨'],
    ] as const) {
      await talk.say(userid, `我是${name}`);
    }
  });

  const buttonsOf = ({ card }: Reply) => card?.buttons.map(({ text }) => text);
  const factOf = ({ card }: Reply, label: string) => card?.facts?.find((fact) => fact.label === label)?.value;
  const standing = () => database.get().db.registration.count({ where: { activeKey: { not: null } } });

  describe('of one day', () => {
    it('tells what there is to know, with three buttons', async () => {
      const reply = await talk.say('chenjing', '发布活动 …', {
        ...{ intent: 'create_activity', keyword: '护考志愿服务', dates: ['2026-06-04'], time: ['08:00', '12:00'] },
        ...{ place: '一中门口', capacity: 20, deadline: { day: '2026-06-03', time: '18:00' } },
      });
      const { id } = await database.get().db.occurrence.findFirstOrThrow();
      expect(reply.card).toMatchObject({
        title: '护考志愿服务',
        description: '6月4日(周四)8:00-12:00',
        facts: [
          { label: '地点', value: '一中门口' },
          { label: '已报', value: '0/20 人' },
          { label: '报名截止', value: '6月3日(周三)18:00' },
        ],
        buttons: [
          { text: '报名', key: `register:${id}`, isPrimary: true },
          { text: '取消报名', key: `cancel:${id}` },
          { text: '名单', key: `list:${id}` },
        ],
      });
      expect(reply.card).not.toHaveProperty('text');
    });

    it('counts for everybody in the group, and says who it was', async () => {
      const [id] = await publish(talk, database.get(), { capacity: 2 });
      const first = await talk.click('wangfang', `register:${id}`);
      expect(first).toMatchObject({ isUpdate: true, isForAll: true, isOnCard: true });
      expect(first.card?.text).toBe('王芳报上了，第 1 位。');
      expect(factOf(first, '已报')).toBe('1/2 人');
      const last = await talk.click('liqiang', `register:${id}`);
      expect(last.card?.text).toBe('李强报上了，第 2 位。');
      expect(last.card?.description).toBe('6月4日(周四)8:00-12:00，已满');
      expect(buttonsOf(last)).toEqual(['候补报名', '取消报名', '名单']);
      const waiting = await talk.click('zhaoyu', `register:${id}`);
      expect(waiting.card?.text).toBe('名额已满，赵雨排在候补第 1 位，有人取消马上通知。');
      expect(factOf(waiting, '已报')).toBe('2/2 人，候补 1 人');
      const gone = await talk.click('wangfang', `cancel:${id}`);
      expect(gone).toMatchObject({ isForAll: true });
      expect(gone.card?.text).toBe('王芳取消了报名。候补的 赵雨 补上了，马上通知。');
      expect(factOf(gone, '已报')).toBe('2/2 人');
    });

    it('speaks to the one person it belongs to', async () => {
      const alone = await startActivities(database.get(), { chat: { kind: 'single' }, keep: true });
      const [id] = await publish(alone, database.get(), { capacity: 2 });
      expect((await alone.click('wangfang', `register:${id}`)).card?.text).toBe('你报上了，第 1 位。');
      expect((await alone.click('wangfang', `cancel:${id}`)).card?.text).toBe('你取消了报名。');
    });

    it('tells a second tap only to who tapped, and does nothing twice', async () => {
      const [id] = await publish(talk, database.get(), { capacity: 2 });
      await talk.click('wangfang', `register:${id}`);
      const again = await talk.click('wangfang', `register:${id}`);
      expect(again.card?.text).toBe('你已经报上了，没有重复报。');
      expect(factOf(again, '已报')).toBe('1/2 人');
      expect(again).not.toHaveProperty('isForAll');
      expect(await standing()).toBe(1);
      await talk.click('wangfang', `cancel:${id}`);
      const nothing = await talk.click('wangfang', `cancel:${id}`);
      expect(nothing.card?.text).toBe('你没有报这个活动，不用取消。');
      expect(nothing).not.toHaveProperty('isForAll');
      expect(buttonsOf(nothing)).toEqual(['报名', '取消报名', '名单']);
    });

    it('counts truly where many tap at once', async () => {
      const [id] = await publish(talk, database.get(), { capacity: 5 });
      const people = Array.from({ length: 8 }, (_, i) => `member${i}`);
      const replies = await Promise.all(people.map((userid) => talk.click(userid, `register:${id}`)));
      const counts = replies.map((reply) => factOf(reply, '已报') ?? '');
      expect(new Set(counts).size).toBe(8);
      expect(counts.filter((text) => text.startsWith('5/5 人，候补'))).toHaveLength(3);
    });

    it('shows the names to who asks for them, and says besides what does not fit', async () => {
      const [id] = await publish(talk, database.get(), { capacity: 50 });
      expect((await talk.click('liqiang', `list:${id}`)).card?.text).toBe('还没有人报名');
      await talk.say('wangfang', '报名', { ...REGISTER, companions: 1 });
      const short = await talk.click('liqiang', `list:${id}`);
      expect(short.card?.text).toBe('王芳（带 1 人）');
      expect(short).toMatchObject({ isOnCard: true });
      expect(short).not.toHaveProperty('isForAll');
      const names = Array.from(
        { length: 30 },
        (_, i) => `周小${'一二三四五六七八九十'.charAt(i % 10)}${'甲乙丙'.charAt(i / 10)}`,
      );
      await talk.say('wangfang', '报名', { ...REGISTER, people: names, self: false });
      const long = await talk.click('liqiang', `list:${id}`);
      expect(long).toMatchObject({ isOnCard: false });
      expect(long.text).toContain('31. 周小十丙');
    });
  });

  describe('that is out of date', () => {
    it('after the deadline no longer offers to sign up, and says why', async () => {
      const [id] = await publish(talk, database.get(), { deadline: { day: '2026-06-03', time: '18:00' } });
      await talk.click('wangfang', `register:${id}`);
      talk.setNow('2026-06-03T18:00:00+08:00');
      const late = await talk.click('liqiang', `register:${id}`);
      expect(late).toMatchObject({ isForAll: true, card: { description: '6月4日(周四)8:00-12:00，报名已截止' } });
      expect(late.text).toContain('已经截止报名，没有报上');
      expect(buttonsOf(late)).toEqual(['取消报名', '名单', '看其他活动']);
      expect((await talk.click('wangfang', `cancel:${id}`)).card?.text).toBe('王芳取消了报名。');
    });

    it('after the start shows who came', async () => {
      const [id] = await publish(talk, database.get());
      await talk.click('wangfang', `register:${id}`);
      talk.setNow('2026-06-04T08:00:00+08:00');
      for (const key of [`register:${id}`, `cancel:${id}`]) {
        const reply = await talk.click('wangfang', key);
        expect(reply.card?.description).toBe('6月4日(周四)8:00-12:00，已经开始或结束');
        expect(buttonsOf(reply)).toEqual(['名单', '看其他活动']);
      }
      expect((await talk.click('wangfang', `list:${id}`)).card?.text).toBe('王芳');
      expect(await standing()).toBe(1);
    });

    it('after it was called off says so, and leads to what else is on', async () => {
      const [id] = await publish(talk, database.get());
      await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'] });
      await talk.say('chenjing', '取消活动 6月4日护考 因为下雨');
      const { db } = database.get();
      await db.occurrence.updateMany({ where: { id: id ?? 0 }, data: { state: 'cancelled' } });
      await db.activity.updateMany({
        where: { occurrences: { some: { id: id ?? 0 } } },
        data: { cancelReason: '下雨' },
      });
      const reply = await talk.click('wangfang', `register:${id}`);
      expect(reply).toMatchObject({
        isForAll: true,
        card: { description: '6月4日(周四)8:00-12:00，已取消', text: '取消的原因：下雨' },
      });
      expect(reply.card?.buttons).toEqual([{ text: '看其他活动', key: 'open:' }]);
      const others = await talk.click('wangfang', 'open:');
      expect(others).toMatchObject({ isOnCard: true, card: { title: '采茶' } });
      expect(others).not.toHaveProperty('isForAll');
      expect(await standing()).toBe(0);
    });
  });

  describe('of several days', () => {
    const DAYS = ['2026-06-04', '2026-06-05'];
    const activityId = async () => (await database.get().db.activity.findFirstOrThrow()).id;

    it('has a row and a button for each, and counts day by day', async () => {
      const [first, second] = await publish(talk, database.get(), { dates: DAYS, capacity: 1 });
      const scope = `@${await activityId()}`;
      const reply = await talk.click('wangfang', `register:${second}${scope}`);
      expect(reply).toMatchObject({ isForAll: true, card: { text: '6月5日(周五)：王芳报上了，第 1 位。' } });
      expect(reply.card?.facts).toEqual([
        { label: '6月4日', value: '周四8:00 已报0/1' },
        { label: '6月5日', value: '周五8:00 已报1/1' },
      ]);
      expect(reply.card?.buttons.map(({ text, key }) => [text, key])).toEqual([
        ['报名6月4日', `register:${first}${scope}`],
        ['候补6月5日', `register:${second}${scope}`],
        ['取消报名', `cancel:${scope}`],
        ['名单', `list:${scope}`],
      ]);
    });

    it('cancels the only day, and asks which of several', async () => {
      const [first, second] = await publish(talk, database.get(), { dates: DAYS });
      const scope = `@${await activityId()}`;
      expect((await talk.click('wangfang', `cancel:${scope}`)).card?.text).toBe('你没有报这个活动，不用取消。');
      await talk.click('wangfang', `register:${first}${scope}`);
      expect((await talk.click('wangfang', `cancel:${scope}`)).card?.text).toBe('王芳取消了报名。');
      await talk.click('wangfang', `register:${first}${scope}`);
      await talk.click('wangfang', `register:${second}${scope}`);
      const asked = await talk.click('wangfang', `cancel:${scope}`);
      expect(asked.card?.title).toBe('要取消哪一个？');
      expect(buttonsOf(asked)).toEqual(['1 6月4日 护考志愿服务', '2 6月5日 护考志愿服务', '3 以上全部取消']);
      await talk.click('wangfang', asked.card?.buttons[2]?.key ?? '');
      expect(await standing()).toBe(0);
    });

    it('shows the lists of all its days', async () => {
      const [first] = await publish(talk, database.get(), { dates: DAYS });
      await talk.click('wangfang', `register:${first}@${await activityId()}`);
      const reply = await talk.click('liqiang', `list:@${await activityId()}`);
      expect(reply.text).toMatch(/6月4日\(周四\)[\s\S]*1\. 王芳[\s\S]*6月5日\(周五\)/);
      expect(reply).toMatchObject({ isOnCard: false });
    });

    it('leaves out days gone by, and is the card of one day at last', async () => {
      const [, second] = await publish(talk, database.get(), { dates: DAYS });
      talk.setNow('2026-06-04T09:00:00+08:00');
      const reply = await talk.click('wangfang', `register:${second}@${await activityId()}`);
      expect(reply.card?.description).toBe('6月5日(周五)8:00-12:00');
    });
  });

  describe('of many days', () => {
    const DAYS = Array.from({ length: 6 }, (_, i) => `2026-06-0${i + 1}`);
    const activityId = async () => (await database.get().db.activity.findFirstOrThrow()).id;

    it('has days to tick, and registers for all of them at once', async () => {
      const ids = await publish(talk, database.get(), { dates: DAYS, capacity: 1 });
      await talk.say('liqiang', '报名', { ...REGISTER, dates: ['2026-06-02'] });
      const scope = `@${await activityId()}`;
      const { card } = await talk.click('wangfang', `open:${scope}`);
      expect(card).toMatchObject({ title: '护考志愿服务', vote: { isMultiple: true, questionKey: 'days' } });
      expect(card?.vote?.options.slice(0, 2)).toEqual([
        { id: `${ids[0]}`, text: '6月1日周一' },
        { id: `${ids[1]}`, text: '6月2日周二(满)' },
      ]);
      const submit = card?.vote?.submit.key ?? '';
      const done = await talk.click('wangfang', submit, { days: [`${ids[0]}`, `${ids[1]}`, `${ids[5]}`] });
      expect(done).not.toHaveProperty('isForAll');
      expect(done.card).toMatchObject({ title: '报上了，有的排在候补', text: expect.stringContaining('6月6日(周六)') });
      expect(done.text).toContain('你在候补第 1 位：6月2日(周二)');
      expect(done.card?.buttons.map(({ key }) => key)).toEqual([`cancel:${scope}`, `list:${scope}`, `open:${scope}`]);
      expect(await standing()).toBe(4);
    });

    it('sent off with nothing ticked asks again', async () => {
      await publish(talk, database.get(), { dates: DAYS });
      const reply = await talk.click('wangfang', `register:@${await activityId()}`);
      expect(reply.card).toMatchObject({
        description: '还没有勾日子，请先勾上，再点「报名」。',
        vote: { isMultiple: true },
      });
    });

    it('registers for those of the ticked days that are still open, and names the others', async () => {
      const ids = await publish(talk, database.get(), { dates: DAYS });
      talk.setNow('2026-06-02T09:00:00+08:00');
      const tick = (...days: (number | undefined)[]) =>
        activityId().then((id) => talk.click('wangfang', `register:@${id}`, { days: days.map(String) }));
      expect((await tick(ids[1], ids[3])).text).toMatch(
        /已为你报名：6月4日[\s\S]*6月2日\(周二\)没有可以报的场次，没有报。/,
      );
      const gone = await tick(ids[0]);
      expect(gone.text).toContain('已经开始或结束了，没有报上');
      expect(gone.card?.buttons.map(({ text }) => text)).toContain('报名6月3日');
      expect((await tick(999_999)).text).toContain('现在没有可以报名的活动');
      expect(await standing()).toBe(1);
    });
  });

  describe('beside what was typed', () => {
    it('stands under a registration, a list, and what is on', async () => {
      const [id] = await publish(talk, database.get(), { capacity: 3 });
      const replies = [
        await talk.say('wangfang', '报名', REGISTER),
        await talk.say('wangfang', '名单', LIST),
        await talk.say('wangfang', '活动'),
      ];
      for (const reply of replies) {
        expect(reply.card).toMatchObject({ title: '护考志愿服务' });
        expect(factOf(reply, '已报')).toBe('1/3 人');
        expect(reply.card?.buttons[0]?.key).toBe(`register:${id}`);
        expect(reply).not.toHaveProperty('isUpdate');
        expect(reply).not.toHaveProperty('isForAll');
      }
      expect((await talk.say('wangfang', '取消', CANCEL)).card).toBeUndefined();
    });

    it('none where days of several activities are told of', async () => {
      await publish(talk, database.get());
      await publish(talk, database.get(), { keyword: '采茶', dates: ['2026-06-06'] });
      const { card } = await talk.say('wangfang', '活动');
      expect(card?.buttons.map(({ text }: Card['buttons'][number]) => text)).toEqual([
        '1 6月4日 护考志愿服务（一中门口）',
        '2 6月6日 采茶（一中门口）',
      ]);
    });
  });
});
