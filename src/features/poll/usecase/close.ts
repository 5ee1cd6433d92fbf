import type { CommandContext } from '../../../bot/command.ts';
import { enqueue, withdraw } from '../../../bot/outbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Database, Db } from '../../../database.ts';
import { userError } from '../../../errors.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { closeOpenPoll, findPollsToClose, lockPoll, reopenPoll } from '../store.ts';
import type { Poll } from '../types.ts';
import { knownPoll } from './find.ts';
import { subjectOf } from './put.ts';
import { outcomeText } from './text.ts';

/** The result is still news for so long. */
const USEFUL_MS = 24 * 3_600_000;

interface Around {
  now: Date;
  zone: string;
  botName: string;
}

/** Closes the polls whose time has come; each result is announced once, however many processes see it. */
export async function closeDuePolls(database: Database, around: Around): Promise<void> {
  for (const { id } of await findPollsToClose(database.db, around.now)) {
    await database.transaction(async (db) => {
      await lockPoll(db, id);
      const change = { db, now: around.now, sender: { id: null }, messageId: null };
      const poll = await knownPoll({ db }, id);
      const closedAt = poll.closesAt ?? around.now;
      if (await close(change, poll, closedAt)) await announce(db, { ...poll, state: 'closed' }, closedAt, around);
    });
  }
}

/** Closes it before its time. @throws AppError where it is not the sender's to close, or closed. */
export async function closePoll(context: CommandContext, id: number, botName: string): Promise<Poll> {
  const { db, now, sender, message } = context;
  await lockPoll(db, id);
  const poll = await knownPoll(context, id);
  if (poll.creator.id !== sender.id && !context.can('meet')) {
    throw userError('forbidden', `「${poll.title}」是${poll.creator.name}发起的，只有发起人和支委能结束。`);
  }
  if (!(await close(context, poll, now))) {
    throw userError('conflict', `「${poll.title}」已经结束了。要看，发：投票结果 ${poll.title}`);
  }
  const closed: Poll = { ...poll, state: 'closed' };
  // In its own group the answer tells everybody.
  const isHere = message.chat.kind === 'group' && message.chat.id === poll.chatId;
  if (!isHere) await announce(db, closed, now, { ...context, botName });
  return closed;
}

/** Takes a closing back. @throws AppError `conflict` where it is open, or its time is over. */
export async function openAgain(context: CommandContext, id: number): Promise<Poll> {
  const { db, now } = context;
  await lockPoll(db, id);
  const poll = await knownPoll(context, id);
  const isOver = poll.closesAt !== null && poll.closesAt <= now;
  if (isOver || !(await reopenPoll(db, id))) throw userError('conflict', `「${poll.title}」到截止时间了，不能再打开。`);
  await withdraw(db, keyPrefix(id), '投票又打开了');
  await recordAudit(context, { action: 'reopen_poll', subject: subjectOf(id) });
  return { ...poll, state: 'open' };
}

async function close(change: Change, { id }: Poll, closedAt: Date): Promise<boolean> {
  const isClosed = await closeOpenPoll(change.db, id, closedAt);
  if (isClosed) await recordAudit(change, { action: 'close_poll', subject: subjectOf(id) });
  return isClosed;
}

async function announce(db: Db, poll: Poll, closedAt: Date, { now, zone, botName }: Around): Promise<void> {
  if (poll.chatId === null) return;
  const text = `【投票结果】${outcomeText(poll, { today: toLocal(now, zone).day, botName })}`;
  const item = {
    key: `${keyPrefix(poll.id)}closed@${closedAt.toISOString()}`,
    kind: 'poll_closed',
    target: { kind: 'chat', chatId: poll.chatId } as const,
    content: { kind: 'text', text } as const,
    dueAt: closedAt,
    usefulUntil: new Date(closedAt.getTime() + USEFUL_MS),
  };
  await enqueue(db, item, now);
}

function keyPrefix(id: number): string {
  return `poll:${id}:`;
}
