import { beforeEach, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/bot/command.ts';
import { findSender, storeMessage } from '../../../src/bot/inbox.ts';
import type { Message } from '../../../src/bot/message.ts';
import { mayDo } from '../../../src/bot/permission.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import type { Db } from '../../../src/database.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { startReading } from '../../support/second-reading.ts';
import { SERVICES } from '../../support/services.ts';

const NOW = new Date('2026-05-30T10:00:00+08:00');
const HOUR = 3_600_000;
const NOBODY = { baseUrl: 'http://127.0.0.1:1/v1' };

describeOnDatabases('what may be asked of a model', (database) => {
  let serial = 0;
  const logged: string[] = [];
  const { askModel } = startReading(NOBODY, logged);

  beforeEach(async () => {
    logged.length = 0;
    await database.get().db.modelRequest.deleteMany();
  });

  /** As dispatch does it: the message, and what comes of it, in one transaction. */
  function ask(sender: string, { chat = 'group-1', now = NOW, text = '俺也想去给考生加油那个' } = {}) {
    serial += 1;
    const message: Message = {
      id: `m${serial}`,
      bot: 'b',
      chat: chat === '' ? { kind: 'single' } : { kind: 'group', id: chat },
      sender,
      text,
      attachments: [],
      receivedAt: now,
    };
    return database.get().transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) throw new Error('seen before');
      return askModel(await contextOf(db, message, arrival.messageId));
    });
  }

  async function contextOf(db: Db, message: Message, messageId: number): Promise<CommandContext> {
    const sender = await findSender(db, message);
    const can = (right: Parameters<typeof mayDo>[1]) => mayDo(sender.role, right);
    const { zone, botName } = SERVICES;
    return { db, now: message.receivedAt, today: '2026-05-30', zone, botName, message, messageId, sender, can };
  }

  async function spend(sender: string, count: number, chatId: string): Promise<void> {
    const { db } = database.get();
    const select = { id: true };
    const create = { userid: sender, createdAt: NOW };
    const { id: personId } = await db.person.upsert({ where: { userid: sender }, create, update: {}, select });
    const at = new Date(NOW.getTime() - HOUR);
    await db.modelRequest.createMany({ data: Array.from({ length: count }, () => ({ personId, chatId, at })) });
  }

  function count(replies: (Reply | undefined)[]): number {
    return replies.filter((reply) => reply !== undefined).length;
  }

  it('is three lines a minute, however many come at once', async () => {
    await spend('liqiang', 0, 'group-1');
    const replies = await Promise.all(Array.from({ length: 12 }, () => ask('liqiang')));
    expect(count(replies)).toBe(3);
    expect(await database.get().db.modelRequest.count()).toBe(3);
    expect(await ask('liqiang', { now: new Date(NOW.getTime() + 61_000) })).toMatchObject({
      text: '我再想想…',
      late: { kind: 'second-reading', arguments: { text: '俺也想去给考生加油那个' } },
    });
  });

  it('is twenty lines a day for one person, in all chats together', async () => {
    await spend('liqiang', 19, 'group-2');
    const chats = ['group-1', 'group-2', ''];
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, i) => ask('liqiang', { chat: chats[i % 3] ?? '' })),
    );
    expect(count(replies)).toBe(1);
    expect(await ask('wangfang')).toBeDefined();
    expect(await ask('liqiang', { now: new Date(NOW.getTime() + 24 * HOUR) })).toBeDefined();
  });

  it('is a hundred lines a day for one chat, whoever asks', async () => {
    for (let i = 0; i < 9; i += 1) await spend(`member${i}`, 11, 'group-1');
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(`guest${i}`)));
    expect(count(replies)).toBe(1);
    expect(await ask('guest0', { chat: 'group-2' })).toBeDefined();
  });

  it('is not shared by those who ask one to one', async () => {
    for (let i = 0; i < 10; i += 1) await spend(`member${i}`, 11, '');
    expect(await ask('liqiang', { chat: '' })).toBeDefined();
  });

  it('is said in one line of the log where it is used up, which does not tell the message', async () => {
    await spend('liqiang', 20, 'group-1');
    expect(await ask('liqiang')).toBeUndefined();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('这个人一天的次数用完了');
    expect(logged[0]).not.toContain('考生');
  });

  it('costs nothing where the line is no order: too short, too long, an answer', async () => {
    for (const text of ['嗯哪', '是的', '第二个', '？？？？', '很'.repeat(501)]) {
      expect(await ask('liqiang', { text })).toBeUndefined();
    }
    expect(await database.get().db.modelRequest.count()).toBe(0);
  });

  it('keeps no phone number', async () => {
    const reply = await ask('liqiang', { text: '俺也去，打13800138000' });
    expect(reply?.late?.arguments).toMatchObject({ text: '俺也去，打138****8000' });
  });
});
