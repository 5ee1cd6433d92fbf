import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Db } from '../../database.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { LateEnd, LateJob } from '../command.ts';
import { withoutPhones } from '../dialogue/order.ts';
import { keepLateQuestion } from '../dialogue/question.ts';
import { showQuestion } from '../dialogue/show-question.ts';
import { chatIdOf } from '../inbox.ts';
import type { Message, StreamState } from '../message.ts';
import { enqueue, type Target } from '../outbox.ts';
import type { Reply } from '../reply.ts';
import { newTaskId } from '../task-id.ts';
import {
  claimDelivery,
  claimHandOver,
  claimLate,
  findAsker,
  findLate,
  findUndelivered,
  findUnfinished,
  finishLate,
  holdLate,
  insertLate,
  type LateRow,
  releaseLate,
  showEnd,
  showProgress,
} from './store.ts';

export interface LateOptions {
  database: Database;
  jobs: readonly LateJob[];
  logger: Logger;
  zone: string;
  /** What people mention. */
  botName: string;
  now(): Date;
  /** Posts to WeCom's one-time address; false: spent, expired or refused. */
  answerByUrl(url: string, markdown: string): Promise<boolean>;
}

/** How long a poll may take to fetch a finished answer before another way is tried. */
const POLL_GRACE_MS = 10_000;
const RESPONSE_URL_MS = 3_600_000;
const MOST_TRIES = 3;
const HOLD_EVERY_MS = 30_000;
/** Half of the time the process has to stop in. */
const SETTLE_MS = 5_000;
const PUSH_USEFUL_MS = 24 * 3_600_000;
const MOVED_ON = '前面那一句没看懂。你后来又说了别的，就不再问了；还要办的话，请换个说法再发一次。';

interface End {
  state: 'done' | 'failed';
  content: string;
  question?: LateEnd;
}

type Show = (state: StreamState) => Promise<boolean>;

export interface LateAnswers {
  open(db: Db, order: { id: string; message: Message; messageId: number; reply: Reply; now: Date }): Promise<void>;
  /** Starts work on it now; the sweep would find it too. */
  wake(id: string): void;
  /** These three as in Receiver. */
  refresh(id: string): Promise<StreamState | undefined>;
  delivered(id: string): Promise<void>;
  deliver(id: string, show: Show): Promise<void>;
  /** Resumes what a dead process left, and delivers what no poll fetched. */
  sweep(): Promise<void>;
  /** Waits a while for the jobs under way; those that take longer are left to the next process. */
  settle(graceMs?: number): Promise<void>;
}

