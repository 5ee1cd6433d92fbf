import type { Day } from '../../language/day.ts';

export interface TaskPerson {
  id: number;
  name: string;
  /** Null: known by name only, so nobody can write to them. */
  userid: string | null;
}

export interface Task {
  id: number;
  title: string;
  owner: TaskPerson;
  giver: TaskPerson | null;
  /** Null: no day was set. */
  dueDay: Day | null;
  state: 'open' | 'done' | 'dropped';
  /** Where it was given; null: one to one. */
  chatId: string | null;
  unitId: number | null;
  /** The meeting's holding it comes from. */
  occurrenceId: number | null;
  minutesId: number | null;
  /** What came of it, in the owner's words. */
  result: string | null;
  doneAt: Date | null;
  createdAt: Date;
}

export interface NewTask {
  title: string;
  ownerId: number;
  dueDay: Day | null;
  occurrenceId?: number;
  minutesId?: number;
}

/** What of a task people change; what `撤销` puts back. */
export interface TaskState {
  ownerId: number;
  dueDay: Day | null;
  state: Task['state'];
  result: string | null;
  doneAt: Date | null;
}
