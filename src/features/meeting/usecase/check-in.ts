import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { addDays } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { type CheckInWay, findPresent, insertAttendance, withdrawAttendance } from '../store/attendance.ts';
import { findHoldings } from '../store/meeting.ts';
import type { Holding, Meeting, StoredHolding } from '../types.ts';
import { expectedAt } from './attendees.ts';
import { checkInState } from './check-in-state.ts';
import { graceMinutes } from './grace.ts';
import { knownHolding, subjectOf } from './leave.ts';
import { formatStart } from './text.ts';

const MINUTE_MS = 60_000;
/** A holding may lie this far from its nominal day. */
const MARGIN_DAYS = 62;

export interface CheckedIn {
  holding: StoredHolding;
  /** False: was there already. */
  isNew: boolean;
  /** Minutes after the start where that is late; 0: in time. */
  minutesLate: number;
}

/** Holdings of these that one can check in to now. */
export async function openHoldings(
  { db, now, today }: Pick<CommandContext, 'db' | 'now' | 'today'>,
  meetings: readonly Meeting[],
): Promise<StoredHolding[]> {
  const open: StoredHolding[] = [];
  for (const meeting of meetings) {
    const holdings = await findHoldings(db, meeting.id, addDays(today, -MARGIN_DAYS));
    open.push(...holdings.filter((holding) => checkInState(holding, now) === 'open'));
  }
  return open.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Those among them that the sender is to come to, or that do not say who is. */
export async function concerning(
  { db, sender }: Pick<CommandContext, 'db' | 'sender'>,
  holdings: readonly StoredHolding[],
): Promise<StoredHolding[]> {
  const own: StoredHolding[] = [];
  for (const holding of holdings) {
    const expected = await expectedAt(db, holding.meeting);
    const isTold = holding.acceptances.some(({ personId }) => personId === sender.id);
    if (isTold || expected.length === 0 || expected.some(({ id }) => id === sender.id)) own.push(holding);
  }
  return own;
}

/** @throws AppError `conflict` where it is too early, over or called off. */
export async function checkIn(
  context: CommandContext,
  { holdingId, way }: { holdingId: number; way: CheckInWay },
): Promise<CheckedIn> {
  const { db, now, messageId, sender } = context;
  const holding = await knownHolding(context, holdingId);
  requireCheckIn(holding, context);
  const isNew = await insertAttendance(db, { holdingId, personId: sender.id, way, messageId, now });
  if (isNew) await recordAudit(context, { action: 'check_in', subject: subjectOf(holdingId), detail: { way } });
  const at = isNew ? now : ((await presentOf(context, holdingId, sender.id))?.at ?? now);
  return { holding, isNew, minutesLate: minutesLate(holding, at, await graceMinutes(db)) };
}

/** Enters others as having been there; @returns those it was new for. */
export async function enterByHand(
  context: CommandContext,
  { holdingId, personIds }: { holdingId: number; personIds: readonly number[] },
): Promise<number[]> {
  const { db, now, messageId } = context;
  const entered: number[] = [];
  for (const personId of personIds) {
    if (!(await insertAttendance(db, { holdingId, personId, way: 'by_hand', messageId, now }))) continue;
    entered.push(personId);
    await recordAudit(context, { action: 'check_in_by_hand', subject: subjectOf(holdingId), detail: { personId } });
  }
  return entered;
}

/** Takes back that these were there. */
export async function takeBack(
  context: CommandContext,
  { holdingId, personIds }: { holdingId: number; personIds: readonly number[] },
): Promise<StoredHolding> {
  for (const personId of personIds) await withdrawAttendance(context.db, holdingId, personId, context.now);
  const detail = { personIds: [...personIds] };
  await recordAudit(context, { action: 'withdraw_check_in', subject: subjectOf(holdingId), detail });
  return knownHolding(context, holdingId);
}

/** Late from the first minute after the grace on; then counted from the start. */
export function minutesLate({ startsAt }: Pick<Holding, 'startsAt'>, at: Date, grace: number): number {
  const minutes = (at.getTime() - startsAt.getTime()) / MINUTE_MS;
  return minutes > grace ? Math.floor(minutes) : 0;
}

async function presentOf({ db }: CommandContext, holdingId: number, personId: number) {
  return (await findPresent(db, holdingId)).find((one) => one.personId === personId);
}

function requireCheckIn(holding: StoredHolding, { now, today }: CommandContext): void {
  const which = `${formatStart(holding, today)}的${holding.meeting.title}`;
  const state = checkInState(holding, now);
  if (state === 'off') throw userError('conflict', `${which}已经取消，不用签到了。`);
  if (state === 'early') throw userError('conflict', `${which}还没到签到时间，开会前一小时起可以签到。`);
  if (state === 'over') throw userError('conflict', `${which}已经结束，签不了到了。当时在场的，请支委补签。`);
}
