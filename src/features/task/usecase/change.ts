import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { changeTask, findTask } from '../store.ts';
import type { Task, TaskState } from '../types.ts';
import { checkDay } from './give.ts';
import { formatDue, type News, tell } from './tell.ts';

export interface Changed {
  task: Task;
  /** As it was, for `撤销`. */
  former: TaskState;
}

const LONGEST_RESULT = 200;

/** `result`: in the owner's words. @throws AppError where it is not open or another's. */
export async function finishTask(context: CommandContext, id: number, result: string | null): Promise<Changed> {
  const task = await ownOpen(context, id);
  const said = result === null ? null : escapeMarkdown(result) || null;
  if (said !== null && [...said].length > LONGEST_RESULT) {
    throw userError('invalid_input', `完成情况请不超过${LONGEST_RESULT}个字。`);
  }
  return change(context, task, { set: { state: 'done', result: said, doneAt: context.now }, word: 'done' });
}

/** @throws AppError where it is not open or another's, or the day is gone by. */
export async function deferTask(context: CommandContext, id: number, dueDay: Day): Promise<Changed> {
  const task = await ownOpen(context, id);
  checkDay(dueDay, context.today);
  if (task.dueDay === dueDay)
    throw userError('conflict', `任务${id}本来就是${formatDue(task, context.today)}，不用改。`);
  return change(context, task, { set: { dueDay }, word: 'deferred' });
}

/** @throws AppError where it is not open or another's, or `ownerId` has it already. */
export async function handOver(context: CommandContext, id: number, ownerId: number): Promise<Changed> {
  const task = await ownOpen(context, id);
  if (task.owner.id === ownerId) throw userError('conflict', `任务${id}本来就是${task.owner.name}的，不用转。`);
  return change(context, task, { set: { ownerId }, word: 'handed' });
}

/** By who gave it, or the committee. @throws AppError */
export async function dropTask(context: CommandContext, id: number): Promise<Changed> {
  const task = await knownTask(context, id);
  requireOpen(task);
  if (task.giver?.id !== context.sender.id && !context.can('meet')) {
    throw userError(
      'forbidden',
      `任务${id}是${task.giver?.name ?? '别人'}派的，请找 TA 或支委取消；办完了可以发：完成 ${id}`,
    );
  }
  return change(context, task, { set: { state: 'dropped' }, word: 'dropped' });
}

/** @throws AppError where it is open already, or another's. */
export async function reopenTask(context: CommandContext, id: number): Promise<Changed> {
  const task = await knownTask(context, id);
  if (task.state === 'open') throw userError('conflict', `任务${id}本来就没有办完，不用重开。`);
  requireOwn(context, task);
  return change(context, task, { set: { state: 'open', result: null, doneAt: null }, word: 'reopened' });
}

/** `撤销` of any of them: as it was, and whoever had been told is told. */
export async function restoreTask(context: CommandContext, id: number, former: TaskState): Promise<Task> {
  const task = await knownTask(context, id);
  return (await change(context, task, { set: former, word: former.state === 'open' ? 'reopened' : 'dropped' })).task;
}

/** @throws AppError `not_found` */
export async function knownTask({ db }: Pick<CommandContext, 'db'>, id: number): Promise<Task> {
  const task = await findTask(db, id);
  if (!task) throw userError('not_found', `没有任务${id}。看自己的任务请发：我的任务`);
  return task;
}

async function change(
  context: CommandContext,
  task: Task,
  { set, word }: { set: Partial<TaskState>; word: News },
): Promise<Changed> {
  const { db, now } = context;
  if (!(await changeTask(db, task, set, now))) {
    throw userError('conflict', `任务${task.id}刚刚被别人改了，请发「任务${task.id}」看看现在怎样。`);
  }
  const former = stateOf(task);
  const after = await knownTask(context, task.id);
  const detail = { from: plain(former), to: plain(stateOf(after)) };
  await recordAudit(context, { action: `task_${word}`, subject: `task:${task.id}`, detail });
  await tell(context, after, { to: [after.owner, task.owner, after.giver], word });
  return { task: after, former };
}

async function ownOpen(context: CommandContext, id: number): Promise<Task> {
  const task = await knownTask(context, id);
  requireOpen(task);
  requireOwn(context, task);
  return task;
}

function requireOpen({ id, state, owner }: Task): void {
  if (state === 'done') throw userError('conflict', `任务${id}已经由${owner.name}办完了。没办完请发：重开任务 ${id}`);
  if (state === 'dropped') throw userError('conflict', `任务${id}已经取消了，不用办了。要重新办请发：重开任务 ${id}`);
}

/** The owner, who gave it, and the committee. */
function requireOwn({ sender, can }: CommandContext, { id, owner, giver }: Task): void {
  if (owner.id === sender.id || giver?.id === sender.id || can('meet')) return;
  throw userError('forbidden', `任务${id}是${owner.name}的，请 TA 自己来办，或者找支委。`);
}

function stateOf({ owner, dueDay, state, result, doneAt }: Task): TaskState {
  return { ownerId: owner.id, dueDay, state, result, doneAt };
}

function plain({ doneAt, ...rest }: TaskState) {
  return { ...rest, doneAt: doneAt?.toISOString() ?? null };
}
