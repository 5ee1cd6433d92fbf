import type { CommandContext } from '../../../bot/command.ts';
import { toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { findOpenTasks } from '../store.ts';
import type { Task } from '../types.ts';

const FIRST_DAY = '0001-01-01';

/** Open ones, first due first; of one person or of all. */
export function openTasks({ db }: Pick<CommandContext, 'db'>, ownerId?: number): Promise<Task[]> {
  return findOpenTasks(db, ownerId === undefined ? {} : { ownerId });
}

/** Those that should have been done before today, longest overdue first; for the agenda of the next meeting. */
export function overdueTasks(db: Db, { now, zone }: { now: Date; zone: string }): Promise<Task[]> {
  const { day } = toLocal(now, zone);
  return findOpenTasks(db, { due: { from: FIRST_DAY, until: addDays(day, -1) } });
}

export function isOverdue({ dueDay, state }: Pick<Task, 'dueDay' | 'state'>, today: Day): boolean {
  return state === 'open' && dueDay !== null && dueDay < today;
}
