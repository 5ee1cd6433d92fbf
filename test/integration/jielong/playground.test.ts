import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp, textOf } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';

const LIST =
  '#接龙\n6月4日护考 8:00 一中门口\n例 姓名+电话\n\n1. 王芳 13800001001\n2. 陈静+1 晚到十分钟\n3. 李强（带孩子）\n4、周敏 刘洋';

describeOnDatabases('a 接龙 pasted into the group, over HTTP', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: '2026-05-20T09:00:00+08:00' });
    await app.ask('liqiang', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额6');
    await app.ask('wangfang', '我是王芳');
    await app.ask('wangfang', '报名 6月4日护考');
  });
  afterAll(() => app.stop());

  const cardOf = (shown: Shown[]) => shown.find(({ kind }) => kind === 'card');

  it('is compared, agreed to by a tap, listed, and taken back', async () => {
    const asked = await app.say('zhaoyu', LIST);
    expect(textOf(asked)).toContain(
      '· 要新报 6 人：陈静（带 1 人，晚到十分钟）、李强（带 1 人，带孩子）、周敏、刘洋\n· 已经报过 1 人：王芳\n· 名额只剩 5 个，1 人排候补：刘洋',
    );
    expect(textOf(asked)).not.toContain('13800001001');
    const card = cardOf(asked);
    expect(card?.buttons?.map(({ text }) => text)).toEqual(['照这个报上', '不用']);
    const applied = await app.click('zhaoyu', card?.taskId ?? '', card?.buttons?.[0]?.key ?? '');
    expect(cardOf(applied)).toMatchObject({ title: '接龙已报上', buttons: [{ text: '名单' }] });
    const list = await app.ask('wangfang', '名单 护考');
    expect(list).toContain('1. 王芳\n2. 陈静（带 1 人）\n3. 李强（带 1 人）\n4. 周敏\n候补 1 人（按先后）：\n1. 刘洋');
    expect(await app.ask('zhaoyu', LIST)).toContain('接龙里的人都报过名了，没有要新报的。');
    expect(await app.ask('zhaoyu', '撤销')).toContain('已撤销：这份接龙报上的 4 条报名都收回了。');
    expect(await app.ask('wangfang', '名单 护考')).toContain('已报 1/6 人');
  });

  it('is agreed to by 是, and a second paste shows who came since', async () => {
    await app.say('zhaoyu', LIST);
    expect(await app.ask('zhaoyu', '是')).toContain('· 候补 1 人：刘洋第 1 位');
    const grown = await app.ask('zhaoyu', `${LIST}\n5. 何静`);
    expect(grown).toContain('· 要新报 1 人：何静\n· 已经报过 7 人：王芳、陈静、李强、周敏、刘洋（候补）');
    expect(await app.ask('zhaoyu', '不用')).toContain('接龙没有报，什么都没有动');
  });

  it('goes on by a tap where an activity has to be chosen first', async () => {
    await app.ask('liqiang', '发布活动 6月5日 8:00-12:00 护考志愿服务 地点:二中门口');
    const asked = await app.say('chenjing', '#接龙\n护考\n1. 高远\n2. 白露');
    const card = cardOf(asked);
    const compared = await app.click('chenjing', card?.taskId ?? '', card?.buttons?.[1]?.key ?? '');
    const next = cardOf(compared);
    expect(next?.buttons?.map(({ text }) => text)).toEqual(['照这个报上', '不用']);
    const applied = await app.click('chenjing', next?.taskId ?? '', next?.buttons?.[0]?.key ?? '');
    expect(cardOf(applied)?.title).toBe('接龙已报上');
    expect(await app.ask('wangfang', '名单 6月5日护考')).toContain('1. 高远\n2. 白露');
  });

  it('is one order, also where its rows sound like orders', async () => {
    const text = await app.ask('gaoyuan', '#接龙\n6月4日护考报名\n1. 方圆报名\n2. 夏天取消\n3. 林涛 带个朋友报名');
    expect(text).toContain('接龙对过了，还没有报。');
    expect(text).toContain('写了不来的没有算（报过名的不动）：夏天（取消）');
  });

  it('has its topic in the help, whose examples it reads', async () => {
    const help = await app.ask('wangfang', '帮助 接龙');
    expect(help).toContain('#接龙\n6月4日护考\n1. 王芳\n2. 陈静+1');
    expect(await app.ask('gaoyuan', '#接龙\n6月4日护考\n1. 王芳\n2. 陈静+1')).toContain(
      '6月4日(周四)8:00 护考志愿服务：接龙里 3 人',
    );
  });
});
