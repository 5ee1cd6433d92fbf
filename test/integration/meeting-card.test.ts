import { beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { meetingFeature } from '../../src/features/meeting/command/meeting.ts';
import { ensureDefaultMeeting } from '../../src/features/meeting/usecase/defaults.ts';
import type { Reading } from '../../src/language/reading.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { planAndRemind } from '../support/reminders.ts';

const WEDNESDAY = '2025-06-04T10:00:00+08:00';
const LEAVE: Partial<Reading> = { intent: 'meeting_leave', keyword: '周一例会', reason: '出差' };
const CANCEL: Partial<Reading> = { intent: 'meeting_change', from: ['2025-06-09'], keyword: '例会' };
const MOVE: Partial<Reading> = { ...CANCEL, dates: ['2025-06-10'], time: ['19:30'] };

describeOnDatabases('会议卡片', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    const tables = ['meeting_leave', 'meeting_acceptance', 'meeting_occurrence', 'meeting', 'outbox_item'];
    for (const table of [...tables, 'setting', 'question', 'message', 'audit_entry', 'person']) {
      await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    }
    for (const [userid, name] of [
      ['zhangsan', '张三'],
      ['wangfang', '王芳'],
      ['liqiang', '李强'],
    ] as const) {
      const role = userid === 'zhangsan' ? 'committee' : 'member';
      await db.person.create({ data: { userid, name, role, createdAt: new Date(0) } });
    }
    await ensureDefaultMeeting(db, new Date('2025-05-01T00:00:00Z'));
    await planAndRemind(database.get(), WEDNESDAY);
    talk = startIn({ kind: 'group', id: 'group-1' });
  });

  const startIn = (chat: Chat) =>
    startConversation({
      ...{ database: database.get(), commands: meetingFeature.commands ?? [], now: WEDNESDAY, chat },
    });
  const answers = ({ card }: Reply) => card?.facts?.find(({ label }) => label === '回复')?.value;
  const keyOf = ({ card }: Reply, text: string) => card?.buttons.find((button) => button.text === text)?.key ?? '';
  const standing = async () => {
    const { db } = database.get();
    const where = { activeKey: { not: null } };
    return { coming: await db.meetingAcceptance.count({ where }), away: await db.meetingLeave.count({ where }) };
  };
  async function announced(kind: string): Promise<Reply> {
    await planAndRemind(database.get(), WEDNESDAY);
    const where = { kind, key: { contains: ':2025-06-0' } };
    const { content } = await database.get().db.outboxItem.findFirstOrThrow({ where, orderBy: { dueAt: 'desc' } });
    return content as unknown as Reply;
  }
  const tap = async (userid: string, text: string, reply?: Reply) =>
    talk.click(userid, keyOf(reply ?? (await announced('meeting_eve')), text));

  it('stands beside the announcement and beside 例会, with two answers and who gave them', async () => {
    for (const { card } of [await announced('meeting_eve'), await talk.say('wangfang', '例会')]) {
      expect(card?.title).toBe('周一例会');
      expect(card?.description).toBe('6月9日(周一)19:00');
      expect(card?.buttons.map(({ text }) => text)).toEqual(['参加', '请假', '谁回了']);
    }
  });

  it('counts for everybody at each tap, in the announcements to come as well', async () => {
    const first = await tap('wangfang', '参加');
    expect(first).toMatchObject({ isUpdate: true, isForAll: true, isOnCard: true, card: { text: '王芳参加。' } });
    expect(answers(first)).toBe('参加 1 人，请假 0 人');
    const second = await tap('liqiang', '请假');
    expect(second).toMatchObject({ isForAll: true });
    expect(second.card?.text).toContain('李强请假。');
    expect(answers(second)).toBe('参加 1 人，请假 1 人');
    expect(answers(await announced('meeting_eve'))).toBe('参加 1 人，请假 1 人');
    expect((await announced('meeting_soon')).text).toContain('已请假：李强');
  });

  it('tells a second tap only to who tapped', async () => {
    await tap('wangfang', '参加');
    const again = await tap('wangfang', '参加');
    expect(again.card?.text).toBe('你已经说过参加了，没有重复记。');
    expect(again).not.toHaveProperty('isForAll');
    await tap('liqiang', '请假');
    const twice = await tap('liqiang', '请假');
    expect(twice.card?.text).toContain('你已经请过假了');
    expect(twice).not.toHaveProperty('isForAll');
    expect(await standing()).toEqual({ coming: 1, away: 1 });
  });

  it('takes the reason of a leave by a tap or by a line', async () => {
    const asked = await tap('wangfang', '请假');
    const told = await tap('wangfang', '出差请假', asked);
    expect(told.card?.text).toBe('王芳请假（出差）。');
    expect(told.card?.buttons).toHaveLength(3);
    await tap('liqiang', '请假');
    const typed = await talk.say('liqiang', '请假 周一例会 家里有事', { ...LEAVE, reason: '家里有事' });
    expect(typed.text).toContain('已补上事由：李强（家里有事）');
    expect((await talk.say('zhangsan', '谁回了')).text).toMatch(/1\. 王芳（出差）\n2\. 李强（家里有事）/);
    // A reason tapped by somebody who had not taken leave is leave.
    expect((await tap('zhangsan', '值班请假', asked)).card?.text).toBe('张三请假（值班）。');
    expect(await standing()).toEqual({ coming: 0, away: 3 });
  });

  it('keeps one answer of each person, the last one', async () => {
    await tap('wangfang', '请假');
    const back = await tap('wangfang', '参加');
    expect(back.card?.text).toBe('王芳参加，不请假了。');
    expect(answers(back)).toBe('参加 1 人，请假 0 人');
    const away = await tap('wangfang', '请假');
    expect(answers(away)).toBe('参加 0 人，请假 1 人');
  });

  it('takes either answer back by 撤销, and what it had replaced stands again', async () => {
    await tap('wangfang', '参加');
    expect((await talk.say('wangfang', '撤销')).text).toBe('已撤销，没有回复参加6月9日(周一)19:00 周一例会。');
    expect(await standing()).toEqual({ coming: 0, away: 0 });
    await tap('wangfang', '请假');
    await tap('wangfang', '参加');
    expect((await talk.say('wangfang', '撤销')).text).toContain('还是请假');
    expect(await standing()).toEqual({ coming: 0, away: 1 });
    await tap('liqiang', '参加');
    await tap('liqiang', '请假');
    expect((await talk.say('liqiang', '撤销')).text).toContain('已撤销请假');
    expect(await standing()).toEqual({ coming: 1, away: 1 });
  });

  it('names who answered to who asks', async () => {
    expect((await tap('wangfang', '谁回了')).card?.text).toBe('参加：还没有人\n请假：还没有人');
    await tap('wangfang', '参加');
    await tap('liqiang', '请假');
    const reply = await tap('zhangsan', '谁回了');
    expect(reply.card?.text).toBe('参加：王芳\n请假：李强');
    expect(reply).not.toHaveProperty('isForAll');
    for (const line of ['谁回了', '例会谁回复了', '回复情况']) {
      expect((await talk.say('zhangsan', line)).text).toMatch(/1人请假：\n1\. 李强\n1人参加：王芳/);
    }
  });

  it('speaks to the one person it belongs to', async () => {
    talk = startIn({ kind: 'single' });
    expect((await tap('wangfang', '参加')).card?.text).toBe('你参加。');
  });

  it('counts truly where many tap at once', async () => {
    const key = keyOf(await announced('meeting_eve'), '参加');
    const people = Array.from({ length: 8 }, (_, i) => `member${i}`);
    const counts = (await Promise.all(people.map((userid) => talk.click(userid, key)))).map(answers);
    expect(new Set(counts).size).toBe(8);
    expect(await standing()).toEqual({ coming: 8, away: 0 });
  });

  describe('that is out of date', () => {
    it('since the meeting was moved, tells the new time and asks again', async () => {
      const old = await announced('meeting_eve');
      await talk.say('zhangsan', '周一例会改到周二晚上7点半', MOVE);
      for (const button of ['参加', '请假']) {
        const stale = await tap('wangfang', button, old);
        expect(stale).toMatchObject({ isForAll: true, card: { description: '6月10日(周二)19:30' } });
        expect(stale.card?.text).toContain('时间改了，现在是6月10日(周二)19:30');
      }
      expect(await standing()).toEqual({ coming: 0, away: 0 });
      await tap('wangfang', '参加', await tap('wangfang', '参加', old));
      expect(await standing()).toEqual({ coming: 1, away: 0 });
    });

    it('since the meeting was called off, says so and leads to the next', async () => {
      const old = await announced('meeting_eve');
      await talk.say('zhangsan', '取消周一例会', CANCEL);
      const stale = await tap('wangfang', '参加', old);
      expect(stale.card).toMatchObject({ description: '6月9日(周一)19:00，已取消' });
      expect(stale.card?.buttons.map(({ text }) => text)).toEqual(['会议安排']);
      const next = await tap('wangfang', '会议安排', stale);
      expect(next.card?.description).toBe('6月16日(周一)19:00');
      expect(await standing()).toEqual({ coming: 0, away: 0 });
    });

    it('since the meeting has begun, says so and still names who answered', async () => {
      await tap('liqiang', '参加');
      talk.setNow('2025-06-09T19:00:00+08:00');
      const late = await tap('wangfang', '请假');
      expect(late.card?.text).toBe('会已经开始或开过了，这一下没有记。');
      expect(late.card?.buttons.map(({ text }) => text)).toEqual(['签到', '谁回了', '会议安排']);
      expect((await tap('wangfang', '谁回了', late)).card?.text).toContain('参加：李强');
      expect(await standing()).toEqual({ coming: 1, away: 0 });
    });

    it('by far: a meeting nobody knows any more', async () => {
      const gone = await talk.click('wangfang', 'meeting-accept:999/2025-06-09@2025-06-09T19:00');
      expect(gone.text).toContain('发「例会」看现在的安排');
      expect((await talk.click('wangfang', 'meeting-accept:old')).text).toContain('已经不能用了');
    });
  });

  describe('by typing', () => {
    it.each([
      '参加 周一例会',
      '我参加例会',
      '例会我能来',
      '周一例会我参加',
      '我能参加周一例会',
      '下周一例会我来',
      '参加6月9日例会',
    ])('%s', async (line) => {
      const reply = await talk.say('wangfang', line);
      expect(reply.text).toContain('已记下：你参加6月9日(周一)19:00 周一例会。');
      expect(answers(reply)).toBe('参加 1 人，请假 0 人');
      expect(await standing()).toEqual({ coming: 1, away: 0 });
    });

    it('behind a quoted announcement needs no name', async () => {
      const quote = (await announced('meeting_eve')).text;
      expect((await talk.say('wangfang', '我能来', undefined, quote)).text).toContain('已记下：你参加6月9日');
      expect((await talk.say('liqiang', '我能来', undefined, '中午吃什么')).text).not.toContain('已记下');
    });

    it.each(['参加 学习会', '例会我不能来', '王芳参加例会', '参加例会吗'])('is not taken: %s', async (line) => {
      await talk.say('wangfang', line);
      expect(await standing()).toEqual({ coming: 0, away: 0 });
    });

    it('ends a leave, and leave typed without a reason asks for one', async () => {
      const away = await talk.say('wangfang', '请假 周一例会', { intent: 'meeting_leave', keyword: '周一例会' });
      expect(away.card?.buttons.map(({ text }) => text)).toContain('生病请假');
      expect((await talk.say('wangfang', '例会我能来')).text).toContain('原来的请假取消了');
      expect(await standing()).toEqual({ coming: 1, away: 0 });
    });

    it('refuses a day without a meeting', async () => {
      expect((await talk.say('wangfang', '参加6月11日例会')).text).toContain('没有周一例会');
    });
  });
});
