import { expect, it } from 'vitest';
import { createStatus, problemOf } from '../../../../src/wecom/aibot/socket/status.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 5, 1, 0, 0, seconds));

function start() {
  let now = at(0);
  const status = createStatus(
    () => now,
    () => undefined,
  );
  return {
    set(seconds: number, ...change: Parameters<typeof status.set>) {
      now = at(seconds);
      status.set(...change);
    },
    problem: (seconds: number) => problemOf(status.current(), at(seconds)),
  };
}

it('is a problem from the first moment without a connection, and says how long it has been one', () => {
  const { set, problem } = start();
  expect(problem(0)).toBe('长连接还没有开始');
  set(1, 'connecting', '正在连接');
  expect(problem(59)).toBe('正在连接');
  expect(problem(60)).toBe('已经 1 分钟没有连上企业微信。正在连接');
  set(70, 'connected', '');
  expect(problem(700)).toBeUndefined();
});

it('counts on through every try until it is connected', () => {
  const { set, problem } = start();
  set(1, 'connected', '');
  set(100, 'connecting', '断了');
  set(280, 'exhausted', '连不上');
  set(580, 'connecting', '连不上');
  expect(problem(700)).toBe('已经 10 分钟没有连上企业微信。连不上');
  set(710, 'connected', '');
  set(720, 'connecting', '断了');
  expect(problem(730)).toBe('断了');
});

it('is none while another process of ours has the connection', () => {
  const { set, problem } = start();
  set(10, 'standby', '待命');
  expect(problem(1000)).toBeUndefined();
  set(1000, 'connecting', '正在连接');
  expect(problem(1010)).toBe('正在连接');
});
