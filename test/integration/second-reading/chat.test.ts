import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp, textOf } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type Answer, type ModelServer, startModelServer } from '../../support/model-server.ts';

const START = Date.parse('2026-05-30T10:00:00+08:00');
const CHEER = '俺也想去给考生加油那个';
const HINT = /没看懂这一句。发「帮助」/;
const MINE_NONE = /没有报名|还没有/;

describeOnDatabases('a model as second reader', (database) => {
  let app: TestApp;
  let server: ModelServer;
  let answer: Answer | (() => Answer | Promise<Answer>);
  let minutes = 0;

  beforeAll(async () => {
    server = await startModelServer(() => (typeof answer === 'function' ? answer() : answer));
    const env = { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' };
    app = await startTestApp({ databaseUrl: database.url, now: new Date(START).toISOString(), env });
    const plan = '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口';
    expect(await app.ask('chenjing', plan)).toMatch(/已发布/);
    for (const [sender, name] of Object.entries({ liqiang: '李强', wangfang: '王芳', zhaomin: '赵敏' })) {
      await app.ask(sender, `我是${name}`);
    }
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
  });
  beforeEach(async () => {
    server.asked.length = 0;
    server.bodies.length = 0;
    // Away from what the tests before have asked within the minute.
    minutes += 30;
    await app.moveTo(at(0));
    await database.get().db.modelRequest.deleteMany();
  });

  /** So many minutes into this test. */
  function at(more: number): string {
    return new Date(START + (minutes + more) * 60_000).toISOString();
  }

  function mine(sender: string): Promise<string> {
    return app.ask(sender, '我的报名');
  }

  it('shows back what it proposes and does it on a yes', async () => {
    answer = proposing({ intent: 'register', keyword: '护考志愿服务', dates: ['2026-06-04'], self: true });
    const shown = await app.say('liqiang', CHEER);
    expect(textOf(shown).split('\n')).toEqual([
      '是要「报名」吗？',
      '日期：6月4日(周四)',
      '活动：护考志愿服务',
      '谁：你',
      '回复「是」「不是」，例如：@志愿助手 是（十分钟内有效）',
    ]);
    expect(cardOf(shown).buttons?.map(({ text }) => text)).toEqual(['是，就这么办', '不是']);
    expect(await database.get().db.registration.count()).toBe(0);
    expect(await app.ask('liqiang', '是')).toMatch(/已为你报名：6月4日\(周四\)8:00 护考志愿服务/);
    expect(await app.ask('liqiang', '是')).not.toMatch(/已为你报名/);
    expect(await app.ask('liqiang', '取消 6月4日护考')).toMatch(/已取消/);
  });

  it('does it on a tap, once, by whoever was asked', async () => {
    answer = proposing({ intent: 'register', keyword: '护考志愿服务', self: true });
    const { taskId = '', buttons = [] } = cardOf(await app.say('liqiang', CHEER));
    const yes = buttons[0]?.key ?? '';
    expect(JSON.stringify(await app.click('wangfang', taskId, yes))).toContain('这是给别人选的');
    expect(JSON.stringify(await app.click('liqiang', taskId, yes))).toContain('已为你报名');
    expect(JSON.stringify(await app.click('liqiang', taskId, yes))).toContain('这个问题已经选过或过时了');
    expect(await app.ask('liqiang', '取消 6月4日护考')).toMatch(/已取消/);
  });

  it('does nothing on a no, after ten minutes, or for somebody else', async () => {
    answer = proposing({ intent: 'register', keyword: '护考志愿服务', self: true });
    await app.say('liqiang', CHEER);
    expect(await app.ask('liqiang', '不是')).toMatch(/没有办/);
    expect(await app.ask('liqiang', '是')).not.toMatch(/已为/);
    const card = cardOf(await app.say('liqiang', CHEER));
    expect(await app.ask('wangfang', '是')).not.toMatch(/已为/);
    await app.moveTo(at(11));
    expect(await app.ask('liqiang', '是')).not.toMatch(/已为/);
    const tapped = await app.click('liqiang', card.taskId ?? '', card.buttons?.[0]?.key ?? '');
    expect(JSON.stringify(tapped)).toContain('已经选过或过时了');
    expect(await mine('liqiang')).toMatch(MINE_NONE);
  });

  it('asks again where a piece is changed before the yes', async () => {
    answer = proposing({ intent: 'register', keyword: '护考志愿服务', self: true });
    await app.say('liqiang', CHEER);
    expect(await app.ask('liqiang', '6月4日')).toMatch(/是要「报名」吗？/);
    expect(await mine('liqiang')).toMatch(MINE_NONE);
    await app.say('liqiang', CHEER);
    await app.ask('liqiang', '6月4日');
    expect(await app.ask('liqiang', '是')).toMatch(/已为你报名：6月4日/);
    expect(await app.ask('liqiang', '取消 6月4日护考')).toMatch(/已取消/);
  });

  it('is not asked what the rules read, what is no order to it, or what is too long', async () => {
    answer = proposing({ intent: 'help' });
    await app.ask('liqiang', '我的报名');
    await app.ask('liqiang', '你好');
    expect(await app.say('liqiang', '大家有事都可以问@志愿助手 很方便的')).toEqual([]);
    expect(await app.ask('liqiang', '是')).toMatch(HINT);
    expect(await app.ask('wangfang', '发布活动')).toMatch(/请接着写/);
    expect(await app.ask('liqiang', `听说${'很热闹的样子啊'.repeat(80)}`)).toMatch(HINT);
    expect(server.asked).toEqual([]);
  });

  it('hears the message with numbers of people masked, titles, days and times of what is open, and nothing else', async () => {
    await app.ask('chenjing', '发布活动 6月5日 9:00 陪王秀英老人看病 地点:王秀英家');
    await app.ask('chenjing', '发布活动 6月6日 9:00 入党积极分子培训');
    answer = proposing({ intent: 'none' });
    await app.say('liqiang', `${CHEER}，打我电话13800138000，身份证110101199003071234`);
    expect(JSON.parse(server.asked[0]?.user ?? '')).toEqual({
      message: `${CHEER}，打我电话138****8000，身份证110**************4`,
      today: '2026-05-30',
      weekday: '周六',
      activities: [{ title: '护考志愿服务', day: '2026-06-04', time: ['08:00', '12:00'] }],
      intents: expect.arrayContaining(['register', 'none']),
    });
    const body = server.bodies[0] ?? '';
    expect(body).not.toMatch(/13800138000|19900307|一中门口|王秀英|积极分子|陈静|李强|王芳|liqiang|chenjing|group-1/);
    expect(Object.keys(JSON.parse(body)).toSorted()).toEqual([
      'max_tokens',
      'messages',
      'model',
      'response_format',
      'temperature',
    ]);
    await app.ask('chenjing', '取消活动 6月5日陪王秀英老人看病');
    await app.ask('chenjing', '取消活动 6月6日入党积极分子培训');
  });

  it('does not lose the request for a name in the text it replaces', async () => {
    answer = proposing({ intent: 'none' });
    expect(await app.ask('sunli', CHEER)).not.toContain('我是+姓名');
    expect(await app.ask('sunli', '我的报名')).toContain('我是+姓名');
  });

  it('leaves what has been asked or ordered since to itself', async () => {
    let release = (): void => undefined;
    answer = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return proposing({ intent: 'register', keyword: '护考志愿服务', self: true });
    };
    const slow = app.say('liqiang', CHEER);
    await expect.poll(() => server.asked.length).toBe(1);
    await app.ask('liqiang', '我的报名');
    release();
    const shown = await slow;
    expect(textOf(shown)).toContain('你后来又说了别的');
    expect(shown.some(({ kind }) => kind === 'card')).toBe(false);
    expect(await app.ask('liqiang', '是')).not.toMatch(/已为/);
  });

  it('comes as a line to reply where the stream has ended before it', async () => {
    const { db } = database.get();
    answer = proposing({ intent: 'register', keyword: '护考志愿服务', self: true });
    await app.say('liqiang', CHEER);
    const { id } = await db.lateAnswer.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    await db.lateAnswer.update({ where: { id }, data: { deliveredAt: null, deliveredBy: null, responseUrl: null } });
    await app.moveTo(at(1));
    const pushed = await app.pushes();
    expect(pushed.map(({ text }) => text).join()).toMatch(
      /是要「报名」吗？[\s\S]*回复「是」「不是」，例如：@志愿助手 是/,
    );
    expect(pushed.map(({ text }) => text).join()).not.toContain('点按钮');
    expect(await app.ask('liqiang', '是')).toMatch(/已为你报名/);
    await app.ask('liqiang', '取消 6月4日护考');
  });

  it('leaves the hint where it proposes nothing that can be used', async () => {
    for (const given of [proposing({ intent: 'none' }), { content: '你想报名护考吧？' }, { status: 401, body: '{}' }]) {
      answer = given;
      const shown = await app.say('liqiang', CHEER);
      expect(textOf(shown)).toMatch(HINT);
      expect(shown.some(({ kind }) => kind === 'card')).toBe(false);
    }
    expect(await app.ask('liqiang', '是')).not.toMatch(/已为/);
    expect(server.asked).toHaveLength(3);
  });

  it('is not asked a fourth time in a minute: the hint comes at once', async () => {
    answer = proposing({ intent: 'none' });
    for (let i = 0; i < 4; i += 1) expect(await app.ask('liqiang', CHEER)).toMatch(HINT);
    expect(server.asked).toHaveLength(3);
  });

  it('counts what each request cost', async () => {
    answer = proposing({ intent: 'none' });
    await app.say('liqiang', CHEER);
    expect(await database.get().db.modelRequest.findMany({ select: { tokens: true, chatId: true } })).toEqual([
      { tokens: 20, chatId: 'group-1' },
    ]);
  });
});

function proposing(fields: Record<string, unknown>): Answer {
  return { content: JSON.stringify(fields) };
}

function cardOf(shown: Shown[]): Shown {
  const card = shown.find(({ kind }) => kind === 'card');
  if (!card) throw new Error(`no card in ${JSON.stringify(shown)}`);
  return card;
}
