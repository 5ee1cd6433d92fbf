import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeBot, type RunningPlayground, startFakeBot, startPlayground, stream } from '../../support/fake-bot.ts';

let bot: FakeBot;
let playground: RunningPlayground;

afterEach(async () => {
  await playground.close();
  await bot.close();
});

async function start(deadlineMs: number): Promise<void> {
  bot = await startFakeBot(() => stream('收到'));
  playground = await startPlayground(bot, { deadlineMs });
}

const say = () => playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '报名' });
const setFaults = (faults: object) => playground.send('PUT', '/faults', faults);
const msgids = () => new Set(bot.deliveries.map(({ callback }) => callback.msgid));
const nonces = () => new Set(bot.deliveries.map(({ nonce }) => nonce));

describe('delivery with an impatient WeCom', () => {
  beforeEach(() => start(150));

  it('comes again with the same msgid and a new nonce where the bot does not answer in time', async () => {
    bot.handler = (_, { count, hang }) => (count < 3 ? hang() : stream('第三次'));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '第三次' }]);
    expect(bot.deliveries).toHaveLength(3);
    expect([msgids().size, nonces().size]).toEqual([1, 3]);
    expect(bot.deliveries.every(({ isSigned }) => isSigned)).toBe(true);
  });

  it('ends after three', async () => {
    bot.handler = (_, { hang }) => hang();
    const { body } = await say();
    expect(body).toMatchObject({ delivered: true, replies: [], problems: [expect.stringContaining('3 次')] });
    expect(bot.deliveries).toHaveLength(3);
  });

  it('reaches the bot late as well where the network holds it', async () => {
    await setFaults({ delayMs: 400 });
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '收到' }]);
    expect(bot.deliveries).toHaveLength(1);
    await expect.poll(() => bot.deliveries.length).toBe(2);
    expect([msgids().size, nonces().size]).toEqual([1, 2]);
  });

  it('loses the answer where every delivery is held too long', async () => {
    await setFaults({ delayMs: 200, delayedDeliveries: 3 });
    expect((await say()).body.replies).toEqual([]);
    await expect.poll(() => bot.deliveries.length).toBe(3);
  });
});

describe('delivery', () => {
  beforeEach(() => start(5000));

  it('comes again after an HTTP error or a cut connection', async () => {
    bot.handler = (_, { count, raw, cut }) => {
      if (count === 1) return raw(500, '');
      return count === 2 ? cut() : stream('好了');
    };
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '好了' }]);
    expect([bot.deliveries.length, msgids().size, nonces().size]).toEqual([3, 1, 3]);
  });

  it('comes again where the answer is lost', async () => {
    await setFaults({ dropReply: true });
    bot.handler = (_, { count }) => stream(`第${count}次`);
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '第2次' }]);
    expect(msgids().size).toBe(1);
  });

  it('comes twice at once where told so, and shows one answer', async () => {
    await setFaults({ duplicate: true });
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '收到' }]);
    expect([bot.deliveries.length, msgids().size, nonces().size]).toEqual([2, 1, 2]);
  });

  it('tells of two answers that differ', async () => {
    await setFaults({ duplicate: true });
    bot.handler = (_, { count }) => stream(`第${count}次`);
    expect((await say()).body).toMatchObject({ replies: [], problems: [expect.stringContaining('不一样')] });
  });

  it('is preceded by an event of a kind not known yet where told so', async () => {
    await setFaults({ unknownEvent: true });
    bot.handler = ({ msgtype }) => (msgtype === 'event' ? undefined : stream('收到'));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '收到' }]);
    expect(bot.deliveries.map(({ callback }) => callback.event)).toEqual([{ eventtype: 'something_new' }, undefined]);
  });

  it('carries no response_url where told so', async () => {
    await setFaults({ noResponseUrl: true });
    await say();
    expect(bot.deliveries[0]?.callback).not.toHaveProperty('response_url');
  });

  it('is right again once the faults are taken back', async () => {
    expect((await setFaults({ duplicate: true, delayMs: 10 })).body).toMatchObject({ duplicate: true, delayMs: 10 });
    expect((await setFaults({ pushErrcode: 0 })).body).toMatchObject({ duplicate: null, delayMs: null });
    await say();
    expect(bot.deliveries).toHaveLength(1);
  });

  it.each([
    ['an unknown fault', { pushErrorCode: 1 }, '没有这种故障：pushErrorCode'],
    ['a delay in words', { delayMs: '6s' }, 'delayMs'],
    ['a list', [], '对象'],
  ])('refuses %s', async (_, faults, reason) => {
    const { status, body } = await setFaults(faults);
    expect(status).toBe(400);
    expect(body.error).toContain(reason);
    expect((await playground.send('GET', '/faults')).body.delayMs).toBeNull();
  });
});
