import { type Day, daysBetween, formatDay } from '../../../language/day.ts';
import type { Task } from '../types.ts';

type Due = Pick<Task, 'dueDay' | 'state'>;

export function isOverdue({ dueDay, state }: Due, today: Day): boolean {
  return state === 'open' && dueDay !== null && dueDay < today;
}

/** `6月10日(周二)前`, `不限时间` */
export function formatDue({ dueDay }: Pick<Task, 'dueDay'>, today: Day): string {
  return dueDay === null ? '不限时间' : `${formatDay(dueDay, today)}前`;
}

/** `6月10日(周二)前，已逾期2天`; what is far ahead is not counted. */
export function formatStanding(task: Due, today: Day): string {
  const { dueDay } = task;
  const due = formatDue(task, today);
  if (dueDay === null || task.state !== 'open') return due;
  const left = daysBetween(today, dueDay);
  if (left < 0) return `${due}，已逾期${-left}天`;
  if (left > 7) return due;
  return `${due}，${left === 0 ? '今天到期' : left === 1 ? '明天到期' : `还有${left}天`}`;
}

/** `任务12「联系出租车」` */
export function nameTask({ id, title }: Pick<Task, 'id' | 'title'>): string {
  return `任务${id}「${title}」`;
}