/** Answers that take over a second: kept, finished, and handed over by stream, then response_url, then push. */
export function createLateAnswers(options: LateOptions): LateAnswers {
  const { database, logger } = options;
  const running = new Map<string, Promise<void>>();

  async function open(
    db: Db,
    { id, message, messageId, reply, now }: Parameters<LateAnswers['open']>[1],
  ): Promise<void> {
    if (!reply.late) return;
    await insertLate(db, {
      id,
      messageId,
      kind: reply.late.kind,
      arguments: reply.late.arguments,
      chatId: chatIdOf(message),
      userid: message.sender,
      responseUrl: message.responseUrl,
      content: reply.text,
      createdAt: now,
    });
  }

  function wake(id: string): void {
    // Its claim may look expired: the clock can be moved while it runs.
    if (running.has(id)) return;
    const work = run(id)
      .catch((error: unknown) => logger.error({ err: error, lateAnswer: id }, '后台任务出错，稍后会再试'))
      .finally(() => running.delete(id));
    running.set(id, work);
  }

  async function run(id: string): Promise<void> {
    if (!(await claimLate(database.db, id, options.now()))) return;
    const row = await findLate(database.db, id);
    if (!row) return;
    // Other processes take over only what nobody holds, however long a model takes.
    const hold = setInterval(() => {
      holdLate(database.db, id, options.now()).catch((error: unknown) =>
        logger.warn({ err: error, lateAnswer: id }, '后台任务没能续上占用，可能会被另一个进程重做'),
      );
    }, HOLD_EVERY_MS).unref();
    const end = await finish(row).finally(() => clearInterval(hold));
    await close(row, end);
  }

  /** The end and the question it asks are one transaction: a process that dies neither loses nor doubles them. */
  async function close(row: LateRow, { question, ...end }: End): Promise<void> {
    const now = options.now();
    await database.transaction(async (db) => {
      const isOurs = await finishLate(db, row.id, { ...end, now });
      if (isOurs && question) await ask(db, row, { question, now });
    });
  }

  async function ask(db: Db, row: LateRow, { question, now }: { question: LateEnd; now: Date }): Promise<void> {
    const { id, chatId, messageId } = row;
    const { text, choices } = question;
    const asker = await findAsker(db, messageId);
    const asked = { chatId, messageId, choices, kept: withoutPhones(question.kept), now };
    const kept = asker && (await keepLateQuestion(db, { ...asked, ...asker }));
    if (kept === undefined) return showEnd(db, id, { content: question.movedOn ?? MOVED_ON });
    const { botName } = options;
    const shown = showQuestion({ id: kept, text, choices, chatId, botName, mayLackButtons: true });
    const card = { ...shown.card, taskId: newTaskId(messageId) };
    await showEnd(db, id, { content: shown.text, card });
  }

  async function finish(row: LateRow): Promise<End> {
    const job = options.jobs.find(({ kind }) => kind === row.kind);
    if (!job || row.tries > MOST_TRIES) {
      logger.error({ lateAnswer: row.id, kind: row.kind, tries: row.tries }, '后台任务多次中断，已放弃');
      return { state: 'failed', content: '抱歉，这件事试了几次都没有办成，请稍后重新发一次，或告诉管理员。' };
    }
    try {
      const end = await job.run(contextOf(row), row.arguments);
      if (typeof end === 'string') return { state: 'done', content: end };
      return { state: 'done', content: end.text, question: end };
    } catch (error) {
      if (error instanceof AppError && error.isForUser) return { state: 'failed', content: error.message };
      logger.error({ err: error, lateAnswer: row.id, kind: row.kind }, '后台任务出错；请把这一行报告给维护者');
      return { state: 'failed', content: '抱歉，办的时候出了点问题，没有办成。请稍后重新发一次。' };
    }
  }

  function contextOf(row: LateRow): Parameters<LateJob['run']>[0] {
    const { chatId, userid, messageId } = row;
    return {
      database,
      now: options.now,
      zone: options.zone,
      chatId,
      userid,
      messageId,
      progress: (text) => showProgress(database.db, row.id, text, options.now()),
    };
  }

  async function refresh(id: string): Promise<StreamState | undefined> {
    const row = await findLate(database.db, id);
    return row && stateOf(row);
  }

  async function delivered(id: string): Promise<void> {
    await claimDelivery(database.db, id, 'stream', options.now());
  }

  async function deliver(id: string, show: Show): Promise<void> {
    const row = await findLate(database.db, id);
    if (row?.isFinished && !row.deliveredAt) await handOver(row, show);
  }

  async function sweep(): Promise<void> {
    for (const id of await findUnfinished(database.db, options.now())) wake(id);
    const finishedBefore = new Date(options.now().getTime() - POLL_GRACE_MS);
    for (const row of await findUndelivered(database.db, finishedBefore)) await handOver(row);
  }

  /**
   * By one process alone, since the address takes one answer only. The push is an outbox row made in the transaction
   * that claims the delivery: it cannot be lost or doubled.
   */
  async function handOver(row: LateRow, show?: Show): Promise<void> {
    const now = options.now();
    if (!(await claimHandOver(database.db, row.id, now))) return;
    if (show && (await show(stateOf(row)))) return delivered(row.id);
    const isUrlFresh = now.getTime() - row.createdAt.getTime() < RESPONSE_URL_MS;
    if (row.responseUrl && isUrlFresh && (await options.answerByUrl(row.responseUrl, row.content))) {
      await claimDelivery(database.db, row.id, 'response_url', now);
      return;
    }
    await database.transaction(async (db) => {
      if (await claimDelivery(db, row.id, 'push', now)) await push(db, row, now);
    });
  }

  async function push(db: Db, { id, chatId, userid, content: text, card }: LateRow, now: Date): Promise<void> {
    const target: Target = chatId ? { kind: 'chat', chatId } : { kind: 'person', userid };
    const usefulUntil = new Date(now.getTime() + PUSH_USEFUL_MS);
    const content = { kind: 'markdown', text, ...(card ? { card } : {}) } as const;
    await enqueue(db, { key: `late:${id}`, kind: 'late_answer', target, content, dueAt: now, usefulUntil }, now);
  }

  async function settle(graceMs = SETTLE_MS): Promise<void> {
    const ended = new AbortController();
    const grace = sleep(graceMs, undefined, { signal: ended.signal }).catch(() => undefined);
    await Promise.race([Promise.all(running.values()), grace]);
    ended.abort();
    await releaseLate(database.db, [...running.keys()]);
  }

  return { open, wake, refresh, delivered, deliver, sweep, settle };
}

function stateOf({ id, content: text, isFinished, card, deliveredAt }: LateRow): StreamState {
  return { id, text, isFinished, ...(card && !deliveredAt ? { card } : {}) };
}
