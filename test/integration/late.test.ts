import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LateEnd } from '../../src/bot/command.ts';
import { findSender, keepAnswer, storeMessage } from '../../src/bot/inbox.ts';
import { createLateAnswers, type LateAnswers } from '../../src/bot/late/run.ts';
import type { Message } from '../../src/bot/message.ts';
import type { Database } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';

const MINUTE = 60_000;
const START = new Date('2026-07-01T10:00:00+08:00');

afterEach(() => {
  vi.useRealTimers();
});

describeOnDatabases('a job that takes long', (database) => {
  it('runs once in its process, wherever the clock is moved meanwhile', async () => {
    const job = heldJob();
    let now = START;
    const late = answersOf(database, { now: () => now, run: job.run });
    await open(database, late, 'moved-clock');
    late.wake('moved-clock');
    await job.started;
    now = new Date(START.getTime() + 60 * MINUTE);
    await late.sweep();
    await late.sweep();
    job.release();
    await late.settle();
    expect(job.runs()).toBe(1);
    expect(await late.refresh('moved-clock')).toMatchObject({ text: '办好了', isFinished: true });
  });

  it('is not taken over by another process while the first is at it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const job = heldJob();
    let now = START;
    const [one, other] = [0, 1].map(() => answersOf(database, { now: () => now, run: job.run }));
    if (!one || !other) throw new Error('two processes');
    await open(database, one, 'held');
    one.wake('held');
    await job.started;
    now = new Date(START.getTime() + 10 * MINUTE);
    vi.advanceTimersByTime(MINUTE);
    await vi.waitFor(async () => {
      const { claimedUntil } = await database.get().db.lateAnswer.findUniqueOrThrow({ where: { id: 'held' } });
      expect(claimedUntil?.getTime()).toBeGreaterThan(now.getTime());
    });
    await other.sweep();
    await other.settle();
    job.release();
    await one.settle();
    expect(job.runs()).toBe(1);
  });

  it('is left to the next process when it would hold up a stop', async () => {
    const job = heldJob();
    const late = answersOf(database, { now: () => START, run: job.run });
    await open(database, late, 'stopped');
    late.wake('stopped');
    await job.started;
    await late.settle(0);
    const next = answersOf(database, { now: () => START, run: async () => '下一个进程办好了' });
    await next.sweep();
    await next.settle();
    expect(await next.refresh('stopped')).toMatchObject({ text: '下一个进程办好了', isFinished: true });
    job.release();
    await vi.waitFor(() => expect(job.isOver()).toBe(true));
    expect(await next.refresh('stopped')).toMatchObject({ text: '下一个进程办好了' });
  });

  it('is taken over once nobody holds it any more', async () => {
    const { db } = database.get();
    const late = answersOf(database, { now: () => START, run: async () => '接着办好了' });
    await open(database, late, 'left');
    await db.lateAnswer.update({
      where: { id: 'left' },
      data: { state: 'running', tries: 1, claimedUntil: new Date(START.getTime() - 1) },
    });
    await late.sweep();
    await late.settle();
    expect(await late.refresh('left')).toMatchObject({ text: '接着办好了', isFinished: true });
  });

  describe('and asks at its end', () => {
    const question: LateEnd = {
      text: '是要「报名」吗？',
      choices: [
        { label: '是', key: 'kept:run', says: 'yes' },
        { label: '不是', key: 'kept:no', says: 'no' },
      ],
      kept: { text: '俺也想去，打13800138000', at: START.toISOString() },
    };
    const asking = { now: () => START, run: async () => question };

    it('keeps the question and shows its buttons until they are delivered', async () => {
      const late = answersOf(database, asking);
      const messageId = await open(database, late, 'asks');
      late.wake('asks');
      await late.settle();
      const { id, ...kept } = await database.get().db.question.findFirstOrThrow({ where: { messageId } });
      expect(kept).toMatchObject({
        chatId: 'group-1',
        kept: { text: '俺也想去，打138****8000' },
        expiresAt: new Date(START.getTime() + 10 * MINUTE),
      });
      const text = '是要「报名」吗？\n回复「是」「不是」，例如：@志愿助手 是（十分钟内有效）';
      expect(await late.refresh('asks')).toEqual({
        id: 'asks',
        text,
        isFinished: true,
        card: {
          taskId: expect.stringMatching(/^[\w@-]{1,128}$/),
          title: '是要「报名」吗？',
          buttons: [
            { text: '是', key: `choice:${id}:0` },
            { text: '不是', key: `choice:${id}:1` },
          ],
        },
      });
      await late.delivered('asks');
      expect(await late.refresh('asks')).toEqual({ id: 'asks', text, isFinished: true });
    });

    it('loses nothing and asks once where the process dies before it is written', async () => {
      const dying: Database = {
        ...database.get(),
        transaction: (work) =>
          database.get().transaction(async (db) => {
            await work(db);
            throw new Error('died');
          }),
      };
      const first = answersOf(database, { ...asking, database: dying });
      const messageId = await open(database, first, 'dies');
      first.wake('dies');
      await first.settle();
      const { db } = database.get();
      expect(await first.refresh('dies')).toMatchObject({ isFinished: false });
      expect(await db.question.count({ where: { messageId } })).toBe(0);
      const next = answersOf(database, { ...asking, now: () => new Date(START.getTime() + 3 * MINUTE) });
      await next.sweep();
      await next.settle();
      expect(await next.refresh('dies')).toMatchObject({ isFinished: true, card: { title: '是要「报名」吗？' } });
      expect(await db.question.count({ where: { messageId } })).toBe(1);
    });

    it('does not ask twice where two processes end it', async () => {
      const { db } = database.get();
      const [one, other] = [0, 1].map(() => answersOf(database, asking));
      if (!one || !other) throw new Error('two processes');
      const messageId = await open(database, one, 'both');
      one.wake('both');
      await one.settle();
      const { id } = await db.question.findFirstOrThrow({ where: { messageId } });
      other.wake('both');
      await other.settle();
      expect(await db.question.findMany({ where: { messageId }, select: { id: true } })).toEqual([{ id }]);
    });

    it('leaves what was asked or ordered since', async () => {
      const late = answersOf(database, asking);
      await open(database, late, 'older');
      await open(database, late, 'newer');
      late.wake('newer');
      await late.settle();
      late.wake('older');
      await late.settle();
      expect(await late.refresh('older')).toEqual({
        id: 'older',
        text: expect.stringContaining('你后来又说了别的'),
        isFinished: true,
      });
      expect(await late.refresh('newer')).toHaveProperty('card');
      await open(database, late, 'overtaken');
      await open(database, late, 'ordered', 'register');
      late.wake('overtaken');
      await late.settle();
      expect(await late.refresh('overtaken')).not.toHaveProperty('card');
    });

    it('keeps one question of a person, however many end at once', async () => {
      const late = answersOf(database, asking);
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      for (const id of ids) await open(database, late, id);
      for (const id of ids) late.wake(id);
      await late.settle();
      const states = await Promise.all(ids.map((id) => late.refresh(id)));
      expect(states.every((state) => state?.isFinished)).toBe(true);
      expect(states.at(-1)).toHaveProperty('card');
    });
  });
});

