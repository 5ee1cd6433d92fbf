import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { lockPoll, replaceBallots } from '../store.ts';
import type { Poll, PollOption } from '../types.ts';
import { isOpen, knownPoll } from './find.ts';
import { subjectOf } from './put.ts';

export interface Voted {
  poll: Poll;
  chosen: PollOption[];
  /** Ids of the options the sender had chosen. */
  before: number[];
  isChanged: boolean;
}

/**
 * The sender chooses these options, and no longer any other; none: votes for nothing.
 * @throws AppError where it is closed, or for options it does not have or does not take together.
 */
export async function vote(context: CommandContext, pollId: number, serials: readonly number[]): Promise<Voted> {
  await lockPoll(context.db, pollId);
  const poll = await knownPoll(context, pollId);
  if (!isOpen(poll, context.now)) throw userError('conflict', `「${poll.title}」已经结束了，这一票没有记。`);
  checkChoice(poll, serials);
  const optionIds = poll.options.filter(({ serial }) => serials.includes(serial)).map(({ id }) => id);
  return castBallots(context, poll, optionIds);
}

/** Puts the sender's vote back to what it was. @throws AppError `conflict` where the poll is closed. */
export async function restoreVote(
  context: CommandContext,
  pollId: number,
  optionIds: readonly number[],
): Promise<Voted> {
  await lockPoll(context.db, pollId);
  const poll = await knownPoll(context, pollId);
  if (!isOpen(poll, context.now)) throw userError('conflict', `「${poll.title}」已经结束了，不能再改。`);
  return castBallots(context, poll, optionIds);
}

export function chosenBy({ options }: Poll, personId: number): PollOption[] {
  return options.filter(({ voters }) => voters.some(({ id }) => id === personId));
}

async function castBallots(context: CommandContext, poll: Poll, optionIds: readonly number[]): Promise<Voted> {
  const { db, sender, now } = context;
  const before = chosenBy(poll, sender.id).map(({ id }) => id);
  const isChanged = before.length !== optionIds.length || before.some((id) => !optionIds.includes(id));
  if (isChanged) {
    await replaceBallots(db, { pollId: poll.id, personId: sender.id, optionIds }, now);
    await recordAudit(context, { action: 'vote', subject: subjectOf(poll.id), detail: { before, after: optionIds } });
  }
  const after = await knownPoll(context, poll.id);
  return { poll: after, chosen: chosenBy(after, sender.id), before, isChanged };
}

function checkChoice({ options, isMultiple }: Poll, serials: readonly number[]): void {
  const unknown = serials.find((serial) => !options.some((option) => option.serial === serial));
  if (unknown !== undefined) {
    throw userError('invalid_input', `没有第 ${unknown} 项，请写 1 到 ${options.length} 之间的数字，例如：投 1`);
  }
  if (!isMultiple && serials.length > 1) throw userError('invalid_input', '这个投票是单选，只能投一项，例如：投 1');
}
