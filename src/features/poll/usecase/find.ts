import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { findPoll, findPollsOfChat, findPollsOfPerson } from '../store.ts';
import type { Poll } from '../types.ts';

type Reader = Pick<CommandContext, 'db' | 'message' | 'sender'>;

/** Further back nobody asks. */
const MOST_LOOKED_AT = 30;
/** Said around the name of a poll. */
const AROUND = /[的这那个次\s]|投票/g;

/** While one can vote in it. */
export function isOpen({ state, closesAt }: Pick<Poll, 'state' | 'closesAt'>, now: Date): boolean {
  return state === 'open' && (closesAt === null || closesAt > now);
}

/** The polls people of this chat speak of; one to one: those the person put or voted in. The latest first. */
export function visiblePolls({ db, message, sender }: Reader): Promise<Poll[]> {
  const { chat } = message;
  return chat.kind === 'group'
    ? findPollsOfChat(db, chat.id, MOST_LOOKED_AT)
    : findPollsOfPerson(db, sender.id, MOST_LOOKED_AT);
}

export async function openPolls(context: Reader & Pick<CommandContext, 'now'>): Promise<Poll[]> {
  return (await visiblePolls(context)).filter((poll) => isOpen(poll, context.now));
}

/** Those whose title the words are part of; without words all. */
export function matchPolls(polls: readonly Poll[], words = ''): Poll[] {
  const wanted = words.replace(AROUND, '');
  return polls.filter(({ title }) => {
    const squeezed = title.replace(AROUND, '');
    return squeezed.includes(wanted) || (squeezed.length > 1 && wanted.includes(squeezed));
  });
}

/** @throws AppError `not_found` for one taken back since. */
export async function knownPoll({ db }: Pick<CommandContext, 'db'>, id: number): Promise<Poll> {
  const poll = await findPoll(db, id);
  if (!poll) throw userError('not_found', '这个投票已经撤销了。发「投票结果」看现在有什么投票。');
  return poll;
}

export function noPoll(): Error {
  return userError('not_found', '现在没有正在进行的投票。要发起一个，发：投票 主题党日哪天好 6月5日 6月6日 6月7日');
}
