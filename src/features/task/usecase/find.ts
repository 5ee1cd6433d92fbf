import type { CommandContext } from '../../../bot/command.ts';
import { toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { addDays } from '../../../language/day.ts';
import { findTasks } from '../store.ts';
import type { Task } from '../types.ts';
import { isConcerned, visibleUnit } from './right.ts';

const FIRST_DAY = '0001-01-01';

/** All open ones, first due first. */
export function openTasks(db: Db): Promise<Task[]> {
  return findTasks(db, {});
}

/** Those that should have been done before today, longest overdue first: of all, or of a station. */
export function overdueTasks(
  db: Db,
  { now, zone, unitId }: { now: Date; zone: string; unitId?: number },
): Promise<Task[]> {
  const due = { from: FIRST_DAY, until: addDays(toLocal(now, zone).day, -1) };
  return findTasks(db, { due, ...(unitId === undefined ? {} : { unitId }) });
}

/** Somebody's open ones that the sender may see. */
export async function openTasksOf(context: CommandContext, ownerId: number): Promise<Task[]> {
  return (await findTasks(context.db, { ownerId })).filter((task) => isConcerned(context, task));
}

/** What the sender has finished. */
export function doneTasksOf({ db, sender }: CommandContext): Promise<Task[]> {
  return findTasks(db, { ownerId: sender.id, state: 'done' });
}

/** Open ones the sender gave to others. */
export async function tasksGivenBy({ db, sender }: CommandContext): Promise<Task[]> {
  return (await findTasks(db, { giverId: sender.id })).filter(({ owner }) => owner.id !== sender.id);
}

/** All open ones the sender may see: of the association, of their station; undefined: neither. */
export async function visibleTasks(context: CommandContext): Promise<Task[] | undefined> {
  const unitId = visibleUnit(context);
  if (unitId === undefined) return undefined;
  return findTasks(context.db, unitId === null ? {} : { unitId });
}
