import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCorp, startCorp } from '../../../support/corp.ts';
import { CORP } from '../../../support/fake-app.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

describe('the people of the corporation', () => {
  it('are told by name and department, without phone and mail', async () => {
    const user = await corp.fetch('user/get?userid=ChenJing');
    expect(user).toMatchObject({ errcode: 0, userid: 'chenjing', name: '陈静', department: [1, 3] });
    expect(user).not.toHaveProperty('mobile');
    expect(await corp.fetch('user/get?userid=nobody')).toMatchObject({ errcode: 60_111 });
  });

  it('are listed by department, not with those below', async () => {
    const { userlist } = await corp.fetch('user/simplelist?department_id=1');
    expect(userlist.map(({ userid }: { userid: string }) => userid)).toEqual(['chenjing', 'zhaomin']);
    expect(userlist[0].open_userid).toMatch(/^wo/);
    expect(await corp.fetch('user/simplelist?department_id=9')).toMatchObject({ errcode: 60_003 });
    await corp.setFaults({ appHides: ['zhaomin'] });
    expect((await corp.fetch('user/simplelist?department_id=1')).userlist).toHaveLength(1);
  });

  it('belong to stations below the association', async () => {
    const { department } = await corp.fetch('department/list');
    expect(department).toMatchObject([
      { id: 1, name: '区志愿者协会', parentid: 0 },
      { id: 2, name: '城东志愿服务站', parentid: 1 },
      { id: 3, parentid: 1 },
    ]);
    expect((await corp.fetch('department/list?id=2')).department).toHaveLength(1);
    expect(await corp.fetch('department/list?id=9')).toMatchObject({ errcode: 60_003 });
  });

  it('may be known to the bot by encrypted userids alone', async () => {
    await corp.setFaults({ encryptedIds: true });
    await corp.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '帮助' });
    const hidden: string = Object(corp.bot.deliveries.at(-1)?.callback.from).userid;
    expect(hidden).toMatch(/^wo[\w-]{20,}$/);
    expect(await corp.post('batch/openuserid_to_userid', { open_userid_list: [hidden, 'liqiang'] })).toEqual({
      ...{ errcode: 0, errmsg: 'ok' },
      userid_list: [{ open_userid: hidden, userid: 'wangfang' }],
      invalid_open_userid_list: ['liqiang'],
    });
    expect(await corp.post('batch/openuserid_to_userid', { open_userid_list: [] })).toMatchObject({ errcode: 40_058 });
  });

  it('send from known addresses', async () => {
    expect(await corp.fetch('getcallbackip')).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
  });
});

describe('signing in', () => {
  const wanted = {
    ...{ appid: CORP.corpId, response_type: 'code', scope: 'snsapi_base', state: 'a b&c', agentid: CORP.agentId },
    redirect_uri: 'https://bot.example.org/console/sign-in?next=%2F',
  };
  const open = (changes: object = {}) => {
    const query = new URLSearchParams(
      Object.entries({ ...wanted, ...changes }).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const url = `${corp.playground.origin}/playground/wecom/connect/oauth2/authorize?${query}`;
    return fetch(url, { redirect: 'manual' });
  };
  const identify = (code: string, path = 'auth/getuserinfo') => corp.fetch(`${path}?code=${code}`);

  async function codeFor(who: string): Promise<string> {
    const location = new URL((await open({ as: who })).headers.get('location') ?? '');
    expect(location.searchParams.get('state')).toBe('a b&c');
    expect(location.href.startsWith('https://bot.example.org/console/sign-in?next=%2F&')).toBe(true);
    return location.searchParams.get('code') ?? '';
  }

  it('asks who one is', async () => {
    const response = await open();
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('赵敏（书记）');
    const link = /href="(\?[^"]*zhaomin)"/.exec(text)?.[1]?.replace(/&#38;/g, '&') ?? '';
    const page = `${corp.playground.origin}/playground/wecom/connect/oauth2/authorize`;
    const next = await fetch(page + link, { redirect: 'manual' });
    expect(next.headers.get('location')).toMatch(/^https:\/\/bot\.example\.org\/console\/sign-in\?next=%2F&code=/);
  });

  it('gives a code for one use within five minutes', async () => {
    const code = await codeFor('zhaomin');
    expect(await identify(code)).toEqual({ errcode: 0, errmsg: 'ok', userid: 'zhaomin' });
    expect(await identify(code)).toMatchObject({ errcode: 40_029 });
    expect(await identify(await codeFor('zhaomin'), 'user/getuserinfo')).toMatchObject({ userid: 'zhaomin' });
    const late = await codeFor('zhaomin');
    await corp.playground.clock.moveTo(new Date('2026-06-01T09:05:01+08:00'));
    expect(await identify(late)).toMatchObject({ errcode: 40_029 });
  });

  it('tells an outsider by no userid', async () => {
    const answer = await identify(await codeFor('outsider'));
    expect(answer).toMatchObject({ errcode: 0, openid: expect.any(String) });
    expect(answer).not.toHaveProperty('userid');
  });

  it.each([
    [{ appid: 'wwOTHER' }, 40_013],
    [{ redirect_uri: 'https://elsewhere.example.org/console' }, 50_001],
    [{ redirect_uri: 'https://bot.example.org:8443/console' }, 50_001],
    [{ redirect_uri: 'javascript:alert(1)' }, 50_001],
    [{ response_type: 'token' }, 40_058],
    [{ scope: 'all' }, 40_058],
    [{ state: '汉'.repeat(43) }, 40_058],
    [{ agentid: 7 }, 40_056],
  ])('is refused with %j', async (changes, errcode) => {
    const response = await open({ ...changes, as: 'zhaomin' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(`（${errcode}）`)]);
  });
});
