import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { findHoldingOn, insertAcceptance, insertLeave, withdrawAcceptance, withdrawLeave } from '../store/meeting.ts';
import type { StoredHolding } from '../types.ts';
import type { HoldingRef } from './card.ts';
import { knownHolding, requireOpen, subjectOf } from './leave.ts';

export interface Accepted {
  holding: StoredHolding;
  /** False: had said so before. */
  isNew: boolean;
  /** The leave that no longer stands. */
  leave: { reason: string | null } | undefined;
}

/** The holding a button is about. @throws AppError `not_found` */
export async function holdingOf({ db }: Pick<CommandContext, 'db'>, ref: HoldingRef): Promise<StoredHolding> {
  const holding = await findHoldingOn(db, ref.meetingId, ref.nominalDay);
  if (!holding) throw userError('not_found', '这次会议已经找不到了。发「例会」看现在的安排。');
  return holding;
}

/**
 * The sender comes; a leave of theirs no longer stands.
 * @throws AppError when the meeting is over or called off.
 */
export async function acceptMeeting(context: CommandContext, holdingId: number): Promise<Accepted> {
  const { db, now, messageId, sender } = context;
  await requireOpen(context, holdingId, '回复');
  const before = await knownHolding(context, holdingId);
  const leave = before.leaves.find(({ personId }) => personId === sender.id);
  const isNew = await insertAcceptance(db, { holdingId, personId: sender.id, messageId, now });
  if (leave) await withdrawLeave(db, holdingId, sender.id, now);
  if (isNew) await recordAudit(context, { action: 'accept_meeting', subject: subjectOf(holdingId) });
  return { holding: await knownHolding(context, holdingId), isNew, leave };
}

/** Takes the sender's acceptance back; `leave`: the one that stood before it stands again. */
export async function revokeAcceptance(
  context: CommandContext,
  { holdingId, leave }: { holdingId: number; leave: { reason: string | null } | null },
): Promise<StoredHolding> {
  const { db, now, messageId, sender } = context;
  await withdrawAcceptance(db, holdingId, sender.id, now);
  if (leave) await insertLeave(db, { holdingId, personId: sender.id, reason: leave.reason, messageId, now });
  await recordAudit(context, { action: 'revoke_acceptance', subject: subjectOf(holdingId) });
  return knownHolding(context, holdingId);
}

/** Puts back the acceptances that a leave had ended. */
export async function restoreAcceptances(
  { db, now, messageId }: CommandContext,
  holdingId: number,
  personIds: readonly number[],
): Promise<void> {
  for (const personId of personIds) await insertAcceptance(db, { holdingId, personId, messageId, now });
}
