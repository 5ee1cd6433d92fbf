import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { deletePoll, insertPoll, lockPoll } from '../store.ts';
import type { NewPoll, Poll } from '../types.ts';
import { isOpen, knownPoll, openPolls } from './find.ts';

/** Puts a question to the group. @throws AppError outside a group, or where the same is open there. */
export async function putPoll(context: CommandContext, poll: NewPoll): Promise<Poll> {
  const { db, message, messageId, sender, now } = context;
  if (message.chat.kind !== 'group') {
    throw userError('invalid_input', '投票要在群里发起，大家才看得到。请到群里把这一句再发一次。');
  }
  if ((await openPolls(context)).some(({ title }) => title === poll.title)) {
    throw userError('conflict', `「${poll.title}」正在投票。要看，发：投票结果；要重来，先发：结束投票 ${poll.title}`);
  }
  const id = await insertPoll(db, { ...poll, chatId: message.chat.id, creatorId: sender.id, messageId }, now);
  await recordAudit(context, { action: 'put_poll', subject: subjectOf(id), detail: { title: poll.title } });
  return knownPoll(context, id);
}

/** Takes a poll back in which nobody else has voted. @throws AppError `conflict` */
export async function takePollBack(context: CommandContext, id: number): Promise<Poll> {
  await lockPoll(context.db, id);
  const poll = await knownPoll(context, id);
  const others = poll.options.some(({ voters }) => voters.some((voter) => voter.id !== context.sender.id));
  if (others || !isOpen(poll, context.now)) {
    throw userError('conflict', `「${poll.title}」已经有人投了，不能直接撤销。不投了，发：结束投票 ${poll.title}`);
  }
  await deletePoll(context.db, id);
  await recordAudit(context, { action: 'take_poll_back', subject: subjectOf(id), detail: { title: poll.title } });
  return poll;
}

export function subjectOf(id: number): string {
  return `poll:${id}`;
}
