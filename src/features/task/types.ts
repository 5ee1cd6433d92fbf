import type { Day } from '../../language/day.ts';

export interface TaskPerson {
  id: number;
  name: string;
  /** Null: known by name only, so nobody can write to them. */
  userid: string | null;
  unitId: number | null;
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
  updatedAt: Date;
}

export interface NewTask {
  title: string;
  ownerId: number;
  dueDay: Day | null;
  /** Where it comes from, other than a line in a chat. */
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

/** What of its state was recorded with a change. */
export interface RecordedState {
  ownerId?: number | undefined;
  dueDay?: Day | null | undefined;
  state?: Task['state'] | undefined;
}

/** One thing that happened to a task. */
export interface TaskEvent {
  at: Date;
  /** Who did it, as people call them; null: nobody knows. */
  actor: string | null;
  word: TaskWord;
  from: RecordedState;
  to: RecordedState;
  reason: string | null;
  /** The name behind `to.ownerId`. */
  owner: string | null;
}

export const TASK_WORDS = ['given', 'done', 'result', 'deferred', 'handed', 'dropped', 'reopened', 'restored'] as const;
/** What was done to a task. */
export type TaskWord = (typeof TASK_WORDS)[number];
