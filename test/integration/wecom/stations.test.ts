import { expect, it } from 'vitest';
import { enqueue } from '../../../src/bot/outbox.ts';
import { startTestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';

const STATIONS = 29;
const EACH = 5;
const START = new Date('2026-06-04T09:00:00+08:00');
const names = Array.from({ length: STATIONS }, (_, i) => `第${i + 1}站`);

describeOnDatabases('station groups', (database) => {
  it('29 of them are reached within one minute, none of them too often', async () => {
    const { db } = database.get();
    for (const [i, name] of names.entries()) {
      const unit = await db.unit.create({ data: { name } });
      await db.chat.create({ data: { id: `wr${i}`, webhook: name, unitId: unit.id } });
      for (let serial = 1; serial <= EACH; serial += 1) {
        const times = { dueAt: START, usefulUntil: new Date(START.getTime() + 3_600_000) };
        const content = { kind: 'text', text: `${name}：第 ${serial} 件事` } as const;
        const target = { kind: 'unit', unitId: unit.id } as const;
        await enqueue(db, { key: `${name}:${serial}`, kind: 'notice', target, content, ...times }, START);
      }
    }
    const robots = names.map((name, i) => `${name}=key${i}`).join(',');
    const before = new Date(START.getTime() - 1000).toISOString();
    const app = await startTestApp({ databaseUrl: database.url, now: before, env: { WECOM_GROUP_WEBHOOKS: robots } });
    try {
      await app.moveTo(new Date(START.getTime() + 59_000).toISOString());
      const items = await db.outboxItem.findMany({ where: { kind: 'notice' } });
      expect(items.filter(({ state }) => state === 'sent')).toHaveLength(STATIONS * EACH);
      expect(items.every(({ tries, reason }) => tries === 1 && reason === null)).toBe(true);
      const channels = await db.channel.findMany({ where: { lastError: { not: null } } });
      expect(channels).toEqual([]);
      const shown = await app.pushes();
      for (const name of names) {
        const texts = shown.filter(({ chat }) => chat === name).map(({ text }) => text);
        expect(texts).toEqual(Array.from({ length: EACH }, (_, i) => `${name}：第 ${i + 1} 件事`));
      }
    } finally {
      await app.stop();
    }
  });

  it('what is more than one robot may say waits for its minute, in order, and is not refused', async () => {
    const { db } = database.get();
    const at = new Date('2026-06-05T09:00:00+08:00');
    await db.outboxItem.deleteMany();
    await db.channelUse.deleteMany();
    for (let serial = 1; serial <= 50; serial += 1) {
      const times = { dueAt: at, usefulUntil: new Date(at.getTime() + 3_600_000) };
      const content = { kind: 'text', text: `第 ${serial} 件事` } as const;
      await enqueue(db, { key: `many:${serial}`, kind: 'notice', target: { kind: 'branch' }, content, ...times }, at);
    }
    const now = new Date(at.getTime() - 1000).toISOString();
    const app = await startTestApp({ databaseUrl: database.url, now, env: { WECOM_GROUP_WEBHOOKS: '支部群=key' } });
    const sent = () => db.outboxItem.count({ where: { kind: 'notice', state: 'sent' } });
    try {
      await app.moveTo(new Date(at.getTime() + 30_000).toISOString());
      expect(await sent()).toBe(20);
      await app.moveTo(new Date(at.getTime() + 300_000).toISOString());
      expect(await sent()).toBe(50);
      const uses = await db.channelUse.findMany({ where: { allowance: 'robot:支部群' }, orderBy: { at: 'asc' } });
      const instants = uses.map((use) => use.at.getTime());
      for (const [i, instant] of instants.entries()) {
        expect((instants[i + 20] ?? Number.POSITIVE_INFINITY) - instant).toBeGreaterThanOrEqual(60_000);
      }
      const texts = (await app.pushes()).map(({ text }) => text).filter((text) => text.startsWith('第 '));
      expect(texts).toEqual(Array.from({ length: 50 }, (_, i) => `第 ${i + 1} 件事`));
      expect(await db.channel.findMany({ where: { lastError: { not: null } } })).toEqual([]);
    } finally {
      await app.stop();
    }
  });
});
