import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { startModelServer } from '../../support/model-server.ts';

/** A Monday. */
const MORNING = '2026-06-01T09:00:00+08:00';
const EVENING = '2026-06-01T20:30:00+08:00';
const PASTED = `会议纪要
主持：陈静 记录：王芳
会议决定：
1. 购买雨衣20件
2. 护考分两组
任务：
1. 联系出租车，由李强负责，6月10日前完成
2. 请王芳下周五前把名单报给书记
3. 印横幅 责任人：孙浩 完成时限：6月8日`;

describeOnDatabases('minutes', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: MORNING, env: { ADMIN_USERIDS: 'admin' } });
    for (const [userid, name] of [
      ['chenjing', '陈静'],
      ['liqiang', '李强'],
      ['wangfang', '王芳'],
      ['sunhao', '孙浩'],
    ] as const) {
      await app.ask(userid, `我是${name}`);
    }
    await app.ask('admin', '设置角色 陈静 支委');
    await app.ask('chenjing', '设置例会 每周一 19:00 支部活动室 主持:陈静 议程:护考分工');
    await app.moveTo(EVENING);
  });
  afterAll(() => app.stop());

  async function setMeeting(line: string): Promise<void> {
    const answer = await app.ask('chenjing', line);
    if (answer.includes('吗？')) await app.ask('chenjing', '是');
  }

  it('keeps what is pasted, is corrected by line, and gives the tasks after a yes', async () => {
    const asked = await app.ask('chenjing', PASTED);
    expect(asked).toContain('已记下纪要：6月1日(周一)19:00 周一例会，第1版');
    expect(asked).toContain('一、购买雨衣20件');
    expect(asked).toContain('1. 李强：联系出租车，6月10日(周三)前');
    expect(asked).toContain('2. 王芳：把名单报给书记，6月12日(周五)前');
    expect(asked).toContain('3. 孙浩：印横幅，6月8日(周一)前');
    expect(await app.ask('chenjing', '删掉第3条')).not.toContain('印横幅');
    expect(await app.ask('chenjing', '第1条负责人改为孙浩')).toContain('1. 孙浩：联系出租车，6月10日(周三)前');
    expect(await app.ask('chenjing', '第2条改为6月15日')).toContain('2. 王芳：把名单报给书记，6月15日(周一)前');
    expect(await app.ask('chenjing', '决定1改为购买雨衣30件')).toContain('一、购买雨衣30件');
    expect(await app.ask('sunhao', '我的任务')).toContain('你没有要办的任务');
    expect(await app.ask('chenjing', '确认纪要')).toContain('已派下去（6月1日(周一)19:00 周一例会）');
    expect(await app.ask('sunhao', '我的任务')).toContain('联系出租车，6月10日(周三)前');
    const shown = await app.ask('chenjing', '看纪要 周一例会');
    expect(shown).toContain('一、购买雨衣30件');
    expect(shown).toContain('1. 孙浩：联系出租车，6月10日(周三)前');
  });

  it('takes a confirmation back', async () => {
    expect(await app.ask('chenjing', '撤销')).toContain('派出的2项任务收回了');
    expect(await app.ask('sunhao', '我的任务')).toContain('你没有要办的任务');
    expect(await app.ask('chenjing', '确认纪要')).toContain('都这样派下去吗');
    expect(await app.ask('chenjing', '是')).toContain('已派下去');
  });

  it('keeps every version', async () => {
    const again = await app.ask('chenjing', '会议纪要 会议决定护考分三组，由王芳负责排班，6月3日前完成');
    expect(again).toContain('第2版');
    expect(again).toContain('原来的第1版还留着');
    expect(again).toContain('1. 王芳：护考分三组，排班，6月3日(周三)前');
    await app.ask('chenjing', '确认纪要');
    const versions = await app.ask('chenjing', '纪要记录');
    expect(versions).toMatch(/第1版：6月1日\(周一\)20:3\d，陈静记，\d+字\n第2版：.*现在用的/);
    expect(await app.ask('chenjing', '1')).toContain('联系出租车，由李强负责');
  });

  it('makes a Word record', async () => {
    const made = await app.say('chenjing', '导出纪要');
    expect(made.map(({ text }) => text).join('')).toContain('会议记录做好了：周一例会会议记录（2026年6月1日）.docx');
  });

  it('is not for everybody, and of party meetings not for groups', async () => {
    expect(await app.ask('liqiang', '会议纪要 由李强负责买水')).toContain('陈静');
    expect(await app.ask('liqiang', '看纪要 周一例会')).toContain('只给支委和参加会议的人看');
    await setMeeting('6月2日 20:00 支委会 地点:活动室');
    await app.moveTo('2026-06-02T21:30:00+08:00');
    const kept = await app.ask('chenjing', '支委会纪要：会议决定由李强负责联系党校，6月20日前完成', null);
    expect(kept).toContain('1. 李强：联系党校，6月20日(周六)前');
    expect(await app.ask('chenjing', '看纪要 支委会')).toContain('请一对一发给我');
    expect(await app.ask('chenjing', '看纪要 支委会', null)).toContain('联系党校');
    expect(await app.ask('liqiang', '看纪要 支委会', null)).toContain('只给党员看');
    expect(await app.ask('admin', '导出纪要 支委会', null)).toContain('只给党员看');
  });

  it('asks which holding, and says what stands in the way', async () => {
    expect(await app.ask('chenjing', '会议纪要')).not.toContain('已记下');
    expect(await app.ask('chenjing', '会议纪要 6月8日例会：由李强负责买水')).toContain('还没有开');
    expect(await app.ask('chenjing', '会议纪要 5月4日例会：由李强负责买水')).toContain('没有找到');
    await setMeeting('6月3日 15:00 安全培训会 地点:活动室');
    await setMeeting('6月3日 18:00 物资协调会 地点:活动室');
    await app.moveTo('2026-06-03T20:00:00+08:00');
    const which = await app.ask('chenjing', '会议纪要 由李强负责买水，6月5日前完成');
    expect(which).toContain('是哪一次会议的纪要');
    expect(which).toMatch(/1.*物资协调会[\s\S]*2.*安全培训会/);
    expect(await app.ask('chenjing', '2')).toContain('已记下纪要：6月3日(周三)15:00 安全培训会，第1版');
    expect(await app.ask('chenjing', '是')).toContain('李强：买水，6月5日(周五)前');
  });

  it('sends nothing on that formats or calls', async () => {
    const typed =
      '会议纪要 6月1日例会：由李强负责联系<@all>**粗**[车](http://x.example)，6月10日前完成，电话13812345678';
    const said = [
      await app.ask('chenjing', typed),
      await app.ask('chenjing', '确认纪要'),
      await app.ask('chenjing', '看纪要 周一例会'),
    ];
    for (const text of said) expect(text).not.toMatch(/<@all>|\]\(http|\*\*粗|13812345678/);
  });

  it('names nobody who is helped in the group', async () => {
    await app.ask('chenjing', '会议纪要 6月1日例会：上周看望了王秀英老人，由李强负责再走访一次，6月10日前完成');
    expect(await app.ask('chenjing', '看纪要 周一例会')).toContain('看望了王某老人');
    expect(await app.ask('chenjing', '看纪要 周一例会', null)).toContain('看望了王秀英老人');
  });

  it('has lines to copy in the help', async () => {
    expect(await app.ask('chenjing', '帮助 会议纪要')).toContain('会议纪要 会议决定购买雨衣20件');
    expect(await app.ask('chenjing', '帮助 确认纪要')).toContain('第1条负责人改为王芳');
  });
});

