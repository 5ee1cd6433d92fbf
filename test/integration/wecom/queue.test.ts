import { expect, it } from 'vitest';
import { describeOnDatabases } from '../../support/database.ts';
import { robotGroups, START } from '../../support/robot-groups.ts';

const ROBOTS = { 第1站: 'key-1', 第2站: 'key-2' };

describeOnDatabases('what waits for a group', (database) => {
  const { channels, keep, send, sendFor, seenIn, clock, setFaults, refused } = robotGroups(database, ROBOTS);

  it.each([1, 2])(
    'fifty messages to one group go out twenty a minute and in order, by %i process(es)',
    async (count) => {
      const texts = Array.from({ length: 50 }, (_, i) => `第${i + 1}条`);
      for (const text of texts) await keep('第1站', text);
      const processes = Array.from({ length: count }, channels);
      for (const [minutes, sent] of [
        [0.99, 20],
        [1.99, 40],
        [2.99, 50],
      ] as const) {
        await sendFor(minutes * 60_000, processes);
        expect(await seenIn('第1站')).toEqual(texts.slice(0, sent));
      }
      expect(await refused()).toEqual([]);
    },
  );

  it('what comes while others wait goes out behind them', async () => {
    for (let i = 1; i <= 21; i += 1) await keep('第1站', `第${i}条`);
    const one = channels();
    while ((await send(one)) > 0);
    await clock().moveTo(new Date(START.getTime() + 30_000));
    await keep('第1站', '后来的');
    await keep('第2站', '别处的');
    await send(one);
    expect(await seenIn('第2站')).toEqual(['别处的']);
    await sendFor(63_000, [one]);
    expect((await seenIn('第1站')).slice(-2)).toEqual(['第21条', '后来的']);
  });

  it('a restart forgets nothing of what was said in the last minute', async () => {
    for (let i = 1; i <= 25; i += 1) await keep('第1站', `第${i}条`);
    while ((await send(channels())) > 0);
    while ((await send(channels())) > 0);
    expect(await seenIn('第1站')).toHaveLength(20);
    expect(await refused()).toEqual([]);
  });

  it('waits a minute where WeCom says it was too often, and goes on', async () => {
    await keep('第1站', '一');
    await setFaults({ pushErrcode: 45_009 });
    await send(channels());
    await setFaults({});
    await sendFor(59_000, [channels()]);
    expect(await seenIn('第1站')).toEqual([]);
    await sendFor(60_000, [channels()]);
    expect(await seenIn('第1站')).toEqual(['一']);
  });

  it('a cut connection behind a message that was shown: shown twice at most, and told so', async () => {
    await keep('第1站', '一');
    await setFaults({ cutPush: true });
    await sendFor(3_600_000, [channels()]);
    expect(await seenIn('第1站')).toEqual(['一', '一']);
    const row = await database.get().db.outboxItem.findFirstOrThrow();
    expect(row).toMatchObject({ state: 'sent', reason: expect.stringContaining('可能没有发到'), tries: 2 });
  });
});
