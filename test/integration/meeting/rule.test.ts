import { beforeEach, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { makeBranch, talkOfMeetings } from '../../support/meetings.ts';

describeOnDatabases('会议的规律', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    await makeBranch(database);
    talk = talkOfMeetings(database, { kind: 'single' });
  });

  /** As the language reads it. */
  const set = async (text: string) => {
    const [reading] = read(text, { today: '2025-06-04', time: '10:00', roster: [] });
    expect(reading?.confidence).toBeGreaterThan(0.8);
    return (await talk.say('shuji', text, reading)).text;
  };
  const say = async (userid: string, text: string) => (await talk.say(userid, text)).text;

  it('takes a day of every month, says until when, and how to stop', async () => {
    const text = await set('每月第一个周五 15:00 主题党日');
    expect(text).toContain('已定下：主题党日，每月第一个周五15:00。');
    expect(text).toContain('下一次：6月6日(周五)15:00');
    expect(text).toContain('应到：全体党员，4人');
    expect(text).toContain('会一直开下去；哪天不开了，发：以后主题党日不开了');
    expect(await set('每月10日 党课')).toContain('请写上几点开会，例如：每月10日 19:00 例会');
    const stop = await set('以后主题党日不开了');
    expect(stop).toContain('已停开：主题党日');
    expect(await say('shuji', '撤销')).toContain('恢复');
  });

  it('holds what falls on the 31st on the last day of shorter months', async () => {
    const text = await set('每月31日 15:00 党小组会');
    expect(text).toContain('没有31日的月份，在那个月的最后一天开。');
    expect(text).toContain('下一次：6月30日(周一)15:00');
  });

  it('begins and ends where it is said', async () => {
    const text = await set('每月第一个周五 15:00 主题党日 从9月起 到年底');
    expect(text).toContain('从9月1日(周一)起，开到12月31日(周三)为止。');
    expect(text).toContain('下一次：9月5日(周五)15:00');
    expect(await set('每周一晚上7点 例会 到12月15日为止')).toContain('开到12月15日(周一)为止');
    const meeting = await database.get().db.meeting.findFirstOrThrow({ where: { title: '主题党日' } });
    expect(meeting).toMatchObject({ fromDay: '2025-09-01', untilDay: '2025-12-31' });
  });

  it('asks back for a time that is over, and before the same people have two meetings at once', async () => {
    const past = { intent: 'meeting_create', keyword: '支委会', dates: ['2025-06-03'], time: ['19:00'] } as const;
    expect(
      (await talk.say('shuji', '昨天晚上7点 支委会', { ...past, dates: [...past.dates], time: [...past.time] })).text,
    ).toContain('已经过了，支委会没有定下来。请换一个时间。');
    const clash = { intent: 'meeting_create' as const, keyword: '支委会', dates: ['2025-06-09'], time: ['19:30'] };
    const asked = await talk.say('shuji', '6月9日 19:30 支委会', clash);
    expect(asked.text).toContain('6月9日(周一)19:00已经有周一例会，有1个人两个会都该去。');
    expect(await database.get().db.meeting.count()).toBe(1);
    expect(await say('shuji', '是')).toContain('已定下：支委会，6月9日(周一)19:30');
    const later = { ...clash, dates: ['2025-06-10'], keyword: '支委扩大会' };
    expect((await talk.say('shuji', '6月10日 19:30 支委扩大会', later)).text).toContain('已定下');
    const move = { intent: 'meeting_change' as const, keyword: '支委扩大会', dates: ['2025-06-09'], time: ['19:00'] };
    expect((await talk.say('shuji', '支委扩大会改到6月9日19:00', move)).text).toContain('两个会都该去');
    expect(await say('shuji', '不用')).toContain('没有改');
  });

  it('says plainly that a meeting was called off to who asks leave of it', async () => {
    await talk.say('shuji', '取消周一例会', { intent: 'meeting_change', keyword: '周一例会' });
    const leave = { intent: 'meeting_leave' as const, keyword: '周一例会', dates: ['2025-06-09'], reason: '出差' };
    const { text } = await talk.say('liqiang', '请假 6月9日周一例会 出差', leave);
    expect(text).toContain('6月9日(周一)19:00的周一例会已经取消，不用办了。下一次是6月16日(周一)19:00的周一例会');
  });
});
