import type { CommandContext } from '../../../bot/command.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { plainWords } from '../schema/words.ts';
import { findTaskPerson, findTasks, insertTask } from '../store.ts';
import type { NewTask, Task, TaskPerson } from '../types.ts';
import { mayGive, refuseGiving } from './right.ts';
import { tell } from './tell.ts';

const LONGEST_TITLE = 100;
const EXAMPLE = '安排 李强 6月10日前 联系出租车';

/**
 * Keeps a task and tells its owner, unless it is the sender. `context` is that of the message that gave it. Its day
 * may be gone by: minutes are written later.
 * @throws AppError `invalid_input` for no or too long a title, `forbidden` where the sender may not give it.
 */
export async function giveTask(context: CommandContext, order: NewTask): Promise<Task> {
  const { db, message, messageId, now, sender } = context;
  const title = checkTitle(order.title);
  const owner = await ownerFor(context, order.ownerId);
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const trace = { giverId: sender.id, chatId, unitId: owner.unitId, messageId, now };
  const task = await insertTask(db, { ...order, title }, trace);
  const { dueDay } = task;
  const detail = { to: { ownerId: owner.id, dueDay, state: 'open' as const } };
  await recordAudit(context, { action: 'task_given', subject: `task:${task.id}`, detail });
  await tell(context, task, { word: 'given' });
  return task;
}

/** Whom the sender may give a task. @throws AppError `forbidden`, `not_found` */
export async function ownerFor(context: CommandContext, personId: number): Promise<TaskPerson> {
  const owner = await findTaskPerson(context.db, personId);
  if (!owner) throw userError('not_found', '这个人已经不在名单里了，请重新发一次。');
  if (!mayGive(context, owner)) throw await refuseGiving(context);
  return owner;
}

/** An open task of the person that says the same. */
export async function sameTask(
  { db }: Pick<CommandContext, 'db'>,
  { ownerId, title }: { ownerId: number; title: string },
): Promise<Task | undefined> {
  return (await findTasks(db, { ownerId })).find((task) => task.title === title);
}

/** The title as it is kept. @throws AppError `incomplete` for none, `invalid_input` */
export function checkTitle(text: string): string {
  const title = plainWords(text).replace(/[。.]$/, '');
  if (title === '') throw missingPiece(`请写上要办什么事，例如：${EXAMPLE}`);
  if ([...title].length > LONGEST_TITLE) {
    throw userError('invalid_input', `任务请写短一些，不超过${LONGEST_TITLE}个字，例如：${EXAMPLE}`);
  }
  return title;
}