interface Options {
  now(): Date;
  run(): Promise<string | LateEnd>;
  database?: Database;
}

function answersOf({ get }: TestDatabase, { now, run, database = get() }: Options): LateAnswers {
  return createLateAnswers({
    database,
    jobs: [{ kind: 'slow', run }],
    logger: createLogger('silent'),
    zone: 'Asia/Shanghai',
    botName: '志愿助手',
    now,
    answerByUrl: async () => false,
  });
}

/** `command`: what the message was taken for. Gives the message's row. */
async function open({ get }: TestDatabase, late: LateAnswers, id: string, command?: string): Promise<number> {
  const message: Message = {
    id: `b:${id}`,
    bot: 'b',
    chat: { kind: 'group', id: 'group-1' },
    sender: 'zhaomin',
    text: '生成上半年总结',
    attachments: [],
    receivedAt: START,
  };
  return get().transaction(async (db) => {
    const arrival = await storeMessage(db, message);
    if (!arrival.isNew) throw new Error('seen before');
    const reply = { text: '正在办…', late: { kind: 'slow', arguments: {} } };
    const { messageId } = arrival;
    await late.open(db, { id, message, messageId, reply, now: START });
    const { id: personId } = await findSender(db, message);
    await keepAnswer(db, messageId, { reply, personId, command });
    return messageId;
  });
}

/** A job that ends when it is let go. */
function heldJob() {
  let count = 0;
  let isOver = false;
  let release = (): void => undefined;
  let start = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    started,
    release: () => release(),
    runs: () => count,
    isOver: () => isOver,
    async run() {
      count += 1;
      start();
      await held;
      isOver = true;
      return '办好了';
    },
  };
}
