import { toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { overdueTasks } from '../../task/usecase/find.ts';
import { formatStanding, nameTask } from '../../task/usecase/text.ts';
import type { Holding, MeetingKind } from '../types.ts';

/** Where what was not done is gone through. */
const KINDS: readonly MeetingKind[] = ['regular', 'committee'];
const MOST = 8;

/** With the tasks that should have been done by now on its agenda. */
export async function withOverdue<T extends Holding>(
  db: Db,
  holding: T,
  { now, zone }: { now: Date; zone: string },
): Promise<T> {
  if (!KINDS.includes(holding.meeting.kind) || holding.startsAt <= now) return holding;
  const tasks = await overdueTasks(db, { now, zone });
  const today = toLocal(now, zone).day;
  const overdue = tasks.map((task) => `${task.owner.name}：${nameTask(task)}，${formatStanding(task, today)}`);
  const more = overdue.length > MOST ? [`另有 ${overdue.length - MOST} 件，发「逾期任务」看`] : [];
  return { ...holding, overdue: [...overdue.slice(0, MOST), ...more] };
}
