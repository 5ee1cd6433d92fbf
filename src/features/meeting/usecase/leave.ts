import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { formatDay } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { findHolding, insertLeave, withdrawLeave } from '../store.ts';
import type { Leave, StoredHolding } from '../types.ts';
import { enqueueReminders } from './schedule.ts';

const LONGEST_REASON = 100;

export interface LeaveOrder {
  holdingId: number;
  personIds: readonly number[];
  reason: string | null;
}

/**
 * Records each person's leave once; a reason given before is kept.
 * @throws AppError when the meeting is over or called off, or the reason is a story.
 */
export async function takeLeave(
  context: CommandContext,
  order: LeaveOrder,
  botName: string,
): Promise<{ holding: StoredHolding; recorded: Leave[]; known: Leave[] }> {
  const { db, now, messageId } = context;
  await requireOpen(context, order.holdingId);
  const reason = checkedReason(order.reason);
  const recordedIds: number[] = [];
  for (const personId of new Set(order.personIds)) {
    const isNew = await insertLeave(db, { holdingId: order.holdingId, personId, reason, messageId, now });
    if (!isNew) continue;
    recordedIds.push(personId);
    await recordAudit(context, {
      action: 'leave',
      subject: `meeting_holding:${order.holdingId}`,
      detail: { personId },
    });
  }
  const holding = await refreshed(context, order.holdingId, botName);
  const asked = holding.leaves.filter(({ personId }) => order.personIds.includes(personId));
  return {
    holding,
    recorded: asked.filter(({ personId }) => recordedIds.includes(personId)),
    known: asked.filter(({ personId }) => !recordedIds.includes(personId)),
  };
}

/** Takes the leaves back; returns the holding and how many stood. */
export async function revokeLeave(
  context: CommandContext,
  order: Omit<LeaveOrder, 'reason'>,
  botName: string,
): Promise<{ holding: StoredHolding; count: number }> {
  let count = 0;
  for (const personId of order.personIds) {
    if (await withdrawLeave(context.db, order.holdingId, personId, context.now)) count += 1;
  }
  const subject = `meeting_holding:${order.holdingId}`;
  await recordAudit(context, { action: 'revoke_leave', subject, detail: { personIds: [...order.personIds] } });
  return { holding: await refreshed(context, order.holdingId, botName), count };
}

/** The announcements still to be sent name those on leave. */
async function refreshed(context: CommandContext, holdingId: number, botName: string): Promise<StoredHolding> {
  const { db, now, zone } = context;
  const holding = await knownHolding(context, holdingId);
  await enqueueReminders(db, holding, { now, zone, botName, since: now });
  return holding;
}

async function requireOpen(context: CommandContext, holdingId: number): Promise<void> {
  const holding = await knownHolding(context, holdingId);
  const what = `${formatDay(holding.day, context.today)}的${holding.meeting.title}`;
  if (holding.state === 'cancelled') throw userError('conflict', `${what}已经取消，不用请假了。`);
  if (holding.startsAt <= context.now)
    throw userError('conflict', `${what}已经开始或开过了，请不了假，请直接联系书记。`);
}

export async function knownHolding({ db }: Pick<CommandContext, 'db'>, id: number): Promise<StoredHolding> {
  const holding = await findHolding(db, id);
  if (!holding) throw userError('not_found', '这次会议已经找不到了，请发「例会」看最近的安排。');
  return holding;
}

function checkedReason(reason: string | null): string | null {
  if (reason !== null && [...reason].length > LONGEST_REASON) {
    throw userError('invalid_input', `请假事由请不超过${LONGEST_REASON}个字，例如：请假 周一例会 出差`);
  }
  return reason;
}
