import { createServer, type Server } from 'node:http';
import Koa from 'koa';
import { h } from 'preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page, Viewer } from '../../../src/bot/page.ts';
import { type ConsoleOptions, consoleRouter } from '../../../src/console/console.tsx';
import type { Database } from '../../../src/database.ts';
import { AppError } from '../../../src/errors.ts';
import { createLogger } from '../../../src/logger.ts';
import { addressOf, listen } from '../../support/server.ts';
import { createVisitor, type Visitor } from '../../support/visitor.ts';

const page = (path: string, right: Page['right'], title: string): Page => ({
  ...{ path, right, title },
  render: async ({ viewer }) => h('p', null, `你好，${viewer.name}`),
});

let http: Server;
let address: string;
let now: Date;
let viewer: Viewer;
let identify: (code: string) => Promise<string | undefined>;
let log: string[];
let visitor: Visitor;

beforeEach(async () => {
  now = new Date('2026-06-01T08:00:00Z');
  viewer = { id: 1, userid: 'wangfang', name: '王芳', role: 'member', unit: '城区站' };
  identify = async (code) => (code === 'GOOD' ? 'WangFang' : undefined);
  visitor = createVisitor();
  log = [];
  await serve({});
});

afterEach(() => http.close());

async function serve(change: Partial<ConsoleOptions> & { baseUrl?: string }): Promise<void> {
  http?.close();
  const koa = new Koa();
  koa.silent = true;
  const options: ConsoleOptions = {
    database: {} as Database,
    zone: 'Asia/Shanghai',
    now: () => now,
    pages: [page('/console', 'everyone', '我的志愿服务'), page('/console/channels', 'manage', '通道状态')],
    findViewer: async () => viewer,
    missing: '请填好 WECOM_CORP_ID',
    signIn: {
      app: { corpId: 'ww1', agentId: 1000002 },
      authorizeUrl: 'https://open.weixin.qq.com/connect/oauth2/authorize',
      baseUrl: change.baseUrl ?? 'https://bot.example.org',
      identify: (code) => identify(code),
      key: Buffer.alloc(32, 1),
      now: () => now,
      logger: createLogger('info', { write: (line: string) => void log.push(line) }),
    },
    ...change,
  };
  koa.use(consoleRouter(options).routes());
  http = createServer(koa.callback());
  await listen(http);
  address = addressOf(http);
}

/** Goes to WeCom, and gives the state that comes back. */
async function begin(path = '/console', who = visitor): Promise<string> {
  const response = await who.get(`${address}${path}`);
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? '';
}

const comeBack = (state: string, code = 'GOOD', who = visitor) =>
  who.get(`${address}/console/signed-in?${new URLSearchParams({ code, state })}`);

async function signIn(): Promise<void> {
  expect((await comeBack(await begin())).headers.get('location')).toBe('/console');
}

it('sends whoever is not signed in to WeCom, and knows them when they come back', async () => {
  const sent = await visitor.get(`${address}/console`);
  const to = new URL(sent.headers.get('location') ?? '');
  expect(`${to.origin}${to.pathname}${to.hash}`).toBe(
    'https://open.weixin.qq.com/connect/oauth2/authorize#wechat_redirect',
  );
  const { state, ...query } = Object.fromEntries(to.searchParams);
  expect(query).toEqual({
    ...{ appid: 'ww1', response_type: 'code', scope: 'snsapi_base', agentid: '1000002' },
    redirect_uri: 'https://bot.example.org/console/signed-in',
  });
  expect(Buffer.byteLength(state ?? '')).toBeLessThanOrEqual(128);
  expect((await comeBack(state ?? '')).status).toBe(302);
  const shown = await visitor.get(`${address}/console`);
  expect(shown.status).toBe(200);
  const html = await shown.text();
  expect(html).toContain('你好，王芳');
  expect(html).toContain('王芳 · 志愿者 · 城区站');
});

it('gives a file of a page to those who may see the page, after they have signed in', async () => {
  const file = { name: 'F3 报名.xlsx', mime: 'application/x-table', bytes: Buffer.from('表') };
  const make = async (_: unknown, id: string) => (id === '1-F3' ? file : undefined);
  const figures = {
    ...page('/console/figures', 'summarise', '总结数据'),
    download: { path: '/console/figures/:id', make },
  };
  await serve({ pages: [page('/console', 'everyone', '我的志愿服务'), figures] });
  const at = `${address}/console/figures/1-F3`;
  expect((await visitor.get(at)).status).toBe(302);
  await signIn();
  expect((await visitor.get(at)).status).toBe(403);
  viewer.role = 'committee';
  const given = await visitor.get(at);
  expect(given.status).toBe(200);
  expect(given.headers.get('content-type')).toBe('application/x-table');
  expect(given.headers.get('content-disposition')).toContain(encodeURIComponent('F3 报名.xlsx'));
  expect(given.headers.get('cache-control')).toBe('private, no-store');
  expect(await given.text()).toBe('表');
  const gone = await visitor.get(`${address}/console/figures/1-F4`);
  expect(gone.status).toBe(404);
  expect(await gone.text()).toContain('没有这个文件');
});

it('goes back to the page that was asked for, and to no other site', async () => {
  viewer.role = 'administrator';
  expect((await comeBack(await begin('/console/channels'))).headers.get('location')).toBe('/console/channels');
  visitor = createVisitor();
  const state = await begin('/console');
  expect((await comeBack(`${state}`)).headers.get('location')).toBe('/console');
});

