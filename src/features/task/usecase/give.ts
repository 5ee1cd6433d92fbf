import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { insertTask } from '../store.ts';
import type { NewTask, Task } from '../types.ts';
import { tell } from './tell.ts';

const LONGEST_TITLE = 100;
const FARTHEST_DAYS = 400;

/**
 * Keeps a task and tells its owner, unless it is the sender. `context` is that of the message that gave it.
 * @throws AppError `invalid_input` for no or too long a title, `forbidden` where the sender may not give it.
 */
export async function giveTask(context: CommandContext, order: NewTask): Promise<Task> {
  const { db, message, messageId, now, sender, today } = context;
  const title = checkTitle(order.title);
  checkDay(order.dueDay, today);
  checkRight(context, order.ownerId);
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const trace = { giverId: sender.id, chatId, unitId: sender.unitId, messageId, now };
  const task = await insertTask(db, { ...order, title }, trace);
  await recordAudit(context, { action: 'give_task', subject: `task:${task.id}`, detail: { ownerId: order.ownerId } });
  await tell(context, task, { to: [task.owner], word: 'given' });
  return task;
}

/** @throws AppError `invalid_input` */
export function checkTitle(text: string): string {
  const title = escapeMarkdown(text);
  if (title === '') throw missingPiece('请写上要做什么事，例如：安排 李强 6月10日前 联系出租车');
  if ([...title].length > LONGEST_TITLE) {
    throw userError(
      'invalid_input',
      `任务请写短一些，不超过${LONGEST_TITLE}个字，例如：安排 李强 6月10日前 联系出租车`,
    );
  }
  return title;
}

/** @throws AppError `invalid_input` for a day gone by, or one too far away. */
export function checkDay(day: Day | null, today: Day): void {
  if (day === null) return;
  if (day < today) {
    throw userError('invalid_input', `${formatDay(day, today)}已经过了，请换一个日子，例如：6月10日前、下周五前。`);
  }
  if (day > addDays(today, FARTHEST_DAYS)) throw userError('invalid_input', '这个日子太远了，请一年内再说。');
}

/** To oneself everybody; to others who leads a station or sits on the committee. */
export function checkRight(context: CommandContext, ownerId: number): void {
  if (ownerId === context.sender.id || context.can('meet') || context.sender.role === 'lead') return;
  throw userError('forbidden', '给别人派任务要站长或支委来做；记自己的任务可以发：记任务 6月10日前 写通讯稿');
}
