import { beforeEach, describe, expect, it } from 'vitest';
import { type Deliver, type Delivery, enqueue, type Target } from '../../src/bot/outbox.ts';
import { sendDue } from '../../src/bot/sending.ts';
import { createLogger } from '../../src/logger.ts';
import { describeOnDatabases } from '../support/database.ts';

const START = new Date('2026-06-01T20:00:00+08:00');
const HOUR = 3_600_000;
const NAMES: Record<string, string> = { wangfang: '王芳', liqiang: '李强' };
const GROUP: Target = { kind: 'chat', chatId: 'group-1' };

describeOnDatabases('sending what is due', (database) => {
  let reportTo: Target[];

  beforeEach(async () => {
    reportTo = [{ kind: 'branch' }];
    await database.get().db.outboxItem.deleteMany();
  });

  async function keep(key: string, target: Target = GROUP, usefulUntil = at(24 * HOUR)): Promise<void> {
    const content = { kind: 'text', text: key } as const;
    await enqueue(database.get().db, { key, kind: 'test', target, content, dueAt: START, usefulUntil }, START);
  }

  function send(deliver: Deliver, now = START, signal?: AbortSignal): Promise<number> {
    const options = {
      database: database.get(),
      deliver,
      reportTo,
      namesOf: async (userids: readonly string[]) => userids.map((userid) => NAMES[userid] ?? userid),
      logger: createLogger('silent'),
      now: () => now,
    };
    return sendDue(signal ? { ...options, signal } : options);
  }

  function stateOf(key: string) {
    return database.get().db.outboxItem.findUniqueOrThrow({ where: { key } });
  }

  it('does not send again what another process is sending, though its clock is behind', async () => {
    await keep('once');
    const held = heldDelivery();
    const first = send(held.deliver, at(500));
    await held.started;
    const second = recorded();
    expect(await send(second.deliver, at(0))).toBe(0);
    expect(second.texts).toEqual([]);
    held.end({ outcome: 'sent' });
    expect(await first).toBe(1);
    expect(await stateOf('once')).toMatchObject({ state: 'sent', tries: 1 });
  });

  it('takes over after a minute, and lets the slower one write nothing', async () => {
    await keep('taken over');
    const held = heldDelivery();
    const slow = send(held.deliver, at(0));
    await held.started;
    const next = recorded();
    expect(await send(next.deliver, at(61_000))).toBe(1);
    held.end({ outcome: 'failed', reason: '太慢了' });
    await slow;
    expect(next.texts).toEqual(['taken over']);
    expect(await stateOf('taken over')).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('sends once more after the clock was set back behind the claim', async () => {
    await keep('set back');
    const held = heldDelivery();
    void send(held.deliver, at(HOUR));
    await held.started;
    const next = recorded();
    expect(await send(next.deliver, at(0))).toBe(1);
    held.end({ outcome: 'sent' });
    expect(next.texts).toEqual(['set back']);
  });

  it('leaves the rest of a target that is out of reach to the next round, and goes on elsewhere', async () => {
    for (const key of ['a1', 'a2', 'a3']) await keep(key);
    for (const key of ['b1', 'b2']) await keep(key, { kind: 'branch' });
    const deliver = recorded((text) =>
      text.startsWith('a') ? { outcome: 'later', reason: '连不上', afterMs: 30_000 } : { outcome: 'sent' },
    );
    expect(await send(deliver.deliver)).toBe(3);
    expect(deliver.texts.toSorted()).toEqual(['a1', 'b1', 'b2']);
    expect(await stateOf('a1')).toMatchObject({ state: 'pending', nextTryAt: at(30_000), reason: '连不上' });
    expect(await stateOf('a2')).toMatchObject({ state: 'pending', tries: 0 });
  });

  it('skips what is no use any more and says why', async () => {
    await keep('stale', GROUP, at(HOUR));
    const deliver = recorded();
    await send(deliver.deliver, at(HOUR));
    expect(deliver.texts).toEqual([]);
    expect(await stateOf('stale')).toMatchObject({ state: 'skipped', reason: expect.stringContaining('没有用了') });
  });

  it('never repeats what cannot succeed, and tells the branch once a day without repeating what it was', async () => {
    await keep('秘密一');
    await keep('秘密二');
    const deliver = recorded((_, target) =>
      target.kind === 'branch' ? { outcome: 'sent' } : { outcome: 'failed', reason: '群机器人被移出群' },
    );
    while ((await send(deliver.deliver)) > 0);
    expect(deliver.texts).toEqual(['秘密一', '秘密二', expect.stringContaining('群机器人被移出群')]);
    expect(deliver.texts[2]).not.toContain('秘密');
    expect(await stateOf('秘密一')).toMatchObject({ state: 'failed', reason: '群机器人被移出群', tries: 1 });
  });

  it('tells the secretary too, by whatever reaches one person', async () => {
    reportTo = [{ kind: 'branch' }, { kind: 'role', role: 'secretary' }];
    await keep('to the branch', { kind: 'branch' });
    const told: Target[] = [];
    const deliver: Deliver = async ({ target }) => {
      if (target.kind === 'branch') return { outcome: 'failed', reason: '群机器人被移出群' };
      told.push(target);
      return { outcome: 'sent' };
    };
    while ((await send(deliver)) > 0);
    expect(told).toEqual([{ kind: 'role', role: 'secretary' }]);
  });

  describe('a message that reached some', () => {
    const COMMITTEE: Target = { kind: 'role', role: 'committee' };
    const SECRETARY: Target = { kind: 'role', role: 'secretary' };
    const partly = (missed: readonly string[]) =>
      recorded((text) =>
        text.startsWith('秘密')
          ? { outcome: 'sent', reason: `有 ${missed.length} 人没有发到：账号不对`, missed }
          : { outcome: 'sent', reason: '有 1 人没有发到：账号不对', missed: ['zhaomin'] },
      );
    const sentTo = async ({ deliver }: ReturnType<typeof partly>, now = START) => {
      while ((await send(deliver, now)) > 0);
    };
    const reports = async () =>
      (await database.get().db.outboxItem.findMany({ where: { kind: 'send_failed' }, orderBy: { id: 'asc' } })).map(
        ({ target, content }) => ({ target, text: JSON.stringify(content) }),
      );

    it('is told to the secretary alone: who was missed and what to do, not what it was', async () => {
      reportTo = [{ kind: 'branch' }, SECRETARY];
      await keep('秘密一', COMMITTEE);
      const deliver = partly(['wangfang', 'sunhao']);
      await sentTo(deliver);
      expect(deliver.texts).toEqual([
        '秘密一',
        '有一条消息没有发到每个人，没收到的是：王芳、sunhao。\n有 2 人没有发到：账号不对。\n请当面或打电话告诉他们；发「提醒记录」可以看是哪一条。',
      ]);
      // Nor does the report that one of the secretaries missed make another.
      expect(await reports()).toMatchObject([{ target: SECRETARY }]);
      expect(await stateOf('秘密一')).toMatchObject({ state: 'sent', reason: '有 2 人没有发到：账号不对' });
    });

    it('is told once a day of the same people, and anew of others', async () => {
      await keep('秘密一', COMMITTEE);
      await keep('秘密二', { kind: 'unit', unitId: 1 });
      await sentTo(partly(['wangfang', 'liqiang']));
      expect(await reports()).toMatchObject([
        { target: { kind: 'branch' }, text: expect.stringContaining('王芳、李强') },
      ]);
      await keep('秘密三', COMMITTEE);
      await sentTo(partly(['liqiang']));
      expect(await reports()).toHaveLength(2);
      await keep('秘密四', COMMITTEE, at(48 * HOUR));
      await sentTo(partly(['liqiang']), at(25 * HOUR));
      expect(await reports()).toHaveLength(3);
    });

    it('names twenty of many', async () => {
      await keep('秘密一', COMMITTEE);
      await sentTo(partly(Array.from({ length: 30 }, (_, i) => `user${i}`)));
      expect((await reports())[0]?.text).toContain('user19等 30 人');
    });
  });

  it('keeps the order of a target: nothing overtakes what waits for another try', async () => {
    await keep('first');
    await send(recorded(() => ({ outcome: 'later', reason: '连不上', afterMs: 30_000 })).deliver);
    await keep('second');
    const deliver = recorded();
    expect(await send(deliver.deliver, at(10_000))).toBe(0);
    while ((await send(deliver.deliver, at(30_000))) > 0);
    expect(deliver.texts).toEqual(['first', 'second']);
  });

  it('does not begin the second of a target while another process has the first', async () => {
    await keep('first');
    await keep('second');
    const held = heldDelivery();
    const slow = send(held.deliver);
    await held.started;
    const other = recorded();
    expect(await send(other.deliver, at(1000))).toBe(0);
    expect(other.texts).toEqual([]);
    held.end({ outcome: 'sent' });
    await slow;
  });

  it('says nothing more of what another process has taken over', async () => {
    await keep('slow');
    let says = (): void => undefined;
    const paused = new Promise<void>((resolve) => {
      says = resolve;
    });
    const said: string[] = [];
    const slow = send(async ({ keep: keepProgress }) => {
      await paused;
      await keepProgress({ pieces: 0 });
      said.push('too late');
      return { outcome: 'sent' };
    });
    await expect.poll(async () => (await stateOf('slow')).state).toBe('sending');
    expect(await send(recorded().deliver, at(61_000))).toBe(1);
    says();
    expect(await slow).toBe(0);
    expect(said).toEqual([]);
  });

  it('forgets how far it had come where what is to be said changes', async () => {
    await keep('changed');
    await send(async ({ keep: keepProgress }) => {
      await keepProgress({ way: 'app', pieces: 1 });
      return { outcome: 'later', reason: '连不上', afterMs: 1000 };
    });
    expect(await stateOf('changed')).toMatchObject({ progress: { pieces: 1 } });
    const { db } = database.get();
    const content = { kind: 'text', text: 'new words' } as const;
    const times = { dueAt: START, usefulUntil: at(HOUR) };
    await enqueue(db, { key: 'changed', kind: 'test', target: GROUP, content, ...times }, START);
    expect(await stateOf('changed')).toMatchObject({ progress: null });
  });

  it('tells nobody where it is the branch that cannot be reached', async () => {
    await keep('to the branch', { kind: 'branch' });
    const deliver = recorded(() => ({ outcome: 'failed', reason: '群机器人被移出群' }));
    while ((await send(deliver.deliver)) > 0);
    expect(await database.get().db.outboxItem.count()).toBe(1);
  });

  it('begins nothing more once it is told to stop', async () => {
    for (const key of ['one', 'two', 'three']) await keep(key);
    const stopping = new AbortController();
    const deliver = recorded(() => {
      stopping.abort();
      return { outcome: 'sent' };
    });
    expect(await send(deliver.deliver, START, stopping.signal)).toBe(1);
    expect(await stateOf('two')).toMatchObject({ state: 'pending', tries: 0 });
  });

  it('keeps what a fault of the program stopped', async () => {
    await keep('thrown');
    await send(async () => {
      throw new Error('EIO');
    });
    expect(await stateOf('thrown')).toMatchObject({
      state: 'pending',
      nextTryAt: at(5_000),
      reason: '发送时程序出错，稍后再试',
    });
    // The others of its target do not wait for a fault to be mended.
    await keep('behind it');
    const next = recorded();
    await send(next.deliver, at(1000));
    expect(next.texts).toEqual(['behind it']);
  });
});

function at(ms: number): Date {
  return new Date(START.getTime() + ms);
}

function recorded(answer: (text: string, target: Target) => Delivery = () => ({ outcome: 'sent' })) {
  const texts: string[] = [];
  const deliver: Deliver = async ({ target, content }) => {
    const text = 'text' in content ? content.text : JSON.stringify(content);
    texts.push(text);
    return answer(text, target);
  };
  return { deliver, texts };
}

function heldDelivery() {
  let begin = (): void => undefined;
  let end = (_: Delivery): void => undefined;
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<Delivery>((resolve) => {
    end = resolve;
  });
  const deliver: Deliver = () => {
    begin();
    return ended;
  };
  return { started, deliver, end: (delivery: Delivery) => end(delivery) };
}
