import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { Day } from '../../language/day.ts';
import type { NewTask, Task, TaskPerson, TaskState } from './types.ts';

const PERSON_SELECT = { id: true, name: true, userid: true, unitId: true } as const;
const WITH_PEOPLE = { owner: { select: PERSON_SELECT }, giver: { select: PERSON_SELECT } } as const;
const LAST = '9999-12-31';

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

export interface TaskFilter {
  /** Open where absent. */
  state?: Task['state'];
  ownerId?: number;
  giverId?: number;
  /** Tasks of a station: given for it, or to one of its people. */
  unitId?: number;
  /** Only those due in this span, both ends included. */
  due?: { from: Day; until: Day };
}

/** First due first, those without a day last; finished ones the last finished first. */
export async function findTasks(db: Db, { state = 'open', unitId, due, ...rest }: TaskFilter): Promise<Task[]> {
  const rows = await db.task.findMany({
    where: {
      ...{ state, ...rest },
      ...(unitId === undefined ? {} : { OR: [{ unitId }, { owner: { unitId } }] }),
      ...(due === undefined ? {} : { dueDay: { gte: due.from, lte: due.until } }),
    },
    orderBy: { id: 'asc' },
    include: WITH_PEOPLE,
  });
  const tasks = rows.map(toTask);
  if (state !== 'open') return tasks.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  return tasks.sort((a, b) => (a.dueDay ?? LAST).localeCompare(b.dueDay ?? LAST));
}

/** Changes a task unless somebody has changed it since it was read; true where it did. */
export async function changeTask(db: Db, task: Task, change: Partial<TaskState>, now: Date): Promise<boolean> {
  const { id, owner, dueDay, state } = task;
  const where = { id, ownerId: owner.id, dueDay, state };
  return (await db.task.updateMany({ where, data: { ...change, updatedAt: now } })).count === 1;
}

export async function findTaskPerson(db: Db, id: number): Promise<TaskPerson | undefined> {
  const row = await db.person.findUnique({ where: { id }, select: PERSON_SELECT });
  return row ? toPerson(row) : undefined;
}

/** What people are called, by their rows. */
export async function findNames(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: PERSON_SELECT });
  return new Map(rows.map((row) => [row.id, toPerson(row).name]));
}

/** The holding a task comes from. */
export async function findHolding(db: Db, id: number): Promise<{ day: Day; title: string } | undefined> {
  const select = { day: true, meeting: { select: { title: true } } } as const;
  const row = await db.meetingOccurrence.findUnique({ where: { id }, select });
  return row ? { day: row.day, title: row.meeting.title } : undefined;
}

function toTask({ owner, giver, ...row }: Prisma.TaskGetPayload<{ include: typeof WITH_PEOPLE }>): Task {
  return { ...row, owner: toPerson(owner), giver: giver && toPerson(giver) };
}

function toPerson({ name, userid, ...rest }: Prisma.PersonGetPayload<{ select: typeof PERSON_SELECT }>): TaskPerson {
  return { ...rest, name: name ?? userid ?? '未留姓名', userid };
}
