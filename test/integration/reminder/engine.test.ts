import { beforeEach, describe, expect, it } from 'vitest';
import type { Deliver } from '../../../src/bot/outbox.ts';
import type { Recipient, ReminderKind } from '../../../src/bot/reminder.ts';
import { sendDue } from '../../../src/bot/sending.ts';
import { createLogger } from '../../../src/logger.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { engineOf, kindOf, type Thing } from '../../support/reminders.ts';

const at = (time: string) => `2025-06-${time}:00+08:00`;
const SINCE = new Date('2025-01-01T00:00:00+08:00');

describeOnDatabases('the reminder engine', (database) => {
  let now: Date;
  let things: Thing[];
  let said: string[];

  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.reminderRule.deleteMany();
    await db.reminderOptOut.deleteMany();
    await db.setting.deleteMany({ where: { key: 'reminders.seen_until' } });
    things = [];
    said = [];
    now = new Date(at('01T10:00'));
  });

  const say: Deliver = async ({ target, content }) => {
    const to = target.kind === 'person' ? `${target.userid}: ` : '';
    if (content.kind === 'text') said.push(`${to}${content.text}`);
    return { outcome: 'sent' };
  };
  const refresh = (kinds: ReminderKind[] = [kindOf(things)], reachesPeople = true) =>
    engineOf(database.get(), kinds, { now: () => now, reachesPeople }).refresh();
  const send = (deliver: Deliver = say) =>
    sendDue({ database: database.get(), deliver, reportTo: [], logger: createLogger('silent'), now: () => now });

  /** The bot runs at each of these instants: refreshes, then sends. */
  async function run(times: string[], kinds?: ReminderKind[], reachesPeople?: boolean): Promise<void> {
    for (const time of times) {
      now = new Date(at(time));
      await refresh(kinds, reachesPeople);
      await send();
    }
  }
  const rows = async () => {
    const all = await database.get().db.outboxItem.findMany({ orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] });
    return all.map(({ key, state, reason }) => [key, state, ...(reason === null ? [] : [reason])]);
  };

  it('keeps what is due within two days once, and says it once', async () => {
    things.push({ id: 'a', at: at('03T19:00') }, { id: 'far', at: at('09T19:00') });
    await run(['01T10:00', '01T10:01', '02T19:59']);
    expect(said).toEqual([]);
    expect(await rows()).toEqual([['thing:a:once:thing_eve@2025-06-03T19:00', 'pending']]);
    await run(['02T20:00', '02T20:01', '03T10:00']);
    expect(said).toEqual(['a 2025-06-02']);
  });

  it('moves with what it reminds of, before it has been sent', async () => {
    things.push({ id: 'a', at: at('03T19:00') });
    await run(['01T21:00']);
    things.splice(0, 1, { id: 'a', at: at('04T19:00'), correction: '改到6月4日' });
    await run(['02T20:00', '03T20:00']);
    expect(said).toEqual(['a 2025-06-03']);
    expect(await rows()).toEqual([
      ['thing:a:once:thing_eve@2025-06-03T19:00', 'skipped', '已经改期、取消或办完，不用再提醒'],
      ['thing:a:once:thing_eve@2025-06-04T19:00', 'sent'],
    ]);
  });

  it('is withdrawn with what it reminds of', async () => {
    things.push({ id: 'a', at: at('03T19:00') });
    await run(['01T21:00']);
    things.pop();
    await run(['02T20:00']);
    expect(said).toEqual([]);
    expect(await rows()).toMatchObject([[expect.anything(), 'skipped', expect.stringContaining('不用再提醒')]]);
  });

  describe('sent already', () => {
    beforeEach(async () => {
      things.push({ id: 'a', at: at('03T19:00') });
      await run(['02T20:00']);
    });

    it('is corrected once when it is moved, and reminded of anew', async () => {
      things.splice(0, 1, { id: 'a', at: at('05T19:00'), correction: '改到6月5日' });
      await run(['02T21:30', '02T21:31', '03T12:00', '04T20:00']);
      expect(said).toEqual(['a 2025-06-02', '改到6月5日', 'a 2025-06-04']);
    });

    it('is corrected each time, back and forth', async () => {
      things.splice(0, 1, { id: 'a', at: at('03T15:00'), correction: '改到下午3点' });
      await run(['02T21:30', '02T21:40']);
      things.splice(0, 1, { id: 'a', at: at('03T19:00'), correction: '还是晚上7点' });
      await run(['02T22:30', '02T22:40']);
      things.splice(0, 1, { id: 'a', at: at('03T15:00'), correction: '还是下午3点' });
      await run(['03T09:30', '03T10:40']);
      expect(said).toEqual(['a 2025-06-02', '改到下午3点', '还是晚上7点', '还是下午3点']);
    });

    it('is corrected when it is called off, and when it is moved far away', async () => {
      things.splice(0, 1, { id: 'a', at: at('03T19:00'), correction: '不办了', isOff: true });
      await run(['02T21:30', '02T21:40']);
      things.splice(0, 1, { id: 'a', at: at('30T19:00'), correction: '改到6月30日' });
      await run(['03T09:00', '03T09:10']);
      expect(said).toEqual(['a 2025-06-02', '不办了', '改到6月30日']);
    });

    it('is not corrected where whoever changed it tells people', async () => {
      things.splice(0, 1, { id: 'a', at: at('03T15:00') });
      await run(['02T21:30', '02T21:40']);
      expect(said).toEqual(['a 2025-06-02']);
    });
  });

  it('makes up for what was missed while it helps, and otherwise records that it was skipped', async () => {
    things.push({ id: 'late', at: at('03T19:00') }, { id: 'gone', at: at('03T12:00') });
    await run(['01T10:00']);
    things.push({ id: 'never-seen', at: at('03T13:00') });
    await run(['03T15:00']);
    expect(said).toEqual(['late 2025-06-02']);
    const missed = '机器人当时没有运行，现在发已经没有用了';
    expect(await rows()).toEqual(
      expect.arrayContaining([
        ['thing:gone:once:thing_eve@2025-06-03T12:00', 'skipped', missed],
        ['thing:never-seen:once:thing_eve@2025-06-03T13:00', 'skipped', expect.stringContaining('机器人没有运行')],
      ]),
    );
  });

  it('accounts for a whole week of not running', async () => {
    for (let day = 3; day <= 20; day += 1)
      things.push({ id: `d${day}`, at: at(`${String(day).padStart(2, '0')}T19:00`) });
    await run(['01T10:00', '02T20:00', '10T12:00', '10T20:00']);
    expect(said).toEqual(['d3 2025-06-02', 'd10 2025-06-09', 'd11 2025-06-10']);
    const kept = await rows();
    expect(kept.filter(([, state]) => state === 'skipped')).toHaveLength(6);
    expect(kept.filter(([, state]) => state === 'sent')).toHaveLength(3);
  });

  it('is not reminded of what was not there when it was due', async () => {
    things.push({ id: 'new', at: at('03T19:00'), since: at('02T21:00') });
    await run(['02T21:00', '03T10:00']);
    expect(said).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('says nothing twice when the clock is set back, and nothing too late when it is set on', async () => {
    things.push({ id: 'a', at: at('03T19:00') }, { id: 'b', at: at('04T19:00') });
    await run(['02T20:30', '02T19:30', '02T20:00', '02T21:00', '03T19:30', '03T20:30', '03T19:45', '03T20:15']);
    expect(said).toEqual(['a 2025-06-02', 'b 2025-06-03']);
  });

  it('does not send what was called off while the clock was set back', async () => {
    things.push({ id: 'a', at: at('03T19:00') });
    await run(['01T21:00']);
    now = new Date(at('01T20:00'));
    things.pop();
    await run(['01T20:00', '02T20:00']);
    expect(said).toEqual([]);
  });

  it('comes to the same in two processes at once', async () => {
    for (let n = 0; n < 20; n += 1) things.push({ id: `t${n}`, at: at('03T19:00') });
    await Promise.all(Array.from({ length: 4 }, () => refresh()));
    now = new Date(at('02T20:00'));
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        await refresh();
        await send();
      }),
    );
    expect(said.toSorted()).toEqual(things.map(({ id }) => `${id} 2025-06-02`).toSorted());
  });

  describe('quiet hours', () => {
    const soon = (over: Partial<ReminderKind> = {}) =>
      kindOf(things, { name: 'thing_soon', label: '两小时前', offsets: [{ minutes: -120 }], ...over });

    it('hold until the morning what still helps then', async () => {
      things.push({ id: 'nine', at: at('03T09:00') });
      await run(['03T07:00', '03T07:59'], [soon()]);
      expect(said).toEqual([]);
      await run(['03T08:00'], [soon()]);
      expect(said).toEqual(['nine 2025-06-03']);
    });

    it('bring forward to the evening before what would come too late', async () => {
      things.push({ id: 'early', at: at('03T07:30') });
      await run(['02T20:29', '02T20:30', '03T05:30', '03T08:00'], [soon()]);
      expect(said).toEqual(['early 2025-06-02']);
    });

    it('leave out what the evening has said already, and record why', async () => {
      things.push({ id: 'early', at: at('03T07:30') });
      await run(['02T20:00', '02T20:30', '03T05:30', '03T07:00'], [kindOf(things), soon()]);
      expect(said).toEqual(['early 2025-06-02']);
      expect((await rows()).at(-1)).toEqual([
        'thing:early:once:thing_soon@2025-06-03T07:30',
        'skipped',
        '正好在不打扰的时段，前一晚已经提醒过',
      ]);
    });

    it('hold what is made up for, if it helps in the morning', async () => {
      things.push({ id: 'late', at: at('03T19:00') }, { id: 'early', at: at('03T07:30') });
      await run(['02T10:00', '03T03:00', '03T07:00']);
      expect(said).toEqual(['early 2025-06-02']);
      await run(['03T08:00', '03T08:01']);
      expect(said).toEqual(['early 2025-06-02', 'late 2025-06-02']);
    });

    it('do not hold what is urgent', async () => {
      things.push({ id: 'early', at: at('03T07:30') });
      await run(['03T05:30'], [soon({ isUrgent: true })]);
      expect(said).toEqual(['early 2025-06-03']);
    });
  });

  describe('for people', () => {
    const recipient = (personId: number, over: Partial<Recipient> = {}): Recipient => ({
      ...{ personId, userid: `user${personId}`, since: SINCE },
      ...over,
    });
    const forPeople = (id: string, people: Recipient[], chatId: string | null = 'group-1'): Thing => ({
      ...{ id, at: at('03T19:00') },
      audience: { kind: 'people', people, chatId },
    });

    it('several at one time are one message, each accounted for', async () => {
      things.push(forPeople('a', [recipient(1), recipient(2)]), forPeople('b', [recipient(1)]));
      await run(['02T20:00', '02T20:01']);
      expect(said.toSorted()).toEqual(['user1: a 2025-06-02\n\nb 2025-06-02', 'user2: a 2025-06-02']);
      expect((await rows()).map(([, state]) => state)).toEqual(['sent', 'sent', 'sent']);
    });

    it('stays one message when it is tried again, though another has come due', async () => {
      things.push(forPeople('a', [recipient(1)]), forPeople('b', [recipient(1)]));
      now = new Date(at('02T20:00'));
      await refresh();
      await send(async () => ({ outcome: 'later', reason: '太频繁', afterMs: 60_000 }));
      things.push({ ...forPeople('c', [recipient(1)]), at: at('03T18:00') });
      await run(['02T20:01']);
      expect(said.toSorted()).toEqual(['user1: a 2025-06-02\n\nb 2025-06-02', 'user1: c 2025-06-02']);
    });

    it('stays one message after the process that was sending it died', async () => {
      things.push(forPeople('a', [recipient(1)]), forPeople('b', [recipient(1)]));
      now = new Date(at('02T20:00'));
      await refresh();
      await database
        .get()
        .db.outboxItem.updateMany({ data: { state: 'sending', tries: 1, claimedAt: now, bundle: 0 } });
      await run(['02T20:02']);
      expect(said).toEqual(['user1: a 2025-06-02\n\nb 2025-06-02']);
    });

    it('is not for who was not concerned yet', async () => {
      things.push(forPeople('a', [recipient(1), recipient(2, { since: new Date(at('02T20:30')) })]));
      await run(['02T20:00', '02T20:31']);
      expect(said).toEqual(['user1: a 2025-06-02']);
    });

    it('is left out for who does not want it, and that is recorded', async () => {
      const { db } = database.get();
      const person = await db.person.create({ data: { userid: 'wangfang', createdAt: SINCE } });
      await db.reminderOptOut.create({ data: { personId: person.id, kind: 'thing_eve', createdAt: SINCE } });
      things.push(forPeople('a', [recipient(person.id, { userid: 'wangfang' }), recipient(90001)]));
      await run(['02T20:00']);
      expect(said).toEqual(['user90001: a 2025-06-02']);
      expect(await rows()).toContainEqual([expect.stringContaining(`:p${person.id}`), 'skipped', '本人不要这类提醒']);
    });

    it('goes by name into the group where nobody is reached one to one', async () => {
      things.push(forPeople('a', [recipient(1), recipient(2), recipient(3, { userid: null })]));
      now = new Date(at('02T20:00'));
      await refresh([kindOf(things)], false);
      const [row] = await database.get().db.outboxItem.findMany();
      expect(row).toMatchObject({
        key: 'thing:a:once:thing_eve@2025-06-03T19:00',
        target: { kind: 'chat', chatId: 'group-1' },
        content: { kind: 'text', text: 'a 2025-06-02', mentions: ['user1', 'user2'] },
      });
    });
  });

  describe('rules', () => {
    it('can be turned off', async () => {
      things.push({ id: 'a', at: at('03T19:00') });
      await run(['01T21:00']);
      const { db } = database.get();
      await db.reminderRule.create({ data: { kind: 'thing_eve', isOn: false, updatedAt: new Date(at('02T10:00')) } });
      await run(['02T20:00']);
      expect(said).toEqual([]);
    });

    it('can have other moments, several of them, and make up for none before they were set', async () => {
      things.push({ id: 'a', at: at('04T19:00') });
      const { db } = database.get();
      const offsets = [{ days: -2, at: '09:00' }, { days: -1, at: '09:00' }, { minutes: -60 }];
      await db.reminderRule.create({ data: { kind: 'thing_eve', offsets, updatedAt: new Date(at('02T10:00')) } });
      await run(['02T10:01', '03T09:00', '04T18:00']);
      expect(said).toEqual(['a 2025-06-03', 'a 2025-06-04']);
      expect((await rows()).map(([key]) => key)).toEqual([
        'thing:a:once:thing_eve:-1d09:00@2025-06-04T19:00',
        'thing:a:once:thing_eve:-60m@2025-06-04T19:00',
      ]);
    });
  });
});
