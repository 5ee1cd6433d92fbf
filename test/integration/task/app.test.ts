import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';

/** A Monday; 陈静 sits on the committee. */
const NOW = '2026-06-01T09:00:00+08:00';

describeOnDatabases('tasks in the group', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW, env: { ADMIN_USERIDS: 'admin' } });
    for (const [userid, name] of [
      ['chenjing', '陈静'],
      ['liqiang', '李强'],
      ['wangfang', '王芳'],
    ]) {
      await app.ask(userid ?? '', `我是${name}`);
    }
    await app.ask('admin', '设置角色 陈静 支委');
  });
  afterAll(() => app.stop());

  it('goes from giving to doing in plain words', async () => {
    const given = await app.ask('chenjing', '安排 @李强 6月10日前 联系出租车，要四辆');
    expect(given).toMatch(/任务1：李强，6月10日\(周三\)前，联系出租车，要四辆/);
    expect(await app.ask('liqiang', '我的任务')).toContain('任务1 联系出租车，要四辆，6月10日(周三)前');
    expect(await app.ask('liqiang', '延期 1 到6月12日，车还没定')).toContain('改到6月12日(周五)前');
    expect(await app.ask('liqiang', '任务1转给王芳')).toContain('转给了王芳');
    const cards = await app.say('wangfang', '任务 1');
    const card = cards.find(({ kind }) => kind === 'card');
    expect(card?.buttons?.map(({ text }) => text)).toEqual(['完成', '延期', '转交', '我的任务']);
    const tapped = await app.click('wangfang', card?.taskId ?? '', 'task-finish:1');
    expect(JSON.stringify(tapped)).toContain('王芳办完了');
    expect(await app.ask('wangfang', '完成 1 已联系4辆')).toContain('已联系4辆');
    expect(await app.ask('chenjing', '全部任务')).toContain('没有');
    expect(await app.ask('chenjing', '重开任务 1')).toContain('重新打开了');
    expect(await app.ask('wangfang', '出租车的事办好了')).toContain('办完了吗');
    expect(await app.ask('wangfang', '是')).toContain('办完了');
  });

  it('asks what is open, also in a few words', async () => {
    expect(await app.ask('chenjing', '请李强写通讯稿，周五前')).toContain('李强，6月5日(周五)前，写通讯稿');
    expect(await app.ask('chenjing', '安排 李强 整理仓库')).toContain('要在哪天前办完？');
    expect(await app.ask('chenjing', '下周三')).toContain('6月10日(周三)前，整理仓库');
    expect(await app.ask('chenjing', '安排 李墙 6月10日前 借雨衣')).toContain('没有叫「李墙」的人');
    expect(await app.ask('chenjing', '1')).toContain('李强，6月10日(周三)前，借雨衣');
    expect(await app.ask('chenjing', '撤销')).toContain('不用办了');
    expect(await app.ask('liqiang', '记个任务 明天下班前 交照片')).toContain('李强，6月2日(周二)前，交照片（下班前）');
  });

  it('leaves what else people say as it was', async () => {
    await app.ask('chenjing', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额20');
    expect(await app.ask('chenjing', '帮李强报名 护考')).toContain('6月4日(周四)');
    expect(await app.ask('chenjing', '安排 王芳 报名 6月4日护考')).toContain('王芳');
    expect(await app.ask('wangfang', '取消 6月4日护考')).toContain('取消');
    expect(await app.ask('chenjing', '请安排周四骨干会，二楼，晚上7点')).toContain('骨干会');
    expect(await app.ask('liqiang', '请假 骨干会 出差')).toContain('请假');
    expect(await app.ask('chenjing', '提醒我 明天9点 交材料')).toContain('提醒你');
    expect(await app.ask('liqiang', '补录 5月30日 我负责签到 3小时')).not.toContain('任务');
  });

  it('has lines to copy in the help', async () => {
    expect(await app.ask('chenjing', '帮助 派任务')).toContain('安排 李强 6月10日前 联系出租车');
    expect(await app.ask('chenjing', '怎么布置任务')).toContain('安排 李强 6月10日前 联系出租车');
    expect(await app.ask('liqiang', '帮助 我的任务')).toContain('逾期任务');
  });
});
