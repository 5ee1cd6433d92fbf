import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { displayName, findPerson } from '../../person/usecase.ts';
import { askAboutTask, askProposal, givenText, PROPOSAL } from '../reply/proposal.ts';
import { type ProposalClick, proposalClickSchema, readValue, undoConfirmationSchema } from '../schema.ts';
import { findStanding } from '../store/minutes.ts';
import type { Held, Minutes, Proposal } from '../types.ts';
import { confirmProposal, revokeConfirmation, type TaskGiver } from '../usecase/confirm.ts';
import { peopleLike, replaced, without } from '../usecase/edit.ts';
import { orderReading } from '../usecase/guess/order.ts';
import { findMeant, sayHeld } from '../usecase/holding.ts';
import { proposeFrom } from '../usecase/propose.ts';
import { checkReader } from '../usecase/right.ts';
import { lastWithMinutes, namedIn } from './show.ts';

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
    run: (context, { match }) => askAgain(context, match?.[1] || match?.[2] || ''),
    click: (context, value) => take(context, readValue(proposalClickSchema, value), giver),
    undo: (context, data) => takeBack(context, data, giver),
  };
}

/** What is left to be given of the minutes that `words` name, or of the last. */
export async function askAgain(context: CommandContext, words: string): Promise<Outcome> {
  const [held] =
    words === '' ? [await lastWithMinutes(context)] : await findMeant(context, await namedIn(context, words));
  const minutes = held && (await findStanding(context.db, held.id));
  if (!held || !minutes) throw userError('not_found', '这次会议还没有纪要。先记：会议纪要 内容…');
  await checkReader(context, held);
  const proposal = await proposeFrom(context.db, { held, minutes, speaker: context.sender });
  return { reply: askProposal(`${sayHeld(held, context.today)}的纪要：`, proposal, context.today) };
}

/** `撤销` of giving them. */
export async function takeBack(
  context: CommandContext,
  data: Record<string, unknown>,
  giver: TaskGiver,
): Promise<string> {
  const undo = undoConfirmationSchema.parse(data);
  await revokeConfirmation(context, undo, giver);
  const tasks = undo.tasks.length > 0 ? `，派出的${undo.tasks.length}项任务收回了` : '';
  return `已撤销${tasks}。纪要还在，要再派，发：纪要任务`;
}

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
export async function give(context: CommandContext, proposal: Proposal, giver: TaskGiver): Promise<Outcome> {
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
