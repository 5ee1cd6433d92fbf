import { expect, it } from 'vitest';
import { createLease } from '../../src/lease.ts';
import { describeOnDatabases } from '../support/database.ts';

const START = new Date('2026-07-01T10:00:00+08:00').getTime();

describeOnDatabases('a lease', (database) => {
  let now = START;
  const leaseOf = (name: string, holder: string) =>
    createLease({ database: database.get(), name, holder, forMs: 15_000, now: () => new Date(now) });

  it('is held by one of two, renewed by it, and free once given up', async () => {
    now = START;
    const [one, other] = [leaseOf('a', 'one'), leaseOf('a', 'other')];
    expect(await one.take()).toBe(true);
    expect(await other.take()).toBe(false);
    now += 14_000;
    expect(await one.take()).toBe(true);
    now += 14_000;
    expect(await other.take()).toBe(false);
    await other.release();
    expect(await other.take()).toBe(false);
    await one.release();
    expect(await other.take()).toBe(true);
    expect(await one.take()).toBe(false);
  });

  it('goes to one of many that ask at once', async () => {
    const takers = Array.from({ length: 8 }, (_, i) => leaseOf('b', String(i)));
    const taken = await Promise.all(takers.map((lease) => lease.take()));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('is taken over from one that died, and after the clock was set back', async () => {
    now = START;
    expect(await leaseOf('c', 'dead').take()).toBe(true);
    now += 15_001;
    expect(await leaseOf('c', 'next').take()).toBe(true);
    now -= 86_400_000;
    expect(await leaseOf('c', 'third').take()).toBe(true);
  });

  it('knows others by name', async () => {
    expect(await leaseOf('d', 'one').take()).toBe(true);
    expect(await leaseOf('e', 'other').take()).toBe(true);
  });
});
