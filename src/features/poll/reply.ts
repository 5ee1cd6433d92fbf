import type { CommandContext } from '../../bot/command.ts';
import type { Reply } from '../../bot/reply.ts';
import type { Day } from '../../language/day.ts';
import { formatInstant } from '../activity/usecase/describe.ts';
import { tapperName } from '../person/usecase.ts';
import type { Poll } from './types.ts';
import { countCard, pollCard } from './usecase/card.ts';
import { isOpen } from './usecase/find.ts';
import { countLines, countVoters, outcomeText } from './usecase/text.ts';
import type { Voted } from './usecase/vote.ts';

export type Around = Pick<CommandContext, 'now' | 'today' | 'zone' | 'message' | 'sender'>;

/** Reads back what was put, how to vote by a line, and carries the card. */
export function putReply(poll: Poll, around: Around & { botName: string }): Reply {
  const { title, options, isMultiple, closesAt } = poll;
  const until = closesAt ? `，${formatInstant(closesAt, around.zone, around.today)}截止，到时公布结果` : '';
  const example = isMultiple ? '1 2' : '1';
  return {
    text: [
      `已发起投票：${title}（${isMultiple ? '可多选' : '选一个'}${until}）`,
      ...options.map(({ serial, text }) => `${serial}. ${text}`),
      '',
      `在卡片上勾，或复制这一行发到群里（数字换成你选的）：`,
      `@${around.botName} 投 ${example}`,
      '',
      `看票数，发：投票结果。${closesAt ? '提前结束' : '结束并公布结果'}，发：结束投票。`,
      '刚才发错了，10 分钟内发「撤销」。',
    ].join('\n'),
    card: pollCard(poll, around),
  };
}

/** In answer to a line, to a choice or to the card sent off. */
export function votedReply({ poll, chosen, isChanged }: Voted, around: Around): Reply {
  const what = chosen.map(({ text }) => text).join('、');
  const said = chosen.length > 0 ? `你投了：${what}` : '你现在没有投';
  const head = `${isChanged ? '已记下。' : '和之前一样，没有变。'}${poll.title}，${said}。`;
  const text = [head, ...countLines(poll), '要改，重新投一次就行；刚发的，十分钟内发「撤销」也行。'].join('\n');
  if (!around.message.click) return { text, card: pollCard(poll, around) };
  const count = `${countVoters(poll)} 人投了`;
  const how = chosen.length > 0 ? '投好了' : '不投了';
  const note = isChanged ? `${tapperName(around)}${how}，${count}` : `你之前就是这么投的，${count}`;
  return { ...onCard(poll, around, note), text, ...(isChanged ? { isForAll: true } : {}) };
}

/** 投票 on the card with nothing ticked, and 去投票: what to do, for the one who tapped. */
export function tickFirst(poll: Poll, around: Around): Reply {
  return onCard(poll, around, '勾上你选的，再点「投票」');
}

/** A tap on a poll that is over; undefined: it is not. */
export function overReply(poll: Poll, around: Around): Reply | undefined {
  if (isOpen(poll, around.now)) return undefined;
  return { ...onCard(poll, around, '投票已经结束，这一下没有记。'), isForAll: true };
}

/** `投票结果`. */
export function resultReply(polls: readonly Poll[], around: Around): Reply {
  const text = polls.map((poll) => resultText(poll, around)).join('\n\n');
  const [only, other] = polls;
  return only && !other ? { text, card: countCard(only, around) } : { text };
}

/** Answer to 谁投了, for the one who tapped: all names, said besides since a card has no room for them. */
export function tappedResult(poll: Poll, around: Around): Reply {
  return { text: resultText(poll, around), card: countCard(poll, around), isUpdate: true };
}

export function closedReply(poll: Poll, around: Around & { botName: string }): Reply {
  return { text: `${outcomeText(poll, around)}\n结束错了，10 分钟内发「撤销」。`, card: countCard(poll, around) };
}

export function whichPoll(text: string, polls: readonly Poll[], keyOf: (poll: Poll) => string): Reply {
  return { text, choices: polls.map((poll) => ({ label: poll.title, key: keyOf(poll) })) };
}

export function takenBackText({ title }: Poll): string {
  return `已撤销投票：${title}。`;
}

export function reopenedText({ title }: Poll): string {
  return `已撤销，「${title}」接着投。`;
}

export function voteRestoredText({ poll, chosen }: Voted): string {
  const what = chosen.length > 0 ? `还是原来投的：${chosen.map(({ text }) => text).join('、')}` : '你现在没有投';
  return `已撤销，${poll.title}，${what}。`;
}

function resultText(poll: Poll, { now, zone, today }: { now: Date; zone: string; today: Day }): string {
  const until = poll.closesAt ? `，${formatInstant(poll.closesAt, zone, today)}截止` : '';
  const state = isOpen(poll, now) ? `正在投${until}` : '已结束';
  return [`${poll.title}（${state}，${countVoters(poll)} 人投了）`, ...countLines(poll)].join('\n');
}

function onCard(poll: Poll, around: Around, note: string): Reply {
  return { text: note, card: pollCard(poll, around, note), isUpdate: true, isOnCard: true };
}
