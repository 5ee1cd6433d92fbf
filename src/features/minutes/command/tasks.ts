import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { findQuestion } from '../../../bot/dialogue/question.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { parseNumber } from '../../../language/number.ts';
import { displayName, findPerson } from '../../person/usecase.ts';
import { askAboutTask, askProposal, askWhich, givenText, PROPOSAL } from '../reply/proposal.ts';
import { type ProposalClick, proposalClickSchema, readValue, undoConfirmationSchema } from '../schema.ts';
import { findMinutes, findStanding } from '../store/minutes.ts';
import type { Held, Minutes, Proposal } from '../types.ts';
import { confirmProposal, revokeConfirmation, type TaskGiver } from '../usecase/confirm.ts';
import { changeTask, numbersIn, type Part, peopleLike, replaced, without } from '../usecase/edit.ts';
import { orderReading } from '../usecase/guess/order.ts';
import { findMeant, requireHeld, sayHeld } from '../usecase/holding.ts';
import { proposeFrom } from '../usecase/propose.ts';
import { lastWithMinutes, namedIn } from './show.ts';

const N = '\\d{1,2}|[一二两三四五六七八九十]{1,3}';
const LIST = `(?:${N})(?:[、,和及]\\s?(?:${N}))*`;
const DROP = new RegExp(
  `^(?:(?:不要|去掉|删掉|删除|不派)\\s?(决定|议题|任务)?\\s?第?\\s?(${LIST})\\s?(?:条|项)?|(决定|议题|任务)?\\s?第?\\s?(${LIST})\\s?(?:条|项)?\\s?(?:不要|去掉|删掉|不派|没讨论|未讨论)了?)[。.]?$`,
);
const CHANGE = new RegExp(
  `^第?\\s?(${N})\\s?(?:条|项)?\\s?(?:改为|改成|改到|改给|改由|换成|换给|交给|延到|推迟到|提前到|由(?=.{2,8}(?:负责|牵头|做|办))|改)\\s?[:：]?\\s?(.{1,60})$`,
);
const PARTS: Record<string, Part> = { 决定: 'decisions', 议题: 'points', 任务: 'tasks' };

/** What was found in minutes, shown and asked; the model looks for more first, where there is one. */
export async function propose(
  context: CommandContext,
  { held, minutes, lead }: { held: Held; minutes: Minutes; lead: string },
  options: Pick<Services, 'model' | 'logger'>,
): Promise<Reply> {
  const proposal = await proposeFrom(context.db, { held, minutes, speaker: context.sender });
  const late = await orderReading(context, { minutes, head: lead }, options);
  if (late) return { text: `${lead}\n正在看有没有漏掉的任务…`, late };
  return askProposal(lead, proposal, context.today);
}

/** `纪要任务`: what the minutes give to people and nobody has been told of yet. */
export function tasksCommand(giver: TaskGiver): Command {
  return {
    name: PROPOSAL,
    pattern: /^(?:看|查看)?\s?(.{0,20}?)的?(?:会议)?纪要\s?(?:里的?|中的?|的)?(?:任务|待办|分工)\s?(.{0,30})$/,
    right: 'meet',
    async run(context, { match }) {
      const words = match?.[1] || match?.[2] || '';
      const [held] =
        words === '' ? [await lastWithMinutes(context)] : await findMeant(context, await namedIn(context, words));
      const minutes = held && (await findStanding(context.db, held.id));
      if (!held || !minutes) throw userError('not_found', '这次会议还没有纪要。先记：会议纪要 内容…');
      const proposal = await proposeFrom(context.db, { held, minutes, speaker: context.sender });
      return { reply: askProposal(`${sayHeld(held, context.today)}的纪要：`, proposal, context.today) };
    },
    click: (context, value) => take(context, readValue(proposalClickSchema, value), giver),
    async undo(context, data) {
      const undo = undoConfirmationSchema.parse(data);
      await revokeConfirmation(context, undo, giver);
      const tasks = undo.tasks.length > 0 ? `，派出的${undo.tasks.length}项任务收回了` : '';
      return `已撤销${tasks}。纪要还在，要再派，发：纪要任务`;
    },
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

/** `2改为6月12日`, `2改给王芳` */
export const changeCommand: Command = {
  name: 'minutes-change',
  pattern: CHANGE,
  applies: isAsked,
  right: 'meet',
  async run(context, { match }) {
    const proposal = await openProposal(context);
    const number = parseNumber(match?.[1] ?? '') ?? 0;
    const minutes = await findMinutes(context.db, proposal.minutesId);
    const held = await requireHeld(context, minutes?.holdingId ?? 0);
    const change = await changeTask(context, proposal, { number, words: match?.[2] ?? '', day: held.day });
    if (change.kind === 'several') return { reply: askWhich(proposal, number, change.people) };
    return { reply: askProposal('改好了，现在是：', change.proposal, context.today) };
  },
};

async function take(context: CommandContext, click: ProposalClick, giver: TaskGiver): Promise<Outcome> {
  const { proposal, number = 0 } = click;
  const { today } = context;
  switch (click.do) {
    case 'give':
      return give(context, proposal, giver);
    case 'none':
      return { reply: { text: '好的，任务都没有派，纪要留着。要再看，发：纪要任务' } };
    case 'pick':
      return { reply: askAboutTask(proposal, number, { like: await likeOf(context, proposal, number), today }) };
    case 'drop':
      return { reply: askProposal('改好了，现在是：', without(proposal, 'tasks', [number]), today) };
    case 'only': {
      const others = proposal.tasks.map((_, i) => i + 1).filter((one) => one !== number);
      return give(context, { ...without(proposal, 'tasks', others), points: [] }, giver);
    }
    case 'assign':
      return { reply: askProposal('改好了，现在是：', await assigned(context, click), today) };
    case 'back':
      return { reply: askProposal('现在是：', proposal, today) };
  }
}

/** Those whose owner nobody knows are asked for again. */
async function give(context: CommandContext, proposal: Proposal, giver: TaskGiver): Promise<Outcome> {
  const done = await confirmProposal(context, proposal, giver);
  const text = givenText(done, done.undo.points.length, context.today);
  const { undo } = done;
  if (done.left.length === 0) return { reply: { text }, undo: { ...undo } };
  const left = { ...proposal, tasks: done.left, points: [] };
  const lead = `${text}\n下面的还没派：不认识要派的人，点开它选人，或发：1改给王芳`;
  return { reply: askProposal(lead, left, context.today), undo: { ...undo } };
}

async function likeOf(context: CommandContext, { tasks }: Proposal, number: number) {
  const unknown = tasks[number - 1]?.owners.find(({ id }) => id === null);
  return unknown ? peopleLike(context, unknown.name) : [];
}

async function assigned(
  context: CommandContext,
  { proposal, number = 0, person: id = 0 }: ProposalClick,
): Promise<Proposal> {
  const person = await findPerson(context.db, id);
  const task = proposal.tasks[number - 1];
  if (!person || !task) throw userError('not_found', '这个人已经找不到了，请发「纪要任务」再看一遍。');
  const owner = { id, name: displayName(person) };
  const unknown = task.owners.findIndex((one) => one.id === null);
  const owners = unknown < 0 ? [owner] : task.owners.map((one, i) => (i === unknown ? owner : one));
  return replaced(proposal, number, { ...task, owners });
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
