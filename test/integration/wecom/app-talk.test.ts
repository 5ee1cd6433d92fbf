import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { type AppApiServer, startAppApi } from '../../support/app-api.ts';
import { AGENT_ID, CORP_ID, callbackXml, deliver, eventXml, textXml } from '../../support/app-callback.ts';
import { AES_KEY, TOKEN } from '../../support/callback-crypto.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { createVisitor } from '../../support/visitor.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const NOW = '2026-05-20T09:00:00+08:00';
const NAMES: Record<string, string> = { wangfang: '王芳', liqiang: '李强', chenjing: '陈静' };

describeOnDatabases('the self-built app, one to one', (database) => {
  let app: TestApp;
  let server: AppApiServer;
  let serial = 0;

  beforeAll(async () => {
    server = await startAppApi();
    server.on('user/get', ({ query }) => {
      const name = NAMES[(query.userid ?? '').toLowerCase()];
      return name ? { errcode: 0, userid: query.userid, name } : { errcode: 60111, errmsg: 'userid not found' };
    });
    app = await startTestApp({
      databaseUrl: database.url,
      now: NOW,
      env: {
        WECOM_CORP_ID: CORP_ID,
        WECOM_APP_AGENT_ID: String(AGENT_ID),
        WECOM_APP_SECRET: 'SECRET',
        WECOM_APP_TOKEN: TOKEN,
        WECOM_APP_AES_KEY: AES_KEY,
        WECOM_API_BASE: server.address,
        WECOM_GROUP_WEBHOOKS: 'group-1=key-1',
        ADMIN_USERIDS: 'zhaomin',
      },
    });
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  beforeEach(() => {
    server.calls.length = 0;
  });

  const say = (sender: string, text: string, id = `m${++serial}`) =>
    deliver(app.address, textXml(text, id, sender), app.clock.now());
  /** What the app says in answer, whole: in the response, or as messages, all of them sent. */
  async function ask(sender: string, text: string): Promise<string> {
    const before = messages().length;
    const passive = await say(sender, text);
    if (passive) return String(passive.Content);
    await untilAnswered(`m${serial}`);
    return JSON.stringify(messages().slice(before));
  }
  const untilAnswered = (id: string) =>
    vi.waitFor(
      async () => {
        const where = { key: `answer:app${AGENT_ID}:${id}` };
        expect(await database.get().db.outboxItem.findMany({ where })).toMatchObject([{ state: 'sent' }]);
      },
      { timeout: 30_000, interval: 50 },
    );
  const messages = () => server.calls.filter(({ path }) => path === 'message/send').map(({ json }) => json);
  const sent = (count: number) =>
    vi.waitFor(
      () => {
        expect(messages().length).toBeGreaterThanOrEqual(count);
        return messages();
      },
      { timeout: 30_000, interval: 50 },
    );

  it('the main job: publish, register, wait, list, cancel, be told', async () => {
    const lines: [string, string, RegExp][] = [
      ['liqiang', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额1 截止6月3日18点', /护考志愿服务/],
      ['WangFang', '报名 6月4日护考', /已为你报名：6月4日\(周四\)8:00 护考志愿服务，第 1 位/],
      ['chenjing', '报名 护考', /候补第 1 位/],
      ['chenjing', '我的报名', /候补第 1 位/],
      ['liqiang', '名单 护考', /王芳[\s\S]*1\/1 人，候补 1 人/],
    ];
    for (const [sender, text, expected] of lines) {
      const said = await ask(sender, text);
      expect(said, text).toMatch(expected);
      expect(said).not.toContain('**');
    }
    const before = messages().length;
    expect((await say('wangfang', '取消 护考'))?.Content).toMatch(/已取消/);
    const told = (await sent(before + 1)).slice(before);
    expect(told[0]).toMatchObject({ touser: 'chenjing', agentid: AGENT_ID, msgtype: 'text' });
    expect(JSON.stringify(told[0])).toContain('有名额了');
  });

  it('a new person is called by WeCom’s name and is not asked for it; another is asked', async () => {
    const rows = await database.get().db.person.findMany({ where: { userid: 'wangfang' } });
    expect(rows).toMatchObject([{ name: '王芳', wecomId: 'WangFang' }]);
    expect((await say('stranger', '我的报名'))?.Content).toMatch(/请回复「我是\+姓名」/);
  });

  it('a message delivered three times is done once and answered the same', async () => {
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await say('chenjing', '取消 护考', 'same'))?.Content);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/已取消/);
    const { db } = database.get();
    expect(await db.message.count({ where: { key: `app${AGENT_ID}:same` } })).toBe(1);
  });

  it('a choice comes as text and card, once, and is taken by a tap', async () => {
    await ask('liqiang', '发布活动 6月6日、6月7日 9:00 河道清洁 名额5');
    for (let i = 0; i < 3; i++) expect(await say('WangFang', '报名 河道清洁', 'choice')).toBeUndefined();
    const toHer = () => messages().filter(({ touser }) => touser === 'WangFang');
    await vi.waitFor(() => expect(toHer()).toHaveLength(2), { timeout: 30_000, interval: 50 });
    const [text, card] = toHer();
    expect(JSON.stringify(text)).toMatch(/1\. 6月6日.*2\. 6月7日/);
    expect(card).toMatchObject({ msgtype: 'template_card' });
    const shown = card?.template_card as { task_id: string; button_list: { key: string }[] };
    const fields = { EventKey: shown.button_list[1]?.key ?? '', TaskId: shown.task_id, FromUserName: 'WangFang' };
    const updated = await deliver(app.address, eventXml('template_card_event', fields), app.clock.now());
    expect(updated).toMatchObject({ MsgType: 'update_template_card' });
    expect(JSON.stringify(updated)).toContain('6月7日');
    const kept = await database.get().db.outboxItem.findMany({ where: { key: { endsWith: ':choice' } } });
    expect(kept).toMatchObject([{ state: 'sent' }]);
    expect((await say('WangFang', '我的报名'))?.Content).toMatch(/6月7日\(周日\)9:00 河道清洁/);
  });

  it('opening the app greets once a day', async () => {
    const open = (time: string) => deliver(app.address, eventXml('enter_agent', { CreateTime: time }), app.clock.now());
    await open('1');
    await open('2');
    expect(JSON.stringify(await sent(1))).toContain('报名');
    const rows = await database
      .get()
      .db.outboxItem.count({ where: { key: { startsWith: `answer:app${AGENT_ID}:enter` } } });
    expect(rows).toBe(1);
  });

  it('a late answer opens with a word and ends as a message', async () => {
    server.on('department/list', () => ({
      errcode: 0,
      department: [
        { id: 1, name: '协会', parentid: 0 },
        { id: 2, name: '城区站', parentid: 1 },
      ],
    }));
    server.on('user/simplelist', ({ query }) => ({
      errcode: 0,
      userlist: query.department_id === '2' ? [{ userid: 'HeXiuLan', name: '何秀兰', department: [2] }] : [],
    }));
    expect((await say('zhaomin', '同步通讯录'))?.Content).toContain('正在从企业微信读通讯录');
    const said = await vi.waitFor(
      async () => {
        await app.moveTo(new Date(app.clock.now().getTime() + 11_000).toISOString());
        const text = JSON.stringify(messages());
        expect(text).toContain('通讯录读好了');
        return text;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(said).toContain('新加进名单 1 人');
    expect(said).toMatch(/新加 1 个/);
    expect(await say('wangfang', '同步通讯录')).toMatchObject({ Content: expect.stringContaining('管理员') });
  });

  it('a picture is fetched by its media_id and kept', async () => {
    server.on('media/get', (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(PNG));
    const xml = callbackXml({ MsgType: 'image', PicUrl: 'http://x', MediaId: 'MEDIA-7', MsgId: 'picture' });
    expect((await deliver(app.address, xml, app.clock.now()))?.Content).toContain('正在收照片');
    await vi.waitFor(
      async () => {
        const [kept] = await database.get().db.attachment.findMany({ include: { file: true } });
        expect(kept).toMatchObject({ kind: 'image', state: 'kept', url: null, file: { mime: 'image/png' } });
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(server.calls.find(({ path }) => path === 'media/get')?.query.media_id).toBe('MEDIA-7');
  });

  describe('what cannot be said', () => {
    it('is explained with the IP to enter', async () => {
      server.on('message/send', () => ({ errcode: 60020, errmsg: 'not allow, from ip: 203.0.113.7, more info' }));
      await say('liqiang', '帮助');
      await say('WangFang', '报名 河道清洁', 'refused');
      const reason = await vi.waitFor(
        async () => {
          const row = await database.get().db.outboxItem.findFirst({ where: { state: 'failed' } });
          expect(row).not.toBeNull();
          return row?.reason;
        },
        { timeout: 30_000, interval: 100 },
      );
      expect(reason).toMatch(/企业可信IP.*203\.0\.113\.7/);
    });
  });

  it('whoever signs in sees what they are registered for', async () => {
    server.on('auth/getuserinfo', ({ query }) =>
      query.code === 'CODE' ? { errcode: 0, userid: 'WangFang' } : { errcode: 40029, errmsg: 'invalid code' },
    );
    const visitor = createVisitor();
    const sentOn = await visitor.get(`${app.address}/console`);
    const location = new URL(sentOn.headers.get('location') ?? '');
    expect(location.origin).toBe(server.address);
    expect(location.pathname).toBe('/connect/oauth2/authorize');
    expect(location.searchParams.get('redirect_uri')).toBe(`${app.address}/console/signed-in`);
    const query = new URLSearchParams({ code: 'CODE', state: location.searchParams.get('state') ?? '' });
    expect((await visitor.get(`${app.address}/console/signed-in?${query}`)).status).toBe(302);
    const html = await (await visitor.get(`${app.address}/console`)).text();
    expect(html).toContain('王芳');
    expect(html).toContain('河道清洁');
    expect(html).toContain('6月7日(周日)');
    expect(html).toContain('近期会议');
  });
});
