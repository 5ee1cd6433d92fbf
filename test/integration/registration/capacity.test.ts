import { beforeEach, expect, it } from 'vitest';
import { CANCEL, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

const PEOPLE = 200;
const PLACES = 20;

describeOnDatabases('名额', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
  });

  const standing = () => database.get().db.registration.findMany({ where: { activeKey: { not: null } } });
  const occurrence = () => database.get().db.occurrence.findFirstOrThrow();

  it('gives 20 places to 20 of 200 who come at once, and 180 a place in line', async () => {
    await publish(talk, database.get(), { capacity: PLACES });
    const senders = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);
    const replies = await Promise.all(senders.map((sender) => talk.say(sender, '报名', REGISTER)));
    const confirmed = replies.filter(({ text }) => text.startsWith('已为你报名'));
    const waiting = replies.filter(({ text }) => text.startsWith('名额已满'));
    expect([confirmed.length, waiting.length]).toEqual([PLACES, PEOPLE - PLACES]);
    expect(numbersIn(confirmed, /，第 (\d+) 位/)).toEqual(upTo(PLACES));
    expect(numbersIn(waiting, /候补第 (\d+) 位/)).toEqual(upTo(PEOPLE - PLACES));
    const rows = await standing();
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(PEOPLE);
    expect(sorted(rows.flatMap(({ waitingSerial }) => waitingSerial ?? []))).toEqual(upTo(PEOPLE - PLACES));
    expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(PLACES);
    expect(await occurrence()).toMatchObject({ placesLeft: 0, waitingSerial: PEOPLE - PLACES });
  });

  it('registers one person once, however often they tap at the same moment', async () => {
    const [id] = await publish(talk, database.get(), { capacity: PLACES });
    await talk.say('wangfang', '我是王芳');
    const replies = await Promise.all(upTo(10).map(() => talk.click('wangfang', `register:${id}`)));
    expect(replies.filter(({ text }) => text.startsWith('已为你报名'))).toHaveLength(1);
    expect(replies.filter(({ text }) => /已经报过名了|已经报上了/.test(text))).toHaveLength(9);
    expect(await standing()).toHaveLength(1);
    expect(await occurrence()).toMatchObject({ placesLeft: PLACES - 1 });
  });

  it('never loses or doubles a place while people come and go at once', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    const senders = Array.from({ length: 30 }, (_, i) => `person${i}`);
    await Promise.all(senders.map((sender) => talk.say(sender, '报名', REGISTER)));
    const leaving = senders.filter((_, i) => i % 2 === 0);
    await Promise.all([
      ...leaving.map((sender) => talk.say(sender, '取消', CANCEL)),
      ...upTo(10).map((i) => talk.say(`late${i}`, '报名', REGISTER)),
    ]);
    const rows = await standing();
    expect(rows).toHaveLength(25);
    expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(5);
    expect((await occurrence()).placesLeft).toBe(0);
  });

  it('registers for several days at once without anybody waiting for each other for ever', async () => {
    const days = ['2026-06-04', '2026-06-05', '2026-06-06'];
    await publish(talk, database.get(), { dates: days, capacity: 10 });
    const orders = [days, days.toReversed()];
    const replies = await Promise.all(
      upTo(40).map((i) => talk.say(`person${i}`, `报名 ${i}`, { ...REGISTER, dates: orders[i % 2] ?? days })),
    );
    expect(replies.filter(({ text }) => text.startsWith('抱歉'))).toEqual([]);
    const rows = await standing();
    expect(rows).toHaveLength(120);
    expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(30);
  });
});

function numbersIn(replies: { text: string }[], pattern: RegExp): number[] {
  return sorted(replies.map(({ text }) => Number(pattern.exec(text)?.[1])));
}

function sorted(numbers: number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
