import { renderToString } from 'preact-render-to-string';
import { beforeEach, expect, it } from 'vitest';
import { checkInFeature } from '../../../src/features/meeting/command/code.ts';
import { meetingFeature } from '../../../src/features/meeting/command/meeting.ts';
import { checkInPage } from '../../../src/features/meeting/page.tsx';
import { freshCodes } from '../../../src/features/meeting/usecase/code.ts';
import { joinPeople } from '../../../src/features/person/usecase.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type Branch, makeBranch, talkOfMeetings } from '../../support/meetings.ts';
import { planAndRemind } from '../../support/reminders.ts';

const BEFORE = '2025-06-09T18:10:00+08:00';
const BEGUN = '2025-06-09T19:04:00+08:00';
const LATE = '2025-06-09T19:12:00+08:00';
const AFTER = '2025-06-09T22:30:00+08:00';

describeOnDatabases('会议签到', (database) => {
  let talk: Conversation;
  let branch: Branch;

  beforeEach(async () => {
    branch = await makeBranch(database);
    await planAndRemind(database.get(), '2025-06-08T10:00:00+08:00');
    talk = talkOfMeetings(database);
    talk.setNow(BEFORE);
  });

  const say = async (userid: string, text: string) => (await talk.say(userid, text)).text;
  const holdingId = async () =>
    (await database.get().db.meetingOccurrence.findFirstOrThrow({ where: { day: '2025-06-09' } })).id;
  const codes = async (count: number, now = BEGUN) =>
    freshCodes(database.get().db, await holdingId(), { now: new Date(now), count });
  const oneToOne = (consoleUrl?: string, now = BEGUN) => {
    const services = consoleUrl === undefined ? {} : { consoleUrl };
    const commands = [checkInFeature(services), meetingFeature].flatMap((feature) => feature.commands ?? []);
    return startConversation({ database: database.get(), commands, now, chat: { kind: 'single' } });
  };
  const startGroup = () => {
    const commands = [checkInFeature({}), meetingFeature].flatMap((feature) => feature.commands ?? []);
    return startConversation({ database: database.get(), commands, now: BEGUN });
  };
  const standing = () => database.get().db.attendance.count({ where: { activeKey: { not: null } } });

  it('takes a line from an hour before, once, and takes it back', async () => {
    talk.setNow('2025-06-09T17:50:00+08:00');
    expect(await say('liqiang', '签到')).not.toContain('已签到');
    talk.setNow(BEFORE);
    expect(await say('liqiang', '签到')).toContain('已签到：6月9日(周一)19:00 周一例会。');
    expect(await say('liqiang', '我来签到了')).toContain('你已经签过到了');
    expect(await say('liqiang', '撤销')).toContain('已撤销签到');
    expect(await standing()).toBe(0);
    talk.setNow(LATE);
    expect(await say('liqiang', '例会签到')).toContain('晚了12分钟，记为迟到');
    talk.setNow(AFTER);
    expect(await say('shuji', '签到')).not.toContain('已签到');
  });

  it('takes a tap on the card of the announcement', async () => {
    const { card } = await talk.say('liqiang', '例会');
    const { key = '' } = card?.buttons.find(({ text }) => text === '签到') ?? {};
    const tapped = await talk.click('liqiang', key);
    expect(tapped).toMatchObject({ isUpdate: true, isForAll: true, card: { text: '李强签到。' } });
    expect((await talk.click('liqiang', key)).card?.text).toBe('你已经签过到了，没有重复记。');
    talk.setNow(AFTER);
    expect((await talk.click('shuji', key)).card?.text ?? '').toContain('已经结束');
  });

  it('lists who is there, late, on leave and absent, with the grace that is set', async () => {
    await say('shuji', '参会 周一例会 赵敏、李强、张三、李四');
    await say('shuji', '签到');
    await talk.say('lisi', '请假 周一例会 出差', { intent: 'meeting_leave', keyword: '周一例会', reason: '出差' });
    talk.setNow(LATE);
    await say('liqiang', '签到');
    await say('wangfang', '签到 周一例会');
    expect(await say('shuji', '谁没到')).toContain('还没到 1 人：张三，另有 1 人请了假。');
    talk.setNow(AFTER);
    expect(await say('shuji', '考勤 周一例会')).toBe(
      [
        '6月9日(周一)19:00 周一例会：应到 4 人，到了 2 人',
        '到 1 人：赵敏',
        '迟到 1 人：李强（12分钟）',
        '请假 1 人：李四（出差）',
        '缺席 1 人：张三',
        '另外来了 1 人：王芳',
      ].join('\n'),
    );
    expect(await say('shuji', '迟到宽限 15分钟')).toContain('原来是5分钟');
    expect(await say('shuji', '签到情况')).toContain('到 2 人：赵敏、李强');
    expect(await say('shuji', '撤销')).toContain('开会后5分钟内');
    expect(await say('shuji', '6月2日例会考勤')).toContain('没有找到开过的会');
  });

  it('lets the committee enter somebody, marked as such', async () => {
    talk.setNow(AFTER);
    expect(await say('liqiang', '补签 李强')).toContain('支委');
    expect(await say('shuji', '补签 李强')).toContain('已补签：李强，周一例会 6月9日(周一)19:00。');
    expect(await say('shuji', '给李强补签')).toContain('李强已经签过到了');
    expect(await say('shuji', '签到情况')).toContain('到 1 人：李强（补签）');
    expect(await database.get().db.auditEntry.count({ where: { action: 'check_in_by_hand' } })).toBe(1);
    expect(await say('shuji', '补签 周一例会 钱进')).toContain('名单里还没有：钱进');
  });

  it('gives the codes one to one only: the page, or where there is none the numbers', async () => {
    expect((await startGroup().say('shuji', '签到码 周一例会')).text).toContain('请单独给我发');
    const single = oneToOne();
    expect((await single.say('wangfang', '签到码')).text).toContain('支委');
    const { text } = await single.say('shuji', '签到码 周一例会');
    const [code = ''] = /\d{4}(?=　)/.exec(text) ?? [];
    expect((await single.say('wangfang', `签到 ${code}`)).text).toContain('已签到：6月9日(周一)19:00 周一例会');
    const page = await oneToOne('https://bot.example.org', LATE).say('shuji', '签到码');
    expect(page.text).toContain('https://bot.example.org/console/check-in');
  });
  it('refuses a code that is used, old or wrong, and soon all of them', async () => {
    talk.setNow(BEGUN);
    const [code = '', other = ''] = await codes(2);
    expect(await say('liqiang', `签到 ${code}`)).toContain('已签到');
    expect(await say('zhangsan', `签到 ${code}`)).toContain('已经有人用过了');
    talk.setNow('2025-06-09T19:10:00+08:00');
    expect(await say('zhangsan', `签到${other}`)).toContain('过期了');
    const wrong = ['0000', '0001', '0002', '0003'].filter((one) => one !== code && one !== other).slice(0, 3);
    for (const one of wrong) expect(await say('zhangsan', `签到 ${one}`)).toContain('没有这个签到码');
    const [fresh = ''] = await codes(1, '2025-06-09T19:10:00+08:00');
    expect(await say('zhangsan', `签到 ${fresh}`)).toContain('输错太多次');
    expect(await say('lisi', `签到 ${fresh}`)).toContain('已签到');
  });

  it('lets a code used by two at once check in one of them', async () => {
    talk.setNow(BEGUN);
    const [code = ''] = await codes(1);
    const replies = await Promise.all(['zhangsan', 'lisi', 'wangfang'].map((userid) => say(userid, `签到 ${code}`)));
    expect(replies.filter((text) => text.includes('已签到'))).toHaveLength(1);
    expect(replies.filter((text) => text.includes('已经有人用过了'))).toHaveLength(2);
    expect(await standing()).toBe(1);
  });

  it('shows the same codes until they are used or about to end', async () => {
    const first = await codes(4);
    expect(await codes(4)).toEqual(first);
    talk.setNow(BEGUN);
    await say('liqiang', `签到 ${first[0]}`);
    const next = await codes(4);
    expect(next).toHaveLength(4);
    expect(next).not.toContain(first[0]);
    expect((await codes(4, '2025-06-09T19:08:30+08:00')).filter((code) => next.includes(code))).toEqual([]);
  });

  it('shows the codes on a page for the committee, asked for anew by itself', async () => {
    const viewer = { id: null, userid: 'shuji', name: '赵敏', role: 'secretary', unit: null } as const;
    const around = { db: database.get().db, today: '2025-06-09', zone: 'Asia/Shanghai', viewer, can: () => true };
    const shown = renderToString(await checkInPage.render({ ...around, now: new Date(BEGUN) }));
    expect(shown).toContain('周一例会 6月9日(周一)19:00');
    expect(shown.match(/<li>\d{4}<\/li>/g)).toHaveLength(4);
    expect(renderToString(await checkInPage.render({ ...around, now: new Date(AFTER) }))).toContain(
      '现在没有可以签到的会',
    );
    expect(checkInPage).toMatchObject({ right: 'meet', renewedSeconds: 10 });
  });

  it('goes along when two rows of one person become one', async () => {
    const { db } = database.get();
    const id = await holdingId();
    const from = (await db.person.create({ data: { name: '王小芳', createdAt: new Date(0) } })).id;
    const to = branch.ids.get('wangfang') ?? 0;
    const meeting = await db.meeting.findFirstOrThrow();
    const at = new Date(BEGUN);
    const activeKey = `${id}:${from}`;
    await db.attendance.create({
      data: { occurrenceId: id, personId: from, at, way: 'by_hand', activeKey, createdAt: at },
    });
    await db.agendaItem.create({ data: { meetingId: meeting.id, text: '服装', proposerId: from, createdAt: at } });
    await db.checkInCode.create({
      data: { occurrenceId: id, code: '4827', expiresAt: at, usedById: from, usedAt: at, createdAt: at },
    });
    await db.meeting.update({ where: { id: meeting.id }, data: { attendees: { personIds: [from, to] } } });
    await joinPeople(db, { from, to }, at);
    expect((await db.attendance.findFirstOrThrow()).activeKey).toBe(`${id}:${to}`);
    expect((await db.agendaItem.findFirstOrThrow()).proposerId).toBe(to);
    expect((await db.checkInCode.findFirstOrThrow()).usedById).toBe(to);
    expect((await db.meeting.findFirstOrThrow()).attendees).toEqual({ personIds: [to] });
  });
});
