import { afterEach, expect, it, vi } from 'vitest';
import { storeMessage } from '../../src/bot/inbox.ts';
import { createLateAnswers, type LateAnswers } from '../../src/bot/late/run.ts';
import type { Message } from '../../src/bot/message.ts';
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
});

interface Options {
  now(): Date;
  run(): Promise<string>;
}

function answersOf(database: TestDatabase, { now, run }: Options): LateAnswers {
  return createLateAnswers({
    database: database.get(),
    jobs: [{ kind: 'slow', run }],
    logger: createLogger('silent'),
    zone: 'Asia/Shanghai',
    now,
    answerByUrl: async () => false,
  });
}

async function open({ get }: TestDatabase, late: LateAnswers, id: string): Promise<void> {
  const message: Message = {
    id,
    bot: 'b',
    chat: { kind: 'group', id: 'group-1' },
    sender: 'zhaomin',
    text: '生成上半年总结',
    attachments: [],
    receivedAt: START,
  };
  await get().transaction(async (db) => {
    const arrival = await storeMessage(db, message);
    if (!arrival.isNew) throw new Error('seen before');
    const reply = { text: '正在办…', late: { kind: 'slow', arguments: {} } };
    await late.open(db, { id, message, messageId: arrival.messageId, reply, now: START });
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
