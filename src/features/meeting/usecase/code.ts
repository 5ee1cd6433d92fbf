import { randomInt } from 'node:crypto';
import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import { recordAudit } from '../../audit/usecase.ts';
import {
  type Code,
  claimCode,
  countRefused,
  findCodes,
  findFreeCodes,
  findPresent,
  insertCode,
  lockPerson,
} from '../store/attendance.ts';
import { findHolding } from '../store/meeting.ts';
import { type CheckedIn, checkIn } from './check-in.ts';
import { checkInState } from './check-in-state.ts';

const GOOD_FOR_MS = 5 * 60_000;
/** One about to end is not shown any more: it takes a while to type. */
const LEAST_MS = 60_000;
const MOST_TRIES = 20;
const REFUSALS_MS = 10 * 60_000;
const MOST_REFUSALS = 5;

/** So many codes that are good for a minute at least; made where there are too few. */
export async function freshCodes(
  db: Db,
  holdingId: number,
  { now, count }: { now: Date; count: number },
): Promise<string[]> {
  const after = new Date(now.getTime() + LEAST_MS);
  const known = await findFreeCodes(db, holdingId, after);
  const codes = known.slice(0, count).map(({ code }) => code);
  const expiresAt = new Date(now.getTime() + GOOD_FOR_MS);
  for (let tries = 0; codes.length < count && tries < MOST_TRIES; tries += 1) {
    const code = String(randomInt(10_000)).padStart(4, '0');
    if (await insertCode(db, { holdingId, code, expiresAt, now })) codes.push(code);
  }
  return codes;
}

/** Whether the number was ever shown as a code. */
export async function isCode(db: Db, code: string): Promise<boolean> {
  return (await findCodes(db, code)).length > 0;
}

export type CodeUsed = { kind: 'in'; checkedIn: CheckedIn } | { kind: 'refused'; why: string };

/** Checks the sender in by a code. Refusals are counted, so none is thrown: that would take the count back. */
export async function checkInByCode(context: CommandContext, code: string): Promise<CodeUsed> {
  const { db, now, sender } = context;
  await lockPerson(db, sender.id);
  if ((await countRefused(db, sender.id, new Date(now.getTime() - REFUSALS_MS))) >= MOST_REFUSALS) {
    return { kind: 'refused', why: '签到码输错太多次了，请十分钟后再试，或请支委给你补签。' };
  }
  const codes = await findCodes(db, code);
  for (const one of codes) {
    if (!(await isUsable(context, one))) continue;
    const isThere = (await findPresent(db, one.holdingId)).some(({ personId }) => personId === sender.id);
    if (!isThere && !(await claimCode(db, one.id, sender.id, now))) break;
    return { kind: 'in', checkedIn: await checkIn(context, { holdingId: one.holdingId, way: 'code' }) };
  }
  await recordAudit(context, { action: 'check_in_refused', subject: `person:${sender.id}` });
  return { kind: 'refused', why: refusal(codes[0], context) };
}

async function isUsable(
  { db, now, sender }: CommandContext,
  { holdingId, expiresAt, usedById }: Code,
): Promise<boolean> {
  const holding = await findHolding(db, holdingId);
  if (!holding || checkInState(holding, now) !== 'open') return false;
  return usedById === sender.id || (usedById === null && expiresAt > now);
}

function refusal(newest: Code | undefined, { now }: CommandContext): string {
  if (!newest) return '没有这个签到码，请看清屏幕上的四个数字再发一次，例如：签到 4827';
  if (newest.usedById !== null || newest.expiresAt > now)
    return '这个签到码已经有人用过了，一个码只能签一个人，请看屏幕上的新码。';
  return '这个签到码过期了，请看屏幕上的新码。';
}
