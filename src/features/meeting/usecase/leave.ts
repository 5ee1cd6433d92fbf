import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { formatDay } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import {
  explainLeave,
  findHolding,
  insertLeave,
  lockHolding,
  withdrawAcceptance,
  withdrawLeave,
} from '../store/meeting.ts';
import type { Leave, StoredHolding } from '../types.ts';

const LONGEST_REASON = 100;

export interface LeaveOrder {
  holdingId: number;
  personIds: readonly number[];
  reason: string | null;
}

export interface LeaveTaken {
  holding: StoredHolding;
  recorded: Leave[];
  /** On leave before without a reason, and now with one. */
  explained: Leave[];
  /** On leave before. */
  known: Leave[];
  /** Had said they come, and no longer do. */
  noLonger: number[];
}

/**
 * Records each person's leave once; a reason given before is kept, one not given is made up for.
 * @throws AppError when the meeting is over or called off, or the reason is a story.
 */
export async function takeLeave(context: CommandContext, order: LeaveOrder): Promise<LeaveTaken> {
  const { db, now, messageId } = context;
  const { holdingId } = order;
  await requireOpen(context, holdingId, '请假');
  const reason = checkedReason(order.reason);
  const recorded: number[] = [];
  const explained: number[] = [];
  const noLonger: number[] = [];
  for (const personId of new Set(order.personIds)) {
    if (await insertLeave(db, { holdingId, personId, reason, messageId, now })) {
      recorded.push(personId);
      await recordAudit(context, { action: 'leave', subject: subjectOf(holdingId), detail: { personId } });
      if (await withdrawAcceptance(db, holdingId, personId, now)) noLonger.push(personId);
    } else if (reason !== null && (await explainLeave(db, holdingId, personId, reason))) explained.push(personId);
  }
  const holding = await knownHolding(context, holdingId);
  const asked = holding.leaves.filter(({ personId }) => order.personIds.includes(personId));
  const of = (ids: readonly number[]) => asked.filter(({ personId }) => ids.includes(personId));
  const known = asked.filter(({ personId }) => !recorded.includes(personId) && !explained.includes(personId));
  return { holding, recorded: of(recorded), explained: of(explained), known, noLonger };
}

/** Takes the leaves back; returns the holding and how many stood. */
export async function revokeLeave(
  context: CommandContext,
  order: Omit<LeaveOrder, 'reason'>,
): Promise<{ holding: StoredHolding; count: number }> {
  let count = 0;
  for (const personId of order.personIds) {
    if (await withdrawLeave(context.db, order.holdingId, personId, context.now)) count += 1;
  }
  const subject = subjectOf(order.holdingId);
  await recordAudit(context, { action: 'revoke_leave', subject, detail: { personIds: [...order.personIds] } });
  return { holding: await knownHolding(context, order.holdingId), count };
}

/** Of two answers of one person at once the second sees the first. @throws AppError `conflict` where it is too late. */
export async function requireOpen(context: CommandContext, holdingId: number, what: '请假' | '回复'): Promise<void> {
  await lockHolding(context.db, holdingId);
  const holding = await knownHolding(context, holdingId);
  const which = `${formatDay(holding.day, context.today)}的${holding.meeting.title}`;
  if (holding.state === 'cancelled') throw userError('conflict', `${which}已经取消，不用${what}了。`);
  if (holding.startsAt > context.now) return;
  const advice = what === '请假' ? '请不了假，请直接联系书记。' : '不用回复了。';
  throw userError('conflict', `${which}已经开始或开过了，${advice}`);
}

export function subjectOf(holdingId: number): string {
  return `meeting_holding:${holdingId}`;
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
