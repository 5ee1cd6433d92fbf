import { expect, it } from 'vitest';
import { createOnce } from '../../../../src/wecom/aibot/socket/once.ts';

it('does it once for those who ask at once', async () => {
  const once = createOnce();
  let count = 0;
  const work = async () => {
    count += 1;
    return true;
  };
  await Promise.all([once('a', work), once('a', work), once('b', work)]);
  await once('a', work);
  expect(count).toBe(2);
});

it('lets the next try where one failed', async () => {
  const once = createOnce();
  const ends = [false, true, true];
  let count = 0;
  const work = async () => {
    count += 1;
    return ends.shift() ?? false;
  };
  await Promise.all([once('a', work), once('a', work), once('a', work)]);
  expect(count).toBe(2);
});

it('forgets one that threw', async () => {
  const once = createOnce();
  await expect(once('a', () => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
  await once('a', async () => true);
});

it('forgets the oldest of very many', async () => {
  const once = createOnce();
  for (let i = 0; i <= 1000; i += 1) await once(String(i), async () => true);
  let isDone = false;
  await once('0', async () => {
    isDone = true;
    return true;
  });
  expect(isDone).toBe(true);
});
