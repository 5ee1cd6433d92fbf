import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { givePlaces } from '../../activity/usecase/places.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { displayName } from '../../person/usecase.ts';
import { endRegistration } from '../store.ts';
import type { Promotion, Registration } from '../types.ts';
import { promoteWaiting } from './promote.ts';

/** Ends registrations and gives their places to those who wait. Days in the order of their ids. */
export async function withdrawAll<T extends Registration>(
  context: CommandContext,
  rows: T[],
): Promise<{ cancelled: T[]; promoted: Promotion[] }> {
  const { db, now } = context;
  const sorted = rows.toSorted((a, b) => a.occurrenceId - b.occurrenceId || a.id - b.id);
  for (const row of sorted) {
    // The occurrence's row is locked first, as a registration does.
    if (row.state === 'confirmed') await givePlaces(db, row.occurrenceId, 1 + row.companions);
    if (!(await endRegistration(db, row, now))) {
      throw userError('conflict', `${displayName(row.person)} 的报名刚刚变了，请再发一次。`);
    }
    const detail = { person: row.person.id, state: row.state, companions: row.companions };
    await recordAudit(context, { action: 'cancel_registration', subject: `registration:${row.id}`, detail });
  }
  const promoted: Promotion[] = [];
  for (const id of new Set(sorted.map(({ occurrenceId }) => occurrenceId))) {
    promoted.push(...(await promoteWaiting(context, id)));
  }
  return { cancelled: sorted, promoted };
}
