import type { Command, CommandContext, Feature, Outcome } from '../../../bot/command.ts';
import type { Services } from '../../../bot/services.ts';
import { closePollsJob } from '../job.ts';
import { closedReply, putReply, reopenedText, resultReply, takenBackText, tappedResult, whichPoll } from '../reply.ts';
import { closeUndoSchema, createUndoSchema, requireTap } from '../schema/ballot.ts';
import { parsePoll } from '../schema/order.ts';
import type { Poll } from '../types.ts';
import { closePoll, openAgain } from '../usecase/close.ts';
import { isOpen, knownPoll, matchPolls, noPoll, openPolls, visiblePolls } from '../usecase/find.ts';
import { putPoll, takePollBack } from '../usecase/put.ts';
import { voteCommand } from './vote.ts';

/** Questions put to a group, most often which day suits. */
export function pollFeature({ botName }: Pick<Services, 'botName'>): Feature {
  return {
    commands: [putCommand(botName), voteCommand, resultCommand, closeCommand(botName)],
    jobs: [closePollsJob(botName)],
  };
}

function putCommand(botName: string): Command {
  return {
    name: 'poll',
    pattern:
      /^(?:发起|发个|发一个|新建|创建|来个|搞个)?(?:一个)?投票(?!结果|情况|结束|截止|怎么|如何|[了吧吗呢的]|[\s:]*[\d一二两三四五六七八九十][\d\s,，、]*$)[\s:]*(?<rest>\S[\s\S]*)$/,
    right: 'register',
    help: {
      title: '发起投票',
      line: '问大家哪天好、选哪个，点一下就投；看票数发「投票结果」',
      examples: [
        '投票 主题党日哪天好 6月5日 6月6日 6月7日',
        '投票 去哪儿 A植物园 B纪念馆 单选 截止6月3日18点',
        '结束投票',
      ],
    },
    async run(context, { match }) {
      const poll = await putPoll(context, parsePoll(match?.groups?.rest ?? '', context));
      return { reply: putReply(poll, { ...context, botName }), undo: { poll: poll.id } };
    },
    async undo(context, data) {
      return takenBackText(await takePollBack(context, createUndoSchema.parse(data).poll));
    },
  };
}

const resultCommand: Command = {
  name: 'poll-result',
  pattern:
    /^(?:看看?|查看?)?(?<what>.{0,40}?)的?(?:投票(?:结果|情况)|投票投得怎么样|谁投了票?)(?<more>.{0,40}?)[?？。了]*$/,
  right: 'everyone',
  async run(context, { match }) {
    const words = `${match?.groups?.what ?? ''}${match?.groups?.more ?? ''}`.trim();
    const polls = matchPolls(await visiblePolls(context), words);
    const open = polls.filter((poll) => isOpen(poll, context.now));
    const shown = open.length > 0 ? open : polls.slice(0, 1);
    if (shown.length === 0) throw noPoll();
    return { reply: resultReply(shown, context) };
  },
  async click(context, value) {
    return { reply: tappedResult(await knownPoll(context, requireTap(value).pollId), context) };
  },
};

function closeCommand(botName: string): Command {
  return {
    name: 'poll-close',
    pattern:
      /^(?:结束|停止|关闭|截止)(?<what>.{0,40}?)的?投票(?<more>.{0,40}?)[。!！]?$|^投票(?:结束|截止)[了吧。!！]*$/,
    right: 'register',
    async run(context, { match }) {
      const words = `${match?.groups?.what ?? ''}${match?.groups?.more ?? ''}`.trim();
      const open = matchPolls(await openPolls(context), words);
      const [only, other] = open;
      if (!only) throw noPoll();
      if (other) return { reply: whichPoll('要结束哪一个投票？', open, ({ id }) => `poll-close:${id}`) };
      return close(context, only, botName);
    },
    async click(context, value) {
      return close(context, await knownPoll(context, requireTap(value).pollId), botName);
    },
    async undo(context, data) {
      return reopenedText(await openAgain(context, closeUndoSchema.parse(data).poll));
    },
  };
}

async function close(context: CommandContext, { id }: Poll, botName: string): Promise<Outcome> {
  const poll = await closePoll(context, id, botName);
  return { reply: closedReply(poll, { ...context, botName }), undo: { poll: id } };
}
