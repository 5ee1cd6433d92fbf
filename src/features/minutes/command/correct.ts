import type { Command, CommandContext } from '../../../bot/command.ts';
import { findQuestion } from '../../../bot/dialogue/question.ts';
import { parseNumber } from '../../../language/number.ts';
import { askProposal, askWhich, PROPOSAL } from '../reply/proposal.ts';
import { proposalClickSchema, readValue } from '../schema.ts';
import { findMinutes } from '../store/minutes.ts';
import type { Proposal } from '../types.ts';
import type { TaskGiver } from '../usecase/confirm.ts';
import { changeDecision, changeTask, numbersIn, type Part, without } from '../usecase/edit.ts';
import { findMeant, requireHeld } from '../usecase/holding.ts';
import { namedIn } from './show.ts';
import { askAgain, give, takeBack } from './tasks.ts';

const N = '\\d{1,2}|[一二两三四五六七八九十]{1,3}';
const LIST = `(?:${N})(?:[、,和及]\\s?(?:${N}))*`;
const DROP = new RegExp(
  `^(?:(?:不要|去掉|删掉|删除|不派)\\s?(决定|议题|任务)?\\s?第?\\s?(${LIST})\\s?(?:条|项)?|(决定|议题|任务)?\\s?第?\\s?(${LIST})\\s?(?:条|项)?\\s?(?:不要|去掉|删掉|不派|没讨论|未讨论)了?)[。.]?$`,
);
const WHAT = '(?:(?:主要)?(?:责任人|负责人|承办人)|(?:完成|截止)?(?:时间|时限|期限|日期)|截止|内容|任务)';
const CHANGE = new RegExp(
  `^(决定)?\\s?第?\\s?(${N})\\s?(?:条|项)?(决定)?\\s?的?${WHAT}?\\s?(?:改为|改成|改到|改给|改由|换成|换给|换为|换|交给|延到|推迟到|提前到|由(?=.{2,8}(?:负责|牵头|做|办))|应该是|应为|是|改)\\s?[:：]?\\s?(.{1,100})$`,
);
const PARTS: Record<string, Part> = { 决定: 'decisions', 议题: 'points', 任务: 'tasks' };

/** `确认纪要`: as tapping 都派下去; without an open question what would be given is shown first. */
export function confirmCommand(giver: TaskGiver): Command {
  return {
    name: 'minutes-confirm',
    pattern:
      /^(?:(?:确认|核对)(?:一下)?(?:这份|本次)?(?:会议)?(?:纪要|记录)|(?:会议)?纪要(?:确认|没问题|无误|没错|对的))(?:无误|没问题|无错)?了?(?:\s?[:：]?\s?([^。.!！]{2,30}))?[。.!！]?$/,
    right: 'meet',
    help: {
      title: '确认纪要',
      line: '纪要里找出的任务看过没错，就派下去；哪条不对先改：第1条负责人改为王芳、第2条改为6月12日、删掉第3条',
      examples: ['确认纪要', '确认纪要 6月1日例会', '纪要没问题'],
    },
    async run(context, { match }) {
      const words = match?.[1] ?? '';
      if (!(await isAsked(context))) return askAgain(context, words);
      const proposal = await openProposal(context);
      return (await isOf(context, proposal, words)) ? give(context, proposal, giver) : askAgain(context, words);
    },
    undo: (context, data) => takeBack(context, data, giver),
  };
}

/** `不要2`, `不要决定1`, `议题2没讨论` */
export const dropCommand: Command = {
  name: 'minutes-drop',
  pattern: DROP,
  applies: isAsked,
  right: 'meet',
  async run(context, { match }) {
    const part = PARTS[match?.[1] ?? match?.[3] ?? '任务'] ?? 'tasks';
    const proposal = without(await openProposal(context), part, numbersIn(match?.[2] ?? match?.[4] ?? ''));
    return { reply: askProposal('改好了，现在是：', proposal, context.today) };
  },
};

/** `2改为6月12日`, `第1条负责人改为王芳`, `决定1改为…` */
export const changeCommand: Command = {
  name: 'minutes-change',
  pattern: CHANGE,
  applies: isAsked,
  right: 'meet',
  async run(context, { match }) {
    const proposal = await openProposal(context);
    const number = parseNumber(match?.[2] ?? '') ?? 0;
    const words = match?.[4] ?? '';
    if (match?.[1] || match?.[3]) {
      return { reply: askProposal('改好了，现在是：', changeDecision(proposal, number, words), context.today) };
    }
    const minutes = await findMinutes(context.db, proposal.minutesId);
    const held = await requireHeld(context, minutes?.holdingId ?? 0);
    const change = await changeTask(context, proposal, { number, words, day: held.day });
    if (change.kind === 'several') return { reply: askWhich(proposal, number, change.people) };
    return { reply: askProposal('改好了，现在是：', change.proposal, context.today) };
  },
};

/** Whether the meeting that `words` name, if any, is the one that was asked about. */
async function isOf(context: CommandContext, { minutesId }: Proposal, words: string): Promise<boolean> {
  if (words === '') return true;
  const minutes = await findMinutes(context.db, minutesId);
  const meant = await findMeant(context, await namedIn(context, words));
  return meant.length === 1 && meant[0]?.id === minutes?.holdingId;
}

/** Numbers alone mean the tasks only to somebody who is asked about them. */
async function isAsked(context: CommandContext): Promise<boolean> {
  return (await askedKey(context)) !== undefined;
}

async function openProposal(context: CommandContext): Promise<Proposal> {
  const key = (await askedKey(context)) ?? '';
  return readValue(proposalClickSchema, key.slice(PROPOSAL.length + 1)).proposal;
}

async function askedKey({ db, sender, message, now }: CommandContext): Promise<string | undefined> {
  const question = await findQuestion(db, { personId: sender.id, message, now });
  return question?.choices.find(({ key }) => key.startsWith(`${PROPOSAL}:`))?.key;
}
