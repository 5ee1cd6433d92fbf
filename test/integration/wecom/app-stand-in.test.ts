import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { sendJson } from '../../support/fake-bot.ts';

const ENV = {
  WECOM_CORP_ID: 'wwCORP',
  WECOM_APP_AGENT_ID: '1000002',
  WECOM_APP_SECRET: 'SECRET',
  WECOM_APP_TOKEN: 'TOKEN123',
  WECOM_APP_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  ADMIN_USERIDS: 'zhaomin',
};

describeOnDatabases('the bot and a self-built app at the stand-in', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      databaseUrl: database.url,
      now: '2026-05-20T09:00:00+08:00',
      env: ENV,
      waitsForPushes: true,
    });
  });
  afterAll(() => app.stop());

  const send = async (method: string, path: string, body?: object) =>
    (await sendJson(`${app.address}/playground${path}`, method, body)).body;
  const chat = async (sender: string): Promise<string[]> =>
    (await send('GET', `/view?chat=app&sender=${sender}`)).lines;

  it('are set up with each other', async () => {
    expect((await send('GET', '/world')).hasApp).toBe(true);
    expect(await send('POST', '/verification?chat=app', {})).toEqual({ verified: true });
  });

  it('speak one to one', async () => {
    await app.ask('liqiang', '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额6');
    expect(await app.ask('wangfang', '报名 6月4日护考', 'app')).toContain('已为你报名：6月4日(周四)8:00 护考志愿服务');
    const help = await app.say('wangfang', '帮助', 'app');
    const card = help.find(({ kind }) => kind === 'card');
    const { key = '' } = card?.buttons?.[0] ?? {};
    const [tapped] = await app.click('wangfang', card?.taskId ?? '', key, 'app');
    expect(tapped).toMatchObject({ kind: 'card', taskId: card?.taskId });
  });

  it('take votes on a card: ticked and sent off, changed, over', async () => {
    await app.ask('wangfang', '投票 去哪儿 A植物园 B纪念馆');
    const voted = await app.say('wangfang', '投 1', 'app');
    const card = voted.find(({ kind }) => kind === 'card');
    expect(optionsOf(card)).toEqual(['植物园 1票', '纪念馆']);
    const { taskId = '', submit, questions } = card ?? {};
    const tick = async (...ids: string[]) => {
      const selected = { [questions?.[0]?.key ?? '']: ids };
      const [tapped] = await app.click('wangfang', taskId, submit?.key ?? '', 'app', selected);
      return tapped;
    };
    const changed = await tick('2');
    expect(changed).toMatchObject({ kind: 'card', taskId });
    expect(optionsOf(changed)).toEqual(['植物园', '纪念馆 1票']);
    expect(optionsOf(await tick('1', '2'))).toEqual(['植物园 1票', '纪念馆 1票']);
    expect(await app.ask('liqiang', '投票结果')).toContain('植物园：1 票（王芳）');
    await app.ask('wangfang', '结束投票');
    expect(JSON.stringify(await tick('1'))).toContain('已经结束');
  });

  it('know the entries of the menu, and those who come new', async () => {
    const registered = await send('POST', '/app-events', { sender: 'wangfang', event: 'click', key: '我的报名' });
    expect(registered.replies).toMatchObject([{ text: expect.stringContaining('护考志愿服务') }]);
    const greeted = await send('POST', '/app-events', { sender: 'wulei', event: 'subscribe' });
    expect(greeted.replies[0]).toMatchObject({ text: expect.stringContaining('志愿助手') });
    const opened = await send('POST', '/app-events', { sender: 'wulei', event: 'view', key: 'https://example.org' });
    expect(opened).toEqual({ delivered: true, replies: [] });
  });

  it('say a thing once where the answer is lost, and go on where the token is', async () => {
    await app.setFaults({ cutAppSend: true, forgetsUnchecked: true });
    await app.say('sunhao', '帮助', 'app');
    await app.setFaults({ endToken: 42_001 });
    await app.moveTo('2026-05-20T09:30:00+08:00');
    await expect.poll(async () => (await chat('sunhao')).filter((line) => line.includes('［卡片］')).length).toBe(1);
    expect((await chat('sunhao')).filter((line) => line.includes('要看怎么说'))).toHaveLength(1);
    await app.setFaults({});
    expect((await send('GET', '/calls')).gettoken).toBeLessThanOrEqual(3);
  });

  it('know people by their encrypted userids', async () => {
    await app.setFaults({ encryptedIds: true });
    await app.ask('chenjing', '报名 6月4日护考');
    await app.setFaults({});
    expect(await app.ask('chenjing', '我的报名', 'app')).toContain('护考志愿服务（一中门口），已报上');
  });

  it('let people sign in', async () => {
    const { headers } = await visit(`${app.address}/console`);
    const authorise = (headers.get('location') ?? '').replace('#wechat_redirect', '');
    const [cookie] = (headers.get('set-cookie') ?? '').split(';');
    expect(await (await visit(authorise)).text()).toContain('赵敏（书记）');
    const chosen = await visit(`${authorise}&as=zhaomin`);
    const back = await visit(chosen.headers.get('location') ?? '', cookie);
    const session = back.headers.getSetCookie().find((one) => one.startsWith('console='));
    expect(await (await visit(`${app.address}/console`, session?.split(';')[0])).text()).toContain('我的志愿服务');
  });
});

function optionsOf(card: Shown | undefined): string[] | undefined {
  return card?.questions?.[0]?.options.map(({ text }) => text);
}

function visit(url: string, cookie = ''): Promise<Response> {
  return fetch(url, { redirect: 'manual', headers: { cookie } });
}
