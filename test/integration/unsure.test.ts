import { beforeEach, expect, it } from 'vitest';
import { publish, REGISTER, startActivities } from '../support/activities.ts';
import type { Conversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('a line that is not understood for sure', (database) => {
  let talk: Conversation;
  const unsure = { ...REGISTER, confidence: 0.7 };
  const registered = () => database.get().db.registration.count({ where: { state: 'confirmed' } });

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await publish(talk, database.get(), { capacity: 20 });
  });

  it('is shown back, and done on a yes', async () => {
    const asked = await talk.say('wangfang', '护考那个我顶', unsure);
    expect(asked.text).toMatch(/^没有把握看懂了。是要「报名」吗？\n活动：护考\n谁：你\n/);
    expect(asked.card?.buttons.map(({ text }) => text)).toEqual(['是，就这么办', '不是']);
    expect(await registered()).toBe(0);
    expect((await talk.say('wangfang', '是')).text).toMatch(/^已为你报名：6月4日/);
    expect(await registered()).toBe(1);
    expect((await talk.say('wangfang', '是')).text).not.toMatch(/已为你报名/);
  });

  it('is done by a tap, once', async () => {
    const asked = await talk.say('wangfang', '护考那个我顶', unsure);
    const key = asked.card?.buttons[0]?.key ?? '';
    expect((await talk.click('chenjing', key)).text).toMatch(/不用你点|给别人选的/);
    expect((await talk.click('wangfang', key)).text).toMatch(/已为你报名/);
    expect((await talk.click('wangfang', key)).text).toMatch(/已经选过/);
    expect(await registered()).toBe(1);
  });

  it('is not done on a no, a new command, or a yes that comes too late', async () => {
    await talk.say('wangfang', '护考那个我顶', unsure);
    expect((await talk.say('wangfang', '不是')).text).toMatch(/没有办/);
    await talk.say('wangfang', '护考那个我顶', unsure);
    await talk.say('wangfang', '活动列表');
    await talk.say('wangfang', '是');
    await talk.say('wangfang', '护考那个我顶', unsure);
    talk.setNow('2026-05-30T10:11:00+08:00');
    await talk.say('wangfang', '是');
    expect(await registered()).toBe(0);
  });

  it('may be put right before the yes, and the day is that of the line', async () => {
    talk.setNow('2026-06-03T23:58:00+08:00');
    const said = { ...unsure, dates: ['2026-06-05'] };
    await talk.say('wangfang', '后天护考那个我顶', said);
    expect((await talk.say('wangfang', '明天')).text).toMatch(/^是要「报名」吗？\n日期：6月4日\(周四\)/);
    talk.setNow('2026-06-04T00:03:00+08:00');
    expect((await talk.say('wangfang', '是')).text).toMatch(/已为你报名：6月4日/);
  });

  it('keeps no phone number with the question', async () => {
    await talk.say('wangfang', '护考那个王芳 13800001001 顶', { ...unsure, phones: { 王芳: '13800001001' } });
    const question = await database.get().db.question.findFirstOrThrow();
    expect(JSON.stringify(question)).not.toContain('13800001001');
    expect(JSON.stringify(question)).toContain('138****1001');
  });
});
