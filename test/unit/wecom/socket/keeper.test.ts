import { beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../../../src/logger.ts';
import { createKeeper } from '../../../../src/wecom/aibot/socket/keeper.ts';
import { createStatus } from '../../../../src/wecom/aibot/socket/status.ts';

let isFree: boolean | 'fault';
let calls: string[];

beforeEach(() => {
  vi.useFakeTimers();
  isFree = true;
  calls = [];
  return () => vi.useRealTimers();
});

function start() {
  const now = () => new Date();
  const status = createStatus(now, () => undefined);
  const keeper = createKeeper({
    lease: {
      async take() {
        if (isFree === 'fault') throw new Error('database is gone');
        return isFree;
      },
      release: async () => void calls.push('release'),
    },
    link: { open: () => calls.push('open'), close: () => calls.push('close') },
    status,
    logger: createLogger('silent'),
    now,
    leaseMs: 15_000,
  });
  return { keeper, status };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('connects with the lease, keeps it, and gives it up after closing', async () => {
  const { keeper } = start();
  await keeper.start();
  await pass(60_000);
  expect(calls).toEqual(['open']);
  await keeper.stop();
  await pass(60_000);
  expect(calls).toEqual(['open', 'close', 'release']);
});

it('stands by without it, and connects once it is free', async () => {
  isFree = false;
  const { keeper, status } = start();
  await keeper.start();
  expect(status.current().state).toBe('standby');
  calls = [];
  await pass(20_000);
  expect(calls).toEqual([]);
  isFree = true;
  await pass(5_000);
  expect(calls).toEqual(['open']);
});

it('closes when another process has taken it', async () => {
  const { keeper, status } = start();
  await keeper.start();
  status.set('connected', '');
  isFree = false;
  await pass(5_000);
  expect(calls).toEqual(['open', 'close']);
  expect(status.current().state).toBe('standby');
});

it('stays connected while the database does not answer, until another process may have the lease', async () => {
  const { keeper, status } = start();
  await keeper.start();
  status.set('connected', '');
  isFree = 'fault';
  await pass(10_000);
  expect(calls).toEqual(['open']);
  await pass(5_000);
  expect(calls).toEqual(['open', 'close']);
  isFree = true;
  await pass(5_000);
  expect(calls).toEqual(['open', 'close', 'open']);
});

it('never connects again after a stranger took over, and keeps the lease from our other processes (lesson 10)', async () => {
  const { keeper, status } = start();
  await keeper.start();
  await keeper.kicked();
  expect(status.current()).toMatchObject({ state: 'kicked', reason: expect.stringMatching(/另一个程序.*重新启动/) });
  await pass(3_600_000);
  expect(calls).toEqual(['open']);
  expect(status.current().state).toBe('kicked');
});

it('stands by where it was our own other process that took over', async () => {
  const { keeper, status } = start();
  await keeper.start();
  isFree = false;
  await keeper.kicked();
  expect(status.current().state).toBe('standby');
});
