import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunningCorp, startCorp } from '../../../support/corp.ts';
import { CORP } from '../../../support/fake-app.ts';
import { sendJson } from '../../../support/fake-bot.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

const ask = (corpId = CORP.corpId, secret = CORP.secret) => corp.get(`gettoken?corpid=${corpId}&corpsecret=${secret}`);
const text = { touser: 'wangfang', agentid: CORP.agentId, msgtype: 'text', text: { content: '你好' } };
const send = async (token: string | undefined) =>
  (await sendJson(`${corp.api}/message/send${token === undefined ? '' : `?access_token=${token}`}`, 'POST', text)).body;
const moveTo = (time: string) => corp.playground.clock.moveTo(new Date(`2026-06-01T${time}+08:00`));

it('an access token is the same for two hours of the bot’s clock', async () => {
  const first = await ask();
  expect(first).toEqual({ errcode: 0, errmsg: 'ok', access_token: expect.any(String), expires_in: 7200 });
  expect(first.access_token.length).toBeLessThanOrEqual(512);
  await moveTo('10:00:00');
  expect(await ask()).toMatchObject({ access_token: first.access_token, expires_in: 3600 });
  expect(await send(first.access_token)).toMatchObject({ errcode: 0 });
  await moveTo('11:00:00');
  expect(await send(first.access_token)).toMatchObject({ errcode: 42_001 });
  const second = await ask();
  expect(second.access_token).not.toBe(first.access_token);
  expect(await send(second.access_token)).toMatchObject({ errcode: 0 });
});

it('is refused where it is missing, wrong, or for whom it does not know', async () => {
  expect(await send(undefined)).toMatchObject({ errcode: 41_001 });
  expect(await send('wrong')).toMatchObject({ errcode: 40_014 });
  expect(await ask('wwOTHER')).toMatchObject({ errcode: 40_013 });
  expect(await ask(CORP.corpId, 'wrong')).toMatchObject({ errcode: 40_001 });
});

it.each([40_014, 42_001])('may end early with %i', async (errcode) => {
  const { access_token } = await ask();
  await corp.setFaults({ endToken: errcode });
  expect(await send(access_token)).toMatchObject({ errcode });
  expect(await send((await ask()).access_token)).toMatchObject({ errcode: 0 });
});

it('cannot be asked for before every call, and calls are counted', async () => {
  for (let count = 0; count < 10; count += 1) expect(await ask()).toMatchObject({ errcode: 0 });
  expect(await ask()).toMatchObject({ errcode: 45_009 });
  await moveTo('09:01:00');
  const { access_token } = await ask();
  await send(access_token);
  expect((await corp.playground.send('GET', '/calls')).body).toEqual({ gettoken: 12, 'message/send': 1 });
});

it('tells the address that calls come from where it is not trusted', async () => {
  await corp.setFaults({ appErrcode: 60_020 });
  const { errcode, errmsg } = await send((await ask()).access_token);
  expect(errcode).toBe(60_020);
  expect(errmsg).toMatch(
    /^not allow to access from your ip, hint: \[\d+\], from ip: 203\.0\.113\.7, more info at http/,
  );
});
