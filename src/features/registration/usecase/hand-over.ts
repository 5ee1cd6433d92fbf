import { userError } from '../../../errors.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { releaseKey, updatePerson } from '../store.ts';
import type { Registration } from '../types.ts';

/** A place goes from one person to another. */
export interface HandOver {
  row: Registration;
  from: number;
  to: number;
}

/**
 * Places change hands, all or none; the places of the day stay as they are. That the takers have none of their own
 * there is the caller's to check. `reason`: `swap:12`.
 * @throws AppError `conflict` where one is no longer confirmed, or no longer the giver's
 */
export async function handOverAll(change: Change, moves: readonly HandOver[], reason: string): Promise<void> {
  const sorted = moves.toSorted((a, b) => a.row.id - b.row.id);
  for (const { row, from } of sorted) {
    if (await releaseKey(change.db, row, from)) continue;
    throw userError('conflict', '报名刚刚变了，没有换成，请再看一下名单。');
  }
  for (const { row, from, to } of sorted) {
    await updatePerson(change.db, row, to);
    const detail = { from, to, reason };
    await recordAudit(change, { action: 'hand_over_registration', subject: `registration:${row.id}`, detail });
  }
}
