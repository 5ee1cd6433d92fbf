import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { findQuestion } from '../../../bot/dialogue/question.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { overReply, tickFirst, votedReply, voteRestoredText, whichPoll } from '../reply.ts';
import { namedOptions, readNumbers, requireTap, voteUndoSchema } from '../schema/ballot.ts';
import type { Poll } from '../types.ts';
import { OPTIONS_KEY } from '../usecase/card.ts';
import { knownPoll, matchPolls, openPolls } from '../usecase/find.ts';
import { chosenBy, restoreVote, vote } from '../usecase/vote.ts';

/** 投 1 3, 投票 2, 我投植物园; 1 3 alone; 不投了. */
const VOTING = new RegExp(
  [
    '^我?(?:也|就|要|想)?(?:投票|选)(?:给)?[\\s:]*(?<numbers>[第\\d一二两三四五六七八九十][第\\d一二两三四五六七八九十\\s,，、和号项个]*)$',
    '^我?(?:也|就|要|想)?投(?!票|稿|诉|入|放|递|身|资|篮|影|奔|案)给?[\\s:]*(?<what>\\S.{0,80})$',
    '^(?<bare>\\d{1,2}(?:\\s*[\\s,，、和]\\s*\\d{1,2}){0,19})$',
    '^(?<none>我?(?:不投了|弃权)|(?:取消|撤回)我的?投?票)[。!！]?$',
  ].join('|'),
);

/** Votes by a line or on the card; again: changes the vote. */
export const voteCommand: Command = {
  name: 'poll-vote',
  pattern: VOTING,
  right: 'register',
  help: { title: '投票', line: '在卡片上勾，或回数字；再投一次就是改票', examples: ['投 1 3', '投 6月5日', '不投了'] },
  /** A number alone rather answers a question that waits for one. */
  async applies(context, { groups }) {
    if ((await openPolls(context)).length === 0) return false;
    const { db, sender, message, now } = context;
    return groups?.bare === undefined || !(await findQuestion(db, { personId: sender.id, message, now }));
  },
  async run(context, { match }) {
    const { numbers, what, bare, none } = match?.groups ?? {};
    if (none !== undefined) return withdraw(context);
    const meant = meantBy(await openPolls(context), { text: numbers ?? bare ?? what ?? '', today: context.today });
    const [only, other] = meant;
    if (!only) throw missingPiece('没有看出投的是哪一项。请写上号码，例如：投 1');
    if (!other) return cast(context, only.poll, only.serials);
    const serials = new Map(meant.map(({ poll, serials: own }) => [poll.id, own]));
    const keyOf = ({ id }: Poll) => `poll-vote:${id}=${serials.get(id)?.join(',')}`;
    const polls = meant.map(({ poll }) => poll);
    return { reply: whichPoll('现在有几个投票，投的是哪一个？', polls, keyOf) };
  },
  async click(context, value) {
    const { pollId, serials } = requireTap(value);
    const poll = await knownPoll(context, pollId);
    const over = overReply(poll, context);
    if (over) return { reply: over };
    const ticked = context.message.click?.selected?.[OPTIONS_KEY]?.map(Number) ?? serials;
    return ticked.length === 0 ? { reply: tickFirst(poll, context) } : cast(context, poll, ticked);
  },
  async undo(context, data) {
    const { poll, before } = voteUndoSchema.parse(data);
    return voteRestoredText(await restoreVote(context, poll, before));
  },
};

interface Meant {
  poll: Poll;
  serials: number[];
}

/** The polls the words may be a vote in, with the options named; a number none of them has is left to be refused. */
function meantBy(polls: readonly Poll[], { text, today }: { text: string; today: string }): Meant[] {
  const own = /^(?<name>.*?)\s*(?<numbers>[\d\s,，、]+)$/.exec(text)?.groups;
  const named = own?.name ? matchPolls(polls, own.name) : [];
  const numbers = readNumbers(named.length > 0 ? (own?.numbers ?? '') : text);
  if (numbers) {
    const among = named.length > 0 ? named : polls;
    const having = among.filter(({ options }) => numbers.every((number) => number >= 1 && number <= options.length));
    return (having.length > 0 ? having : among.slice(0, 1)).map((poll) => ({ poll, serials: numbers }));
  }
  return polls
    .map((poll) => ({ poll, serials: namedOptions(poll, text, today) }))
    .filter(({ serials }) => serials.length > 0);
}

async function cast(context: CommandContext, { id }: Poll, serials: readonly number[]): Promise<Outcome> {
  const voted = await vote(context, id, serials);
  const reply = votedReply(voted, context);
  return voted.isChanged ? { reply, undo: { poll: id, before: voted.before } } : { reply };
}

async function withdraw(context: CommandContext): Promise<Outcome> {
  const voted = (await openPolls(context)).filter((poll) => chosenBy(poll, context.sender.id).length > 0);
  const [latest] = voted;
  if (!latest) throw userError('not_found', '你没有投过票，不用取消。要投，发：投 1');
  return cast(context, latest, []);
}