/** What a model makes of `出租车的事就拜托李强跑一趟了，6月10日前回话`, and of what nobody said. */
const GUESSED = {
  tasks: [
    { quote: '出租车的事就拜托人1跑一趟了,6月10日前回话', people: ['人1'], title: '出租车的事' },
    { quote: '出租车的事就拜托人1跑一趟了', people: ['人7'], title: '跑一趟' },
    { quote: '人1去买十顶帐篷', people: ['人1'], title: '买十顶帐篷' },
  ],
};

describeOnDatabases('minutes with a model', (database) => {
  it('shows what the model found only as far as it stands in the text, and keeps the rest by rule', async () => {
    const server = await startModelServer(() => ({ content: JSON.stringify(GUESSED) }));
    const openai = { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' };
    const env = { ADMIN_USERIDS: 'admin', ...openai };
    const app = await startTestApp({ databaseUrl: database.url, now: MORNING, env });
    try {
      await app.ask('liqiang', '我是李强');
      await app.ask('admin', '设置例会 每周一 19:00 支部活动室');
      await app.moveTo(EVENING);
      const typed = '会议纪要 请李强三天内交名单。出租车的事就拜托李强跑一趟了，6月10日前回话';
      const asked = await app.ask('admin', typed);
      expect(asked).toContain('1. 李强：交名单，6月4日(周四)前');
      expect(asked).toContain('2. 李强：出租车的事，6月10日(周三)前（大模型找到的，请核对）');
      expect(asked).not.toMatch(/帐篷|人7/);
      expect(server.asked.map(({ user }) => user).join()).not.toContain('李强');
      expect(await app.ask('admin', '删掉第1条')).toContain('1. 李强：出租车的事');
      expect(await app.ask('admin', '确认纪要 6月1日例会')).toContain('已派下去');
      expect(await app.ask('liqiang', '我的任务')).toContain('出租车的事，6月10日(周三)前');
    } finally {
      await app.stop();
      await server.close();
    }
  });
});
