import { beforeEach, expect, it } from 'vitest';
import { donationFeature } from '../../src/features/donation/command.ts';
import type { Reading } from '../../src/language/reading.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';

const CLOTHES: Partial<Reading> = { intent: 'log_donation', items: [{ item: '衣物', qty: 200, unit: '套' }] };

describeOnDatabases('捐赠', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    await db.donation.deleteMany();
    await db.question.deleteMany();
    await db.message.deleteMany();
    talk = startConversation({
      database: database.get(),
      commands: donationFeature.commands ?? [],
      now: '2026-01-10T00:05:00+08:00',
    });
  });

  it('stores several goods and money, one row each, and takes them back together', async () => {
    const reply = await talk.say('wangfang', '捐赠', {
      intent: 'log_donation',
      dates: ['2026-01-09'],
      people: ['德馨药房', '张三'],
      items: [
        { item: '藿香正气水', qty: 15, unit: '箱' },
        { item: '大米', qty: 2.5, unit: '吨' },
      ],
      amount: 1050.5,
      keyword: '这个冬天不冷',
      place: '养老驿站',
    });
    expect(reply.text).toContain('1月9日(周五) 藿香正气水15箱、大米2.5吨、善款1050.5元');
    expect(reply.text).toContain('捐赠人：德馨药房、张三');
    expect(reply.text).toContain('用途：这个冬天不冷（养老驿站）');
    expect(await counted(database)).toMatchObject([
      { kind: 'goods', item: '藿香正气水', quantity: 15, unitWord: '箱', amountFen: null, donor: '德馨药房、张三' },
      { kind: 'goods', item: '大米', quantity: 2.5, unitWord: '吨' },
      { kind: 'money', item: '善款', quantity: null, amountFen: 105050n, day: '2026-01-09' },
    ]);
    expect(await database.get().db.person.count({ where: { name: '德馨药房' } })).toBe(0);
    expect((await talk.say('wangfang', '撤销')).text).toBe(
      '已撤销，不再计入：1月9日(周五) 藿香正气水15箱、大米2.5吨、善款1050.5元',
    );
    expect(await counted(database)).toEqual([]);
  });

  it('keeps a gift without a donor under the sender, on today at five past midnight', async () => {
    const reply = await talk.say('wangfang', '捐赠', { intent: 'log_donation', amount: 500 });
    expect(reply.text).toContain('1月10日(周六) 善款500元');
    expect(reply.text).toContain('先记在你名下');
    expect(await counted(database)).toMatchObject([{ day: '2026-01-10', donor: null, amountFen: 50000n }]);
  });

  it('leaves an unknown quantity open and takes it later; undo opens it again', async () => {
    const open = { ...CLOTHES, items: [{ item: '衣物', unit: '套' }] };
    const reply = await talk.say('wangfang', '捐赠', open);
    expect(reply.text).toContain('衣物（数量待补）');
    expect(reply.text).toContain('可发：1月10日 捐赠 衣物 几套');
    expect(await counted(database)).toMatchObject([{ quantity: null }]);
    expect((await talk.say('wangfang', '捐赠', CLOTHES)).text).toContain('已补上');
    expect(await counted(database)).toMatchObject([{ quantity: 200 }]);
    expect((await talk.say('wangfang', '撤销')).text).toBe('已撤销，改回：1月10日(周六) 衣物（数量待补）');
    expect(await counted(database)).toMatchObject([{ quantity: null }]);
  });

  it('does not take money below zero for the sum above', async () => {
    const reply = await talk.say('wangfang', '捐款 -500元', { intent: 'log_donation', amount: 500 });
    expect(reply.text).toBe('数字不能是负的，你写的是 -500，请改好再发，这次没有记。');
    expect(await counted(database)).toEqual([]);
  });

  it('asks before the same gift is stored twice', async () => {
    await talk.say('wangfang', '捐赠', CLOTHES);
    const asked = await talk.say('wangfang', '捐赠', CLOTHES);
    expect(asked.choices?.map(({ label }) => label)).toEqual(['仍要记录', '不记录']);
    expect(await counted(database)).toHaveLength(1);
    await talk.say('wangfang', '1');
    expect(await counted(database)).toHaveLength(2);
  });

  it.each([
    [{ items: [] }, '没看出捐了什么'],
    [{ items: [{ item: '衣物', qty: 0 }] }, '衣物的数量要大于0'],
    [{ items: [{ item: '衣物', qty: -5 }] }, '衣物的数量要大于0'],
    [{ items: [{ item: '衣物', qty: 1e9 }] }, '最多一千万'],
    [{ amount: 0 }, '大于0元'],
    [{ amount: 1e8 + 1 }, '最多一亿元'],
    [{ dates: ['2026-01-11'] }, '还没到'],
    [{ dates: ['2026-01-08', '2026-01-09'] }, '一天记一条'],
  ])('refuses %j with one sentence and stores nothing', async (wrong, sentence) => {
    expect((await talk.say('wangfang', '捐赠', { ...CLOTHES, ...wrong })).text).toContain(sentence);
    expect(await counted(database)).toEqual([]);
  });
});

/** Rows that count, in the order stored. */
function counted(database: TestDatabase) {
  return database.get().db.donation.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' } });
}
