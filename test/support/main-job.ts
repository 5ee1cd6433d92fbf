import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { openDocx } from './docx.ts';

type Line = [sender: string, text: string, ...replies: RegExp[]];

/** Sunday 31 May 2026 is the eve of a Monday meeting; 19 June is 端午. */
const NOW = '2026-05-20T09:00:00+08:00';

/** What the bot is for, as people type it; the same however WeCom's messages reach the bot. */
export function mainJob(database: TestDatabase, env: Record<string, string> = {}): void {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW, env, waitsForPushes: true });
  });
  afterAll(() => app.stop());

  async function talk(lines: Line[]): Promise<void> {
    for (const [sender, text, ...replies] of lines) {
      const said = await app.ask(sender, text);
      for (const reply of replies) expect(said, `${sender}: ${text}`).toMatch(reply);
    }
  }

  it('publishes, registers, keeps a late-comer waiting, promotes and tells', async () => {
    await talk([
      [
        'liqiang',
        '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额2 截止6月3日18点',
        /6月4日\(周四\) 护考志愿服务/,
        /8:00-12:00/,
        /一中门口/,
        /2 人/,
        /6月3日\(周三\)18:00/,
        /@志愿助手 报名 6月4日护考志愿服务/,
        /我是\+姓名/,
      ],
      ['wangfang', '我是王芳', /王芳/],
      ['wangfang', '报名 6月4日护考', /已为你报名：6月4日\(周四\)8:00 护考志愿服务，第 1 位/, /撤销|取消/],
      ['chenjing', '抱名 六月四号护考', /第 2 位/],
      ['zhaomin', '報名　護考', /候补第 1 位/],
      ['wangfang', '报名 护考', /已经报过名/],
      ['wangfang', '我的报名', /6月4日\(周四\)8:00 护考志愿服务/],
      ['sunhao', '护考还有名额吗', /已满/],
      ['sunhao', '名单 护考', /王芳/, /候补 1 人/],
      ['wangfang', '取消 6月4日护考', /已取消/],
    ]);
    await app.moveTo('2026-05-20T09:05:00+08:00');
    expect((await app.pushes()).map(({ text }) => text).join('\n')).toMatch(/有名额了.*护考志愿服务/);
  });

  it('refuses whom it must and says what is wrong', async () => {
    await talk([
      ['chenjing', '取消活动 6月4日护考', /发起人/],
      ['chenjing', '报名 6月4日护考 带300个家属', /300/],
      ['chenjing', '报名 2月30日护考', /没有这一天/],
      ['chenjing', '报名 6月9日看电影', /护考志愿服务/],
      ['liqiang', '发布活动 6月10日 植树 名额0', /名额/],
      ['liqiang', '发布活动 6月10日 植树 名额-5', /名额/],
      ['liqiang', '发布活动 6月10日 植树 名额1000000000', /名额/],
      ['liqiang', '发布活动 2月30日 植树', /没有这一天/],
      ['liqiang', '发布活动 6月10日8:00 植树 截止6月11日', /截止/],
      ['liqiang', '我是张', /太短/],
      ['liqiang', `我是${'张'.repeat(30)}`, /姓名/],
      ['liqiang', '😀😀', /没看懂/],
      ['liqiang', '\u0000\u0007', /./],
      ['liqiang', '', /./],
      ['liqiang', '好'.repeat(7000), /./],
    ]);
    expect(await database.get().db.activity.count()).toBe(1);
  });

  it('asks which of several by number, and takes the number', async () => {
    await talk([
      ['liqiang', '发布活动 6月6日、6月7日 9:00 河道清洁 名额5', /6月6日\(周六\)、6月7日\(周日\)/],
      ['sunhao', '报名 河道清洁 带2个家属', /1\. 6月6日/, /2\. 6月7日/],
      ['sunhao', '2', /6月7日\(周日\)9:00 河道清洁/, /2/],
      ['sunhao', '2', /没看懂/],
      ['liqiang', '帮孙浩、周丽报名 6月6日河道清洁', /孙浩/, /周丽/],
      ['liqiang', '修改活动 6月6日河道清洁 名额30', /30/],
      ['liqiang', '取消活动 6月6日河道清洁 因为下雨', /下雨/],
    ]);
    await app.moveTo('2026-05-20T09:10:00+08:00');
    expect((await app.pushes()).map(({ text }) => text).join('\n')).toMatch(/活动取消.*河道清洁/);
  });

  it('registers by a tap, once, and keeps the card usable', async () => {
    const shown = await app.say('liqiang', '发布活动 6月8日 14:00 图书整理 名额3');
    const card = shown.find(({ kind }) => kind === 'card');
    const button = card?.buttons?.find(({ text }) => text === '报名');
    const first = await app.click('wulei', card?.taskId ?? '', button?.key ?? '');
    expect(JSON.stringify(first)).toMatch(/报名/);
    await app.click('wulei', card?.taskId ?? '', button?.key ?? '');
    const { db } = database.get();
    const where = { person: { userid: 'wulei' }, state: 'confirmed' } as const;
    expect(await db.registration.count({ where })).toBe(1);
  });

  it('logs service and donations, and takes them back', async () => {
    await talk([
      ['wangfang', '补录 5月10日 帮小世博家收菜花 20人 3小时', /5月10日\(周日\) 帮小世博家收菜花/, /20人/, /3小时/],
      ['wangfang', '捐赠 衣物 200套', /衣物200套/],
      ['wangfang', '撤销', /撤销/],
      ['wangfang', '捐款500元', /500元/],
    ]);
    const { db } = database.get();
    expect(await db.donation.count({ where: { revokedAt: null } })).toBe(1);
    expect(await db.serviceRecord.count({ where: { revokedAt: null } })).toBe(1);
  });

  it('announces the Monday meeting the evening before and two hours before, with who is on leave', async () => {
    await talk([['wangfang', '请假 周一例会 出差', /5月25日\(周一\)/]]);
    await app.moveTo('2026-05-24T20:01:00+08:00');
    const [eve, ...none] = (await app.pushes()).filter(({ text }) => text.includes('例会'));
    expect(eve?.text).toMatch(/明天/);
    expect(eve?.text).toMatch(/5月25日\(周一\)19:00/);
    expect(eve?.text).toMatch(/王芳/);
    expect(none).toEqual([]);
    await app.moveTo('2026-05-25T18:00:00+08:00');
    const soon = (await app.pushes()).filter(({ text }) => text.includes('例会'));
    expect(soon).toHaveLength(1);
    await app.moveTo('2026-05-25T18:30:00+08:00');
    expect((await app.pushes()).filter(({ text }) => text.includes('例会'))).toEqual([]);
  });

  it('moves a meeting off a holiday and says so', async () => {
    await talk([['liqiang', '放假 6月1日 儿童节', /6月1日\(周一\)/]]);
    await app.moveTo('2026-06-01T20:05:00+08:00');
    const texts = (await app.pushes()).map(({ text }) => text).join('\n');
    expect(texts).toMatch(/顺延到6月2日\(周二\)/);
    expect(texts).toMatch(/明天/);
    await talk([['liqiang', '提醒记录 今天', /已发/]]);
  });

  it('drafts the half-year summary as a Word file whose figures open to their rows', async () => {
    await app.moveTo('2026-06-30T20:00:00+08:00');
    const shown = await app.say('zhaomin', '生成上半年总结');
    const file = shown.find(({ kind }) => kind === 'file');
    expect(file?.name).toMatch(/2026年上半年工作总结\.docx$/);
    const bytes = await fetch(new URL(file?.url ?? '', app.address)).then((response) => response.arrayBuffer());
    const docx = await openDocx(Buffer.from(bytes));
    expect(docx.paragraphs.join('\n')).toMatch(/捐款500元/);
    const figure = /捐款：500元（(F\d+)）/.exec(shown.map(({ text }) => text).join('\n'))?.[1];
    expect(await app.ask('zhaomin', `出处 ${figure}`)).toMatch(/500元/);
  });
}
