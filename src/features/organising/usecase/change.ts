import type { CommandContext } from '../../../bot/command.ts';
import {
  type Changes,
  changeOccurrence,
  findDays,
  restoreOccurrence,
  type Snapshot,
  snapshotOf,
} from '../../activity/usecase/change.ts';
import { findByIds, type Occurrence } from '../../activity/usecase/find.ts';
import { recordAudit } from '../../audit/usecase.ts';
import type { Promotion } from '../../registration/types.ts';
import { promoteWaiting } from '../../registration/usecase/promote.ts';
import type { Changed } from '../types.ts';
import { changeNotice, restoreNotice, tellDays } from './notice.ts';

/** Changes days, fills places that became free, and tells everyone registered. */
export async function change(
  context: CommandContext,
  occurrences: Occurrence[],
  changes: Changes,
): Promise<Changed & { before: Snapshot[] }> {
  const before = occurrences.map(snapshotOf);
  const after: Occurrence[] = [];
  for (const occurrence of inLockOrder(occurrences)) {
    const now = await changeOccurrence(context, occurrence, changes);
    after.push(now);
    await audit(context, 'change_activity', { from: snapshotOf(occurrence), to: snapshotOf(now) });
  }
  const promoted = await promoteAll(context, after);
  const told = await tellOf(context, after, changes);
  return { occurrences: inTime(after), changes, promoted, told, before };
}

/** `撤销` of a change: as it was, and everyone told. */
export async function restore(
  context: CommandContext,
  before: Snapshot[],
): Promise<{ occurrences: Occurrence[]; told: number }> {
  const after: Occurrence[] = [];
  for (const was of before.toSorted((a, b) => a.id - b.id)) {
    const [now] = await findByIds(context, [was.id]);
    if (now?.state !== 'open') continue;
    after.push(await restoreOccurrence(context, now, was));
    await audit(context, 'restore_activity', { from: snapshotOf(now), to: was });
  }
  await promoteAll(context, after);
  const text = restoreNotice(after, context);
  const told = await tellDays(context, after, { kind: 'activity_changed', word: 'restored', text });
  return { occurrences: inTime(after), told };
}

/** The place is the activity's: who comes on another day of it is told as well. */
async function tellOf(context: CommandContext, occurrences: Occurrence[], changes: Changes): Promise<number> {
  const text = changeNotice(occurrences, changes, context);
  const notice = { kind: 'activity_changed' as const, word: 'changed', text };
  if (changes.place === undefined) return tellDays(context, occurrences, notice);
  const days: Occurrence[] = [];
  for (const id of new Set(occurrences.map(({ activity }) => activity.id))) {
    const all = await findDays(context, id);
    days.push(...all.filter(({ state, startsAt }) => state === 'open' && startsAt > context.now));
  }
  return tellDays(context, days, notice);
}

async function promoteAll(context: CommandContext, occurrences: Occurrence[]): Promise<Promotion[]> {
  const promoted: Promotion[] = [];
  for (const { id } of occurrences) promoted.push(...(await promoteWaiting(context, id)));
  return promoted;
}

function audit(context: CommandContext, action: string, { from, to }: { from: Snapshot; to: Snapshot }): Promise<void> {
  return recordAudit(context, {
    action,
    subject: `occurrence:${from.id}`,
    detail: { from: plain(from), to: plain(to) },
  });
}

function plain({ deadlineAt, ...rest }: Snapshot) {
  return { ...rest, deadlineAt: deadlineAt?.toISOString() ?? null };
}

/** The order in which registrations lock the same rows. */
function inLockOrder(occurrences: Occurrence[]): Occurrence[] {
  return occurrences.toSorted((a, b) => a.id - b.id);
}

function inTime(occurrences: Occurrence[]): Occurrence[] {
  return occurrences.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}
