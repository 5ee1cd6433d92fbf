import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { Day } from '../../language/day.ts';
import type { NewTask, Task, TaskPerson, TaskState } from './types.ts';

const PERSON = { select: { id: true, name: true, userid: true } } as const;
const WITH_PEOPLE = { owner: PERSON, giver: PERSON } as const;

export interface TaskTrace {
  giverId: number;
  chatId: string | null;
  unitId: number | null;
  messageId: number | null;
  now: Date;
}

export async function insertTask(db: Db, task: NewTask, { now, ...trace }: TaskTrace): Promise<Task> {
  const data = { ...task, ...trace, createdAt: now, updatedAt: now };
  return toTask(await db.task.create({ data, include: WITH_PEOPLE }));
}

export async function findTask(db: Db, id: number): Promise<Task | undefined> {
  const row = await db.task.findUnique({ where: { id }, include: WITH_PEOPLE });
  return row ? toTask(row) : undefined;
}

export interface OpenFilter {
  ownerId?: number;
  /** Only those due in this span, both ends included. */
  due?: { from: Day; until: Day };
}

/** Open ones; first due first, those without a day last. */
export async function findOpenTasks(db: Db, { ownerId, due }: OpenFilter): Promise<Task[]> {
  const rows = await db.task.findMany({
    where: {
      state: 'open',
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(due === undefined ? {} : { dueDay: { gte: due.from, lte: due.until } }),
    },
    orderBy: { id: 'asc' },
    include: WITH_PEOPLE,
  });
  return rows.map(toTask).sort((a, b) => (a.dueDay ?? '9999').localeCompare(b.dueDay ?? '9999'));
}

/** Changes a task unless somebody has changed it since it was read; true where it did. */
export async function changeTask(db: Db, task: Task, change: Partial<TaskState>, now: Date): Promise<boolean> {
  const { id, owner, dueDay, state } = task;
  const where = { id, ownerId: owner.id, dueDay, state };
  return (await db.task.updateMany({ where, data: { ...change, updatedAt: now } })).count === 1;
}

function toTask({ owner, giver, ...row }: Prisma.TaskGetPayload<{ include: typeof WITH_PEOPLE }>): Task {
  return { ...row, owner: toPerson(owner), giver: giver && toPerson(giver) };
}

function toPerson({ id, name, userid }: { id: number; name: string | null; userid: string | null }): TaskPerson {
  return { id, name: name ?? userid ?? '未留姓名', userid };
}
