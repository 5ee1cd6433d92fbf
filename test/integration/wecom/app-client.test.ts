import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../src/errors.ts';
import { createAppApi } from '../../../src/wecom/app/api.ts';
import { type AppClient, createAppClient } from '../../../src/wecom/app/client.ts';
import { type AppApiServer, startAppApi } from '../../support/app-api.ts';

const SECRET = 'THE-SECRET';
/** Longer than any answer takes, however busy the machine. */
const PATIENT_MS = 30_000;

let server: AppApiServer;
let now: Date;
let client: AppClient;
let timeoutMs: number;

beforeEach(async () => {
  server = await startAppApi();
  now = new Date('2026-06-01T08:00:00Z');
  timeoutMs = PATIENT_MS;
  client = clientAt(server.address);
});

afterEach(() => server.stop());

function clientAt(apiBase: string): AppClient {
  return createAppClient({
    ...{ apiBase, corpId: 'ww1', secret: SECRET, now: () => now },
    get timeoutMs() {
      return timeoutMs;
    },
  });
}

const ask = (options: { isDeed?: boolean } = {}) => client.call({ path: 'user/get', ...options }, z.object({}));

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${error}`);
  return error;
}

/** No answer ever comes. A token must be there already: only the call itself is waited for so shortly. */
async function failureOfSilence(options: { isDeed?: boolean } = {}): Promise<AppError> {
  server.on('user/get', () => undefined);
  timeoutMs = 100;
  const failure = await failureOf(ask(options));
  timeoutMs = PATIENT_MS;
  return failure;
}

it('asks for one token, for all callers at once, and keeps it', async () => {
  await Promise.all([ask(), ask(), ask()]);
  await ask();
  expect(server.paths().filter((path) => path === 'gettoken')).toHaveLength(1);
  expect(server.calls[0]?.query).toEqual({ corpid: 'ww1', corpsecret: SECRET });
  expect(server.calls.at(-1)?.query).toEqual({ access_token: 'T1' });
});

it('renews the token a few minutes before it ends', async () => {
  await ask();
  now = new Date(now.getTime() + (7200 - 301) * 1000);
  await ask();
  expect(server.calls.at(-1)?.query.access_token).toBe('T1');
  now = new Date(now.getTime() + 2000);
  await ask();
  expect(server.calls.at(-1)?.query.access_token).toBe('T2');
});

it.each([40014, 42001, 41001])('after %i the token is renewed once, and the call repeated once', async (errcode) => {
  server.on('user/get', ({ query }) =>
    query.access_token === 'T1' ? { errcode, errmsg: 'token' } : { errcode: 0, errmsg: 'ok' },
  );
  await Promise.all([ask(), ask()]);
  expect(server.paths().filter((path) => path === 'gettoken')).toHaveLength(2);
  server.on('user/get', () => ({ errcode, errmsg: 'token' }));
  const { cause } = await failureOf(ask());
  expect(cause).toEqual({ errcode, errmsg: 'token' });
  expect(server.paths().filter((path) => path === 'gettoken')).toHaveLength(3);
});

it('does not ask for a token again at once where that failed', async () => {
  server.on('gettoken', () => ({ errcode: 40001, errmsg: 'invalid credential' }));
  expect((await failureOf(ask())).cause).toEqual({ errcode: 40001, errmsg: 'invalid credential' });
  await failureOf(ask());
  expect(server.paths()).toEqual(['gettoken']);
  now = new Date(now.getTime() + 6000);
  await failureOf(ask());
  expect(server.paths()).toEqual(['gettoken', 'gettoken']);
});

it('takes an answer without errcode for success', async () => {
  server.on('user/get', () => ({ name: '王芳' }));
  expect(await client.call({ path: 'user/get' }, z.object({ name: z.string() }))).toEqual({ name: '王芳' });
});

it('tells refused, unreachable and unclear apart', async () => {
  server.on('user/get', () => ({ errcode: 60111, errmsg: 'userid not found' }));
  expect(await failureOf(ask())).toMatchObject({ code: 'wecom_refused', cause: { errcode: 60111 } });
  expect(await failureOfSilence()).toMatchObject({ code: 'wecom_unreachable' });
  expect(await failureOfSilence({ isDeed: true })).toMatchObject({ code: 'wecom_unclear' });
  server.on('user/get', (_, response) => void response.socket?.destroy());
  expect(await failureOf(ask({ isDeed: true }))).toMatchObject({ code: 'wecom_unclear' });
  server.on('user/get', (_, response) => void response.writeHead(502).end());
  expect(await failureOf(ask({ isDeed: true }))).toMatchObject({ code: 'wecom_unclear' });
  server.on('user/get', (_, response) => void response.end('<html>'));
  expect(await failureOf(ask())).toMatchObject({ code: 'wecom_unreachable' });
  server.on('user/get', () => ['no object']);
  expect(await failureOf(ask({ isDeed: true }))).toMatchObject({ code: 'wecom_unclear' });
});

it('a deed that cannot have arrived is not unclear', async () => {
  await server.stop();
  expect(await failureOf(ask({ isDeed: true }))).toMatchObject({ code: 'wecom_unreachable' });
});

it('follows no redirect with a token in hand', async () => {
  server.on('user/get', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
  expect((await failureOf(ask())).code).toBe('wecom_unreachable');
});

it('no error tells the secret or the token', async () => {
  const seen: string[] = [];
  const note = async (failing: Promise<AppError>) => {
    const { message, cause, stack } = await failing;
    seen.push(message, JSON.stringify(cause) ?? '', stack ?? '');
  };
  server.on('user/get', ({ query }) => ({ errcode: 40003, errmsg: `bad, access_token=${query.access_token}` }));
  await note(failureOf(ask()));
  await note(failureOfSilence());
  server.on('gettoken', ({ query }) => ({ errcode: 40001, errmsg: `bad secret ${query.corpsecret}` }));
  client = clientAt(server.address);
  await note(failureOf(ask()));
  await server.stop();
  client = clientAt(server.address);
  await note(failureOf(ask()));
  expect(seen.join('\n')).not.toMatch(/THE-SECRET|\bT1\b/);
  expect(seen.join('\n')).toContain('access_token=***');
});

it('reads people, departments, and whom encrypted userids stand for', async () => {
  const api = createAppApi(client, 1000002);
  server.on('department/list', () => ({ errcode: 0, department: [{ id: 2, name: '城区站', parentid: 1, order: 1 }] }));
  expect(await api.departments()).toEqual([{ id: 2, name: '城区站', parentId: 1 }]);
  server.on('user/simplelist', () => ({
    errcode: 0,
    userlist: [{ userid: 'WangFang', name: '王芳', department: [2], open_userid: 'wo1' }],
  }));
  expect(await api.members(2)).toEqual([{ userid: 'WangFang', name: '王芳', departmentIds: [2] }]);
  expect(server.calls.at(-1)?.query.department_id).toBe('2');
  server.on('batch/openuserid_to_userid', () => ({
    errcode: 0,
    userid_list: [{ open_userid: 'woA', userid: 'WangFang' }],
    invalid_open_userid_list: ['plain'],
  }));
  expect([...(await api.convert(['woA', 'plain']))]).toEqual([
    ['plain', null],
    ['woA', 'WangFang'],
  ]);
  expect(server.calls.at(-1)?.json).toEqual({ open_userid_list: ['woA', 'plain'] });
  const many = Array.from({ length: 2500 }, (_, i) => `wo${i}`);
  server.on('batch/openuserid_to_userid', ({ json }) => ({
    errcode: 0,
    invalid_open_userid_list: json.open_userid_list,
  }));
  expect((await api.convert(many)).size).toBe(2500);
  expect(server.calls.filter(({ path }) => path.startsWith('batch'))).toHaveLength(4);
});

it('knows who signed in, and who is none of ours', async () => {
  const api = createAppApi(client, 1000002);
  server.on('auth/getuserinfo', () => ({ errcode: 0, userid: 'WangFang', user_ticket: 'x' }));
  expect(await api.identify('CODE')).toBe('WangFang');
  server.on('auth/getuserinfo', () => ({ errcode: 0, openid: 'o1', external_userid: 'wm1' }));
  expect(await api.identify('CODE')).toBeUndefined();
});

it('fetches a picture, and tells a refusal from one', async () => {
  const api = createAppApi(client, 1000002);
  server.on('media/get', (_, response) => {
    const name = 'attachment; filename="p.jpg"';
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-disposition': name }).end('picture');
  });
  expect(await api.download('M1')).toEqual({ bytes: Buffer.from('picture'), name: 'p.jpg' });
  server.on('media/get', () => ({ errcode: 40007, errmsg: 'invalid media_id' }));
  expect(await failureOf(api.download('M1'))).toMatchObject({ code: 'wecom_refused' });
});
