import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CANCEL, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

const SENDERS = ['wangfang', 'liqiang', 'zhaoyu', 'lina', 'zhoumin'];

type Step =
  | { kind: 'register' | 'fewer' | 'cancel' | 'undo'; who: number; n: number }
  | { kind: 'capacity'; n: number };

const who = fc.nat({ max: SENDERS.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('register' as const), who, n: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who, n: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fewer' as const), who, n: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), who, n: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('capacity' as const), n: fc.integer({ min: 1, max: 8 }) }) },
);

describeOnDatabases('名额的账', (database) => {
  it('adds up after whatever people do, and nobody waits who fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const talk = await startActivities(database.get());
        await publish(talk, database.get(), { capacity: 4 });
        for (const [i, one] of steps.entries()) {
          const reply = await take(talk, one, i);
          expect(reply.text).not.toMatch(/^抱歉/);
          await check();
        }
      }),
      { numRuns: 12, seed: 20260604 },
    );
  });

  async function check(): Promise<void> {
    const { db } = database.get();
    const { capacity, placesLeft } = await db.occurrence.findFirstOrThrow();
    const rows = await db.registration.findMany({ where: { activeKey: { not: null } } });
    const confirmed = rows.filter(({ state }) => state === 'confirmed');
    const taken = confirmed.reduce((sum, { companions }) => sum + 1 + companions, 0);
    expect(placesLeft).toBe((capacity ?? 0) - taken);
    const fitting = rows.filter(({ state, companions }) => state === 'waiting' && 1 + companions <= (placesLeft ?? 0));
    expect(fitting).toEqual([]);
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(rows.length);
  }
});

function take(talk: Conversation, one: Step, i: number) {
  if (one.kind === 'capacity') return talk.say('chenjing', `修改活动 6月4日护考 名额${one.n}`);
  const sender = SENDERS[one.who] ?? '';
  if (one.kind === 'undo') return talk.say(sender, '撤销');
  if (one.kind === 'fewer') return talk.say(sender, `取消 ${i}`, { ...CANCEL, self: false, companions: one.n });
  const reading = one.kind === 'cancel' ? CANCEL : { ...REGISTER, companions: one.n };
  return talk.say(sender, `${one.kind} ${i}`, reading);
}
