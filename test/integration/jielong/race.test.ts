import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/database.ts';
import { publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { paste, standingNames, tap } from '../../support/jielong.ts';

const LIST = '#接龙\n6月4日护考\n1. 陈静+1\n2. 李强\n3. 周敏\n4. 刘洋\n5. 何静';
const ROUNDS = 8;

describeOnDatabases('接龙 agreed to at once', (database) => {
  let one: Conversation;
  let other: Conversation;
  let second: Database;

  beforeEach(async () => {
    one = await startActivities(database.get());
    second = await openDatabase(database.url);
    // Another process: messages told apart by the minute.
    other = await startActivities(second, { keep: true, now: '2026-05-30T10:01:00+08:00' });
    await publish(one, database.get(), { capacity: 4 });
  });
  afterEach(() => second.close());

  const standing = () => database.get().db.registration.findMany({ where: { activeKey: { not: null } } });

  async function expectOnce(): Promise<void> {
    expect(await standingNames(database.get(), 'confirmed')).toEqual(['陈静+1', '李强', '周敏']);
    expect(await standingNames(database.get(), 'waiting')).toEqual(['刘洋', '何静']);
    expect(await database.get().db.person.count({ where: { userid: null } })).toBe(5);
    expect(await database.get().db.occurrence.findFirstOrThrow()).toMatchObject({ placesLeft: 0, waitingSerial: 2 });
  }

  it('by one person in two processes is done once', async () => {
    const asked = await paste(one, 'lina', LIST);
    const replies = await Promise.all([tap(one, 'lina', asked), tap(other, 'lina', asked)]);
    await expectOnce();
    expect(replies.filter(({ text }) => text.includes('· 报上 4 人'))).toHaveLength(1);
  });

  it('by two people who pasted the same is done once, and both are told', async () => {
    const [first, next] = [await paste(one, 'lina', LIST), await paste(other, 'zhaoyu', LIST)];
    const replies = await Promise.all([tap(one, 'lina', first), tap(other, 'zhaoyu', next)]);
    await expectOnce();
    expect(replies.filter(({ text }) => text.includes('· 报上 4 人'))).toHaveLength(1);
    expect(replies.filter(({ text }) => text.includes('· 刚才已经报过，没有重复报：'))).toHaveLength(1);
  });

  it('while people of the list come by themselves: nobody twice, no place lost', async () => {
    const people = Array.from({ length: ROUNDS }, (_, i) => ({
      userid: `person${i}`,
      name: `王${'伟芳娜秀英敏静丽'[i]}`,
    }));
    for (const { userid, name } of people) await one.say(userid, `我是${name}`);
    const rows = people.map(({ name }, i) => `${i + 1}. ${name}`).join('\n');
    const asked = await paste(one, 'lina', `#接龙\n6月4日护考\n${rows}`);
    const [applied] = await Promise.all([
      tap(one, 'lina', asked),
      ...people.map(({ userid }) => other.say(userid, `报名 ${userid}`, REGISTER)),
    ]);
    expect(applied?.text).toContain('已照接龙报名');
    const all = await standing();
    expect(new Set(all.map(({ personId }) => personId)).size).toBe(ROUNDS);
    expect(all).toHaveLength(ROUNDS);
    expect(all.filter(({ state }) => state === 'confirmed')).toHaveLength(4);
    expect(await database.get().db.occurrence.findFirstOrThrow()).toMatchObject({ placesLeft: 0 });
  });
});
