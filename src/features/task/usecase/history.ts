import { z } from 'zod';
import type { Db } from '../../../database.ts';
import { trailOf } from '../../audit/usecase.ts';
import { findHolding, findNames } from '../store.ts';
import { TASK_WORDS, type Task, type TaskEvent } from '../types.ts';

const stateSchema = z
  .object({ ownerId: z.number(), dueDay: z.string().nullable(), state: z.enum(['open', 'done', 'dropped']) })
  .partial();
const detailSchema = z.object({
  from: stateSchema.default({}),
  to: stateSchema.default({}),
  reason: z.string().nullable().default(null),
});

/** What has become of a task, first things first. */
export async function historyOf(db: Db, { id }: Task): Promise<TaskEvent[]> {
  const entries = await trailOf(db, `task:${id}`);
  const read = entries.flatMap(({ action, detail, actorId, at }) => {
    const word = TASK_WORDS.find((one) => action === `task_${one}`);
    return word ? [{ word, actorId, at, ...detailSchema.parse(detail ?? {}) }] : [];
  });
  const ids = read.flatMap(({ actorId, to }) => [actorId, to.ownerId].flatMap((one) => one ?? []));
  const names = await findNames(db, ids);
  return read.map(({ actorId, to, ...event }) => ({
    ...event,
    to,
    actor: actorId === null ? null : (names.get(actorId) ?? null),
    owner: to.ownerId === undefined ? null : (names.get(to.ownerId) ?? null),
  }));
}

/** The meeting a task comes from. */
export function sourceOf(db: Db, { occurrenceId }: Task): Promise<{ day: string; title: string } | undefined> {
  return occurrenceId === null ? Promise.resolve(undefined) : findHolding(db, occurrenceId);
}
