import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { changeTask, findTask } from '../store.ts';
import type { Task, TaskState, TaskWord } from '../types.ts';
import { ownerFor } from './give.ts';
import { isConcerned, mayDrop } from './right.ts';
import { tell } from './tell.ts';
import { formatDue } from './text.ts';

export interface Changed {
  task: Task;
  /** As it was, for `撤销`. */
  before: Task;
}

/** `result`: in the owner's words; of one that is done already: said later. @throws AppError where it is another's. */
export async function finishTask(context: CommandContext, id: number, result: string | null): Promise<Changed> {
  const task = await ownTask(context, id);
  if (task.state === 'done' && result !== null) return change(context, task, { set: { result }, word: 'result' });
  requireOpen(task);
  return change(context, task, { set: { state: 'done', result, doneAt: context.now }, word: 'done' });
}

/** Null: no day any more. @throws AppError where it is not open or another's, or it is that day already. */
export async function deferTask(
  context: CommandContext,
  id: number,
  { dueDay, reason }: { dueDay: Day | null; reason: string | null },
): Promise<Changed> {
  const task = await ownOpen(context, id);
  if (task.dueDay === dueDay)
    throw userError('conflict', `任务${id}本来就是${formatDue(task, context.today)}，不用改。`);
  return change(context, task, { set: { dueDay }, word: 'deferred', reason });
}

/**
 * By the owner to anybody where another gave it, else to whom the sender may give tasks.
 * @throws AppError where it is not open or another's, or `ownerId` has it already.
 */
export async function handOver(
  context: CommandContext,
  id: number,
  { ownerId, reason }: { ownerId: number; reason: string | null },
): Promise<Changed> {
  const task = await ownOpen(context, id);
  if (task.owner.id === ownerId) throw userError('conflict', `任务${id}本来就是${task.owner.name}的，不用转。`);
  const isPassedOn = task.owner.id === context.sender.id && task.giver !== null && task.giver.id !== context.sender.id;
  if (!isPassedOn) await ownerFor(context, ownerId);
  return change(context, task, { set: { ownerId }, word: 'handed', reason });
}

/** By who gave it, or the committee. @throws AppError */
export async function dropTask(context: CommandContext, id: number, reason: string | null = null): Promise<Changed> {
  const task = await knownTask(context, id);
  requireOpen(task);
  if (!mayDrop(context, task)) {
    throw userError(
      'forbidden',
      `任务${id}是${task.giver?.name ?? '别人'}派的，请找 TA 或支委取消。办不了可以发：转交 ${id} 给…，或：延期 ${id} 到…`,
    );
  }
  return change(context, task, { set: { state: 'dropped' }, word: 'dropped', reason });
}

/** @throws AppError where it is open already, or another's. */
export async function reopenTask(context: CommandContext, id: number): Promise<Changed> {
  const task = await ownTask(context, id);
  if (task.state === 'open') throw userError('conflict', `任务${id}本来就没有办完，不用重开。`);
  return change(context, task, { set: { state: 'open', result: null, doneAt: null }, word: 'reopened' });
}

/** `after`: as the order that is taken back had left it. */
export interface Restoring {
  id: number;
  former: TaskState;
  after: Pick<TaskState, 'ownerId' | 'dueDay' | 'state'>;
}

/** `撤销` of any of them: as it was, and whoever had been told is told. @throws AppError where it has changed since. */
export async function restoreTask(context: CommandContext, { id, former, after }: Restoring): Promise<Task> {
  const task = await knownTask(context, id);
  const isAsLeft = task.owner.id === after.ownerId && task.dueDay === after.dueDay && task.state === after.state;
  if (!isAsLeft) throw userError('conflict', `任务${id}后来又有人改过，没有撤销。看现在怎样，发：任务${id}`);
  return (await change(context, task, { set: former, word: 'restored' })).task;
}

/** `撤销` of giving them. */
export async function takeTasksBack(context: CommandContext, ids: readonly number[]): Promise<Task[]> {
  const dropped: Task[] = [];
  for (const id of ids) {
    const task = await knownTask(context, id);
    if (task.state === 'open') dropped.push((await dropTask(context, id)).task);
  }
  return dropped;
}

/** @throws AppError `not_found` */
export async function knownTask({ db }: Pick<CommandContext, 'db'>, id: number): Promise<Task> {
  const task = Number.isSafeInteger(id) && id < 2 ** 31 ? await findTask(db, id) : undefined;
  if (!task) throw userError('not_found', `没有任务${id}。看自己的任务和号码，请发：我的任务`);
  return task;
}

/** One the sender may see and change. @throws AppError `not_found`, `forbidden` */
export async function ownTask(context: CommandContext, id: number): Promise<Task> {
  const task = await knownTask(context, id);
  if (isConcerned(context, task)) return task;
  throw userError('forbidden', `任务${id}是${task.owner.name}的，不归你办。看自己的任务和号码，请发：我的任务`);
}

export function stateOf({ owner, dueDay, state, result, doneAt }: Task): TaskState {
  return { ownerId: owner.id, dueDay, state, result, doneAt };
}

async function change(
  context: CommandContext,
  before: Task,
  { set, word, reason = null }: { set: Partial<TaskState>; word: TaskWord; reason?: string | null },
): Promise<Changed> {
  const { db, now } = context;
  if (!(await changeTask(db, before, set, now))) {
    throw userError('conflict', `任务${before.id}刚刚被别人改了，请发「任务${before.id}」看看现在怎样。`);
  }
  const task = await knownTask(context, before.id);
  const detail = { from: plain(stateOf(before)), to: plain(stateOf(task)), ...(reason === null ? {} : { reason }) };
  await recordAudit(context, { action: `task_${word}`, subject: `task:${task.id}`, detail });
  await tell(context, task, { word, reason, before });
  return { task, before };
}

async function ownOpen(context: CommandContext, id: number): Promise<Task> {
  const task = await ownTask(context, id);
  requireOpen(task);
  return task;
}

function requireOpen({ id, state, owner }: Task): void {
  if (state === 'done') throw userError('conflict', `任务${id}已经由${owner.name}办完了。没办完请发：重开任务 ${id}`);
  if (state === 'dropped') throw userError('conflict', `任务${id}已经取消了，不用办了。要重新办请发：重开任务 ${id}`);
}

function plain({ doneAt, ...rest }: TaskState) {
  return { ...rest, doneAt: doneAt?.toISOString() ?? null };
}
