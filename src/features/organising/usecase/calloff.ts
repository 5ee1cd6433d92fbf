import type { CommandContext } from '../../../bot/command.ts';
import { setState } from '../../activity/usecase/change.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { recordAudit } from '../../audit/usecase.ts';
import type { CalledOff } from '../types.ts';
import { callOffNotice, callOnNotice, tellDays } from './notice.ts';

/** Calls days off and tells everyone registered; their registrations stay as they were. */
export async function callOff(
  context: CommandContext,
  occurrences: Occurrence[],
  reason: string | null,
): Promise<CalledOff> {
  const ids = occurrences.map(({ id }) => id);
  await setState(context, ids, { state: 'cancelled', reason });
  for (const id of ids) await audit(context, id, { action: 'call_off', reason });
  const text = callOffNotice(occurrences, reason, context);
  const told = await tellDays(context, occurrences, { kind: 'activity_cancelled', word: 'cancelled', text });
  return { occurrences, reason, told };
}

/** `撤销` of a calling off: open again with everyone who was in, and told. */
export async function callOn(context: CommandContext, ids: number[]): Promise<Occurrence[]> {
  const occurrences = await setState(context, ids, { state: 'open', reason: null });
  for (const id of ids) await audit(context, id, { action: 'call_on', reason: null });
  await tellDays(context, occurrences, {
    kind: 'activity_changed',
    word: 'reopened',
    text: callOnNotice(occurrences, context),
  });
  return occurrences;
}

function audit(
  context: CommandContext,
  id: number,
  { action, reason }: { action: string; reason: string | null },
): Promise<void> {
  return recordAudit(context, { action, subject: `occurrence:${id}`, ...(reason ? { detail: { reason } } : {}) });
}
