import { beforeEach, expect, it } from 'vitest';
import type { FindContext } from '../../../src/bot/reminder.ts';
import { meetingReminders } from '../../../src/features/meeting/usecase/reminders.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { makeBranch, talkOfMeetings, WEDNESDAY } from '../../support/meetings.ts';
import { engineOf } from '../../support/reminders.ts';

describeOnDatabases('会议该谁来、谁没回', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    await makeBranch(database);
    talk = talkOfMeetings(database);
  });

  const say = async (userid: string, text: string) => (await talk.say(userid, text)).text;
  const chase = meetingReminders.filter(({ name }) => name === 'meeting_unanswered');
  const chased = async (reachesPeople = true, now = WEDNESDAY) => {
    const options = { reachesPeople, aheadMs: 8 * 86_400_000, now: () => new Date(now) };
    await engineOf(database.get(), chase, options).refresh();
    const where = { kind: 'meeting_unanswered', state: 'pending' as const, key: { contains: '2025-06-09' } };
    return database.get().db.outboxItem.findMany({ where, orderBy: { id: 'asc' } });
  };

  it('begins with whom the kind gives, and tells whom that is', async () => {
    expect(await say('shuji', '参会 周一例会')).toContain('周一例会：该来的是支委和站长，2人。\n李强、赵敏');
  });

  it('takes a group of people, a party group or names, undone by 撤销', async () => {
    expect(await say('shuji', '参会 周一例会 全体党员')).toContain('已记下：周一例会该来的是全体党员，4人。');
    expect(await say('shuji', '参会 例会 第二党小组')).toContain('该来的是第二党小组，2人。');
    expect(await say('shuji', '周一例会参会人员：张三、王芳')).toContain('该来的是王芳、张三，2人。');
    expect(await say('shuji', '撤销')).toContain('该来的是第二党小组，2人。');
    expect(await say('shuji', '参会 周一例会 默认')).toContain('该来的是支委和站长，2人。');
    const actions = await database.get().db.auditEntry.findMany({ where: { action: 'change_meeting' } });
    expect(actions).toHaveLength(4);
  });

  it('asks before it keeps somebody unknown, and which of two is meant', async () => {
    await database.get().db.person.create({ data: { name: '张三', createdAt: new Date(0) } });
    const asked = await talk.say('shuji', '参会 周一例会 张三、钱进');
    expect(asked.text).toContain('叫张三的有几位');
    const next = await talk.say('shuji', '1');
    expect(next.text).toContain('名单里还没有：钱进');
    expect(await say('shuji', '是')).toContain('2人');
    expect(await say('shuji', '参会 周一例会 第九党小组')).toContain('没有「第九党小组」');
  });

  it('is for the committee', async () => {
    expect(await say('wangfang', '参会 周一例会 全体党员')).toContain('支委');
  });

  it('lists who has neither accepted nor asked leave', async () => {
    await say('shuji', '参会 周一例会 赵敏、李强、王芳');
    await say('wangfang', '参加 周一例会');
    await talk.say('liqiang', '请假 周一例会 出差', { intent: 'meeting_leave', keyword: '周一例会', reason: '出差' });
    expect(await say('wangfang', '谁没回 周一例会')).toContain('还有 1 人没回（参加 1 人，请假 1 人）：\n赵敏');
    await say('shuji', '参加 周一例会');
    expect(await say('wangfang', '例会还有谁没回复？')).toContain('都回复了（参加 2 人，请假 1 人）');
  });

  it('keeps the names of the party to itself', async () => {
    await say('shuji', '参会 周一例会 全体党员');
    expect(await say('wangfang', '谁没回')).toContain('还有 4 人没回（参加 0 人，请假 0 人）。名字请支委来看。');
    expect(await say('zhangsan', '谁没回')).toContain('张三');
  });

  it('chases the day before at noon only those who have not answered, and stops once they have', async () => {
    expect((await chased()).map(({ target }) => target)).toEqual([
      { kind: 'person', userid: 'liqiang' },
      { kind: 'person', userid: 'shuji' },
    ]);
    await say('shuji', '参加 周一例会');
    const [only, other] = await chased();
    expect(only).toMatchObject({ dueAt: new Date('2025-06-08T04:00:00Z'), target: { userid: 'liqiang' } });
    expect(JSON.stringify(only?.content)).toContain('周一例会6月9日(周一)19:00开，还没收到您来不来的回复');
    expect(other).toBeUndefined();
    await say('liqiang', '参加 周一例会');
    expect(await chased()).toEqual([]);
  });

  it('chases in the group with names where nobody is reached in person', async () => {
    await database.get().db.meeting.updateMany({ data: { chatId: 'group-1' } });
    const [only, other] = await chased(false);
    expect(only).toMatchObject({
      target: { kind: 'chat', chatId: 'group-1' },
      content: { mentions: ['liqiang', 'shuji'] },
    });
    expect(other).toBeUndefined();
  });

  it('finds nobody to chase where it is not said who is to come', async () => {
    await database.get().db.meeting.updateMany({ data: { kind: 'other' } });
    const context: FindContext = {
      ...{ db: database.get().db, zone: 'Asia/Shanghai', now: new Date(WEDNESDAY), botName: '志愿助手' },
    };
    const span = { from: new Date(WEDNESDAY), to: new Date('2025-06-20T00:00:00Z') };
    expect(await chase[0]?.find(context, span)).toEqual([]);
    expect(await say('shuji', '谁没回')).toContain('还没有定该谁来');
  });
});
