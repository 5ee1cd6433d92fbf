import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';

export interface TaskOfHolding {
  title: string;
  ownerId: number;
  owner: string;
  dueDay: Day | null;
  state: 'open' | 'done' | 'dropped';
}

/** Every task that came of the holding, in the order given. */
export async function findTasksOf(db: Db, holdingId: number): Promise<TaskOfHolding[]> {
  const rows = await db.task.findMany({
    where: { occurrenceId: holdingId },
    orderBy: { id: 'asc' },
    select: {
      ...{ title: true, ownerId: true, dueDay: true, state: true },
      owner: { select: { name: true, userid: true } },
    },
  });
  return rows.map(({ owner, ...row }) => ({ ...row, owner: owner.name ?? owner.userid ?? '未留姓名' }));
}