it('keeps the session where no script and no other site can use it', async () => {
  const state = await begin();
  const [cookie] = (await comeBack(state)).headers.getSetCookie().filter((line) => line.startsWith('console='));
  expect(cookie).toMatch(/; path=\/console; /);
  expect(cookie).toMatch(/; samesite=lax/i);
  expect(cookie).toMatch(/; secure/i);
  expect(cookie).toMatch(/; httponly/i);
  expect(cookie).not.toContain('wangfang');
  await serve({ baseUrl: 'http://127.0.0.1:3000' });
  visitor = createVisitor();
  const plain = await comeBack(await begin());
  expect(plain.headers.getSetCookie().join()).not.toMatch(/secure/i);
});

it('a session ends after half a day, and a forged one is none', async () => {
  await signIn();
  const [name, value] = [...visitor.cookies].find(([one]) => one === 'console') ?? [];
  now = new Date(now.getTime() + 12 * 3_600_000 + 1000);
  expect((await visitor.get(`${address}/console`)).status).toBe(302);
  now = new Date('2026-06-01T08:00:00Z');
  visitor.cookies.set(name ?? '', `${value?.slice(0, -3)}xyz`);
  expect((await visitor.get(`${address}/console`)).status).toBe(302);
});

describe('is not signed in', () => {
  async function expectStale(response: Response): Promise<void> {
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('从头打开');
    expect(visitor.cookies.has('console')).toBe(false);
  }

  it('with another state than was sent', async () => {
    await begin();
    await expectStale(await comeBack('f'.repeat(48)));
  });

  it('with a state that was sent to somebody else', async () => {
    const state = await begin('/console', createVisitor());
    await begin();
    await expectStale(await comeBack(state));
  });

  it('without the cookie', async () => {
    const state = await begin();
    visitor.cookies.clear();
    await expectStale(await comeBack(state));
  });

  it('with a state used before, even where the cookie is put back', async () => {
    const state = await begin();
    const kept = new Map(visitor.cookies);
    await comeBack(state);
    visitor.cookies.clear();
    for (const [name, value] of kept) visitor.cookies.set(name, value);
    await expectStale(await comeBack(state));
  });

  it('ten minutes later', async () => {
    const state = await begin();
    now = new Date(now.getTime() + 601_000);
    await expectStale(await comeBack(state));
  });

  it('without a code', async () => {
    await expectStale(await comeBack(await begin(), ''));
  });

  it('with a code used before', async () => {
    identify = async () => {
      throw new AppError('wecom_refused', 'errcode 40029 invalid code', { cause: { errcode: 40029, errmsg: '' } });
    };
    await expectStale(await comeBack(await begin()));
    expect(log.join()).toContain('40029');
  });

  it('where WeCom is out of reach', async () => {
    identify = async () => {
      throw new AppError('wecom_unreachable', '连不上企业微信：ECONNREFUSED');
    };
    const response = await comeBack(await begin());
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('过一会儿再试');
  });

  it('as a stranger, and is told why', async () => {
    const response = await comeBack(await begin(), 'STRANGER');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('不是本企业的成员');
    expect(visitor.cookies.has('console')).toBe(false);
  });
});

describe('pages', () => {
  it('are shown to those who may see them, and listed for them alone', async () => {
    await signIn();
    expect(await (await visitor.get(`${address}/console`)).text()).not.toContain('通道状态');
    expect((await visitor.get(`${address}/console/channels`)).status).toBe(403);
    viewer.role = 'administrator';
    expect(await (await visitor.get(`${address}/console`)).text()).toContain(
      '<a href="/console/channels">通道状态</a>',
    );
    expect((await visitor.get(`${address}/console/channels`)).status).toBe(200);
  });

  it('escape what people are called', async () => {
    viewer.name = '<script>alert(1)</script>"&@[x](y)';
    await signIn();
    const html = await (await visitor.get(`${address}/console`)).text();
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
  });

  it('run no script, are kept nowhere, and stand in no frame', async () => {
    await signIn();
    const { headers } = await visitor.get(`${address}/console`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('script-src');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const style = await visitor.get(`${address}/console/style.css`);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it('say in a sentence what to set where nobody can sign in', async () => {
    await serve({ signIn: undefined });
    const response = await visitor.get(`${address}/console`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('请填好 WECOM_CORP_ID');
  });
});

describe('signing out', () => {
  async function proof(): Promise<string> {
    const html = await (await visitor.get(`${address}/console`)).text();
    return /name="proof" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
  }

  it('ends the session', async () => {
    await signIn();
    const response = await visitor.post(`${address}/console/sign-out`, { proof: await proof() });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console/signed-out']);
    expect(visitor.cookies.has('console')).toBe(false);
    expect(await (await visitor.get(`${address}/console/signed-out`)).text()).toContain('已经退出登录');
    expect((await visitor.get(`${address}/console`)).status).toBe(302);
  });

  it.each([{}, { proof: 'f'.repeat(32) }, { proof: 'x'.repeat(5000) }])(
    'is no other site’s doing: %j',
    async (form) => {
      await signIn();
      expect((await visitor.post(`${address}/console/sign-out`, form)).status).toBe(403);
      expect((await visitor.get(`${address}/console`)).status).toBe(200);
    },
  );

  it('is not done by a link', async () => {
    await signIn();
    expect((await visitor.get(`${address}/console/sign-out`)).status).toBe(404);
    expect((await visitor.get(`${address}/console`)).status).toBe(200);
  });
});
