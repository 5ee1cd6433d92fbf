import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { registeredFor } from './addressees.ts';

export interface Notice {
  /** `activity:12:changed:345` */
  key: string;
  kind: 'activity_changed' | 'activity_cancelled';
  text: string;
  usefulUntil: Date;
}

/**
 * Tells everyone registered or waiting on these days of one activity.
 * @returns how many are told.
 */
export async function tellParticipants(
  { db, now }: CommandContext,
  occurrences: Occurrence[],
  { text, ...notice }: Notice,
): Promise<number> {
  const occurrenceIds = occurrences.map(({ id }) => id);
  const { userids } = await registeredFor(db, occurrenceIds);
  if (userids.length === 0) return 0;
  const target = { kind: 'registered', occurrenceIds } as const;
  await enqueue(db, { ...notice, target, content: { kind: 'text', text }, dueAt: now }, now);
  return userids.length;
}
