import { beforeEach, expect, it } from 'vitest';
import type { Message } from '../../src/bot/message.ts';
import type { Content } from '../../src/bot/outbox.ts';
import { oweAnswer, sendAnswer, settleAnswer } from '../../src/bot/owed.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = new Date('2026-07-01T10:00:00+08:00');
const LATER = new Date('2026-07-01T10:00:10+08:00');
const whole: Content = { kind: 'markdown', text: '已为你报名' };
const rest: Content = { kind: 'markdown', text: '名单' };
const message: Message = {
  id: 'bot-1:M1',
  bot: 'bot-1',
  chat: { kind: 'single' },
  sender: 'wangfang',
  text: '报名',
  attachments: [],
  receivedAt: NOW,
};

describeOnDatabases('an answer that is owed', (database) => {
  const items = () => database.get().db.outboxItem.findMany();
  beforeEach(() => database.get().db.outboxItem.deleteMany());

  it('waits a minute, and is forgotten once shown', async () => {
    const { db } = database.get();
    await oweAnswer(db, message, whole);
    expect(await items()).toMatchObject([
      {
        ...{ key: 'reply:bot-1:M1', kind: 'reply', state: 'pending', content: whole },
        ...{ target: { kind: 'person', userid: 'wangfang' }, nextTryAt: new Date(NOW.getTime() + 60_000) },
      },
    ]);
    await settleAnswer(db, message);
    expect(await items()).toEqual([]);
  });

  it('goes to the group it was asked in', async () => {
    await oweAnswer(database.get().db, { ...message, chat: { kind: 'group', id: 'wr1' } }, whole);
    expect(await items()).toMatchObject([{ target: { kind: 'chat', chatId: 'wr1' } }]);
  });

  it('goes out now where it could not be shown, or what is left of it, to whom it is owed', async () => {
    const { db } = database.get();
    await oweAnswer(db, { ...message, sender: 'wang.fang' }, whole);
    await sendAnswer(db, message, rest, LATER);
    expect(await items()).toMatchObject([
      { content: rest, dueAt: LATER, nextTryAt: LATER, target: { userid: 'wang.fang' } },
    ]);
  });

  it('goes out once, however often it could not be shown', async () => {
    const { db } = database.get();
    await sendAnswer(db, message, whole, NOW);
    await sendAnswer(db, message, whole, NOW);
    expect(await items()).toHaveLength(1);
    await db.outboxItem.updateMany({ data: { state: 'sent', sentAt: NOW } });
    await sendAnswer(db, message, rest, LATER);
    await settleAnswer(db, message);
    expect(await items()).toMatchObject([{ state: 'sent', content: whole }]);
  });
});
