import type { CommandContext } from '../../../bot/command.ts';
import { toInstant } from '../../../clock.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { setTiming } from '../store/meeting.ts';
import type { StoredHolding, Timing } from '../types.ts';
import { type Clash, clashAt } from './clash.ts';
import { knownHolding } from './leave.ts';
import { announceChange } from './schedule.ts';
import { formatStart } from './text.ts';

const FARTHEST_MOVE_DAYS = 60;

/** What a person changes of one holding; absent: stays. */
export type HoldingChange =
  | { isCalledOff: true }
  | { day?: Day | undefined; startTime?: string | undefined; place?: string | undefined };

export interface Changed {
  before: StoredHolding;
  after: StoredHolding;
}

/**
 * Moves or calls off one holding by hand; announcements follow, and who has heard of it is told.
 * @throws AppError when the new time is past, far off, or the old one.
 */
export async function changeHolding(
  context: CommandContext,
  { holdingId, change }: { holdingId: number; change: HoldingChange },
): Promise<Changed> {
  const before = await knownHolding(context, holdingId);
  const isOff = before.state === 'cancelled' && 'isCalledOff' in change;
  if (isOff || before.startsAt <= context.now) {
    const what = `${formatStart(before, context.today)}的${before.meeting.title}`;
    throw userError('conflict', `${what}${isOff ? '已经取消了' : '已经开始或开过了'}，没有再改。`);
  }
  const timing: Timing =
    'isCalledOff' in change
      ? { ...before, state: 'cancelled', movedWhy: null, isByHand: true }
      : movedTiming(context, before, change);
  return applyTiming(context, { before, timing, action: 'change_meeting_holding' });
}

/** Another meeting of the same people at the new time. */
export async function clashOfChange(
  context: CommandContext,
  { holdingId, change }: { holdingId: number; change: HoldingChange },
): Promise<(Clash & { title: string }) | undefined> {
  if ('isCalledOff' in change || (change.day === undefined && change.startTime === undefined)) return undefined;
  const { meeting, day, startTime } = await knownHolding(context, holdingId);
  const startsAt = toInstant(change.day ?? day, change.startTime ?? startTime, context.zone);
  const clash = startsAt > context.now ? await clashAt(context, meeting, [startsAt]) : undefined;
  return clash && { ...clash, title: meeting.title };
}

/** Puts a holding back to how it was. */
export async function restoreHolding(
  context: CommandContext,
  { holdingId, former }: { holdingId: number; former: Timing },
): Promise<Changed> {
  const before = await knownHolding(context, holdingId);
  return applyTiming(context, { before, timing: former, action: 'restore_meeting_holding' });
}

async function applyTiming(
  context: CommandContext,
  { before, timing, action }: { before: StoredHolding; timing: Timing; action: string },
): Promise<Changed> {
  const { db, now, zone, messageId } = context;
  await setTiming(db, before.id, timing);
  const after = await knownHolding(context, before.id);
  await announceChange(db, { before, after, change: `m${messageId}` }, { now, zone });
  const detail = { from: shortTiming(before), to: shortTiming(after) };
  await recordAudit(context, { action, subject: `meeting_holding:${before.id}`, detail });
  return { before, after };
}

function movedTiming(
  { now, today, zone }: CommandContext,
  before: StoredHolding,
  change: Exclude<HoldingChange, { isCalledOff: true }>,
): Timing {
  const day = change.day ?? before.day;
  const startTime = change.startTime ?? before.startTime;
  const place = change.place ?? before.place;
  const startsAt = toInstant(day, startTime, zone);
  const title = before.meeting.title;
  if (startsAt <= now) {
    throw userError(
      'invalid_input',
      `${formatStart({ day, startTime }, today)}已经过了，${title}没有改。请换一个时间。`,
    );
  }
  if (day > addDays(before.nominalDay, FARTHEST_MOVE_DAYS)) {
    throw userError('invalid_input', `${formatDay(day, today)}太远了，一次会议最多往后改两个月。`);
  }
  const isSame = startsAt.getTime() === before.startsAt.getTime() && place === before.place;
  if (isSame && before.state === 'planned') {
    throw userError('conflict', `${title}本来就是${formatStart(before, today)}，没有变。`);
  }
  return { day, startTime, place, startsAt, movedWhy: null, isByHand: true, state: 'planned' };
}

function shortTiming({ day, startTime, place, state }: Timing): Record<string, string | null> {
  return { day, startTime, place, state };
}

/** Of a holding, what a change of it changes. */
export function timingOf({ day, startTime, place, startsAt, movedWhy, isByHand, state }: Timing): Timing {
  return { day, startTime, place, startsAt, movedWhy, isByHand, state };
}
