import { enqueue } from '../../../bot/outbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Database, Db } from '../../../database.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';
import { findActiveMeetings, findHoldings, insertHolding, replanHolding, wasAnnounced } from '../store/meeting.ts';
import type { Holding, Meeting, StoredHolding, Timing } from '../types.ts';
import { computeHoldings } from './plan.ts';
import { correctionOf, keyPrefix } from './reminders.ts';

export interface PlanOptions {
  now: Date;
  zone: string;
}

/** How far ahead holdings are kept. */
export const PLAN_DAYS = 14;
/** A holding may be moved this far from its nominal day and is still looked at. */
const LOOK_BACK_DAYS = 62;

/** Keeps the holdings of the next 14 days of every meeting. Again: changes nothing. */
export async function planMeetings(database: Database, options: PlanOptions): Promise<void> {
  for (const meeting of await findActiveMeetings(database.db)) {
    await database.transaction((db) => planMeeting(db, meeting, options));
  }
}

/** The same for one meeting, at least until `until`. */
export async function planMeeting(db: Db, meeting: Meeting, options: PlanOptions & { until?: Day }): Promise<void> {
  const today = toLocal(options.now, options.zone).day;
  const from = addDays(today, -LOOK_BACK_DAYS);
  const stored = await findHoldings(db, meeting.id, from);
  const planUntil = latest(addDays(today, PLAN_DAYS), options.until);
  const until = latest(planUntil, stored.at(-1)?.nominalDay);
  const set = await loadSetDays(db, from, addDays(until, LOOK_BACK_DAYS));
  const computed = computeHoldings({ meeting, from, until, set, stored, zone: options.zone });
  for (const holding of computed) {
    const known = stored.find(({ nominalDay }) => nominalDay === holding.nominalDay);
    if (known || holding.nominalDay <= planUntil) await keepHolding(db, { holding, known, options });
  }
  const days = new Set(computed.map(({ nominalDay }) => nominalDay));
  for (const known of stored) if (!days.has(known.nominalDay)) await dropHolding(db, known, options);
}

/** Those who have heard of `before` are told; what is still to be sent follows by itself. */
export async function announceChange(
  db: Db,
  { before, after, change }: { before: Holding; after: Holding; change: string },
  options: PlanOptions,
): Promise<void> {
  const { now, zone } = options;
  const prefix = keyPrefix(after);
  if (!(await wasAnnounced(db, prefix))) return;
  const correction = correctionOf({ before, after, change, now, zone });
  if (correction) await enqueue(db, correction, now);
}

async function keepHolding(
  db: Db,
  { holding, known, options }: { holding: Holding; known: StoredHolding | undefined; options: PlanOptions },
): Promise<void> {
  const { now } = options;
  if ((known ?? holding).startsAt <= now) return;
  if (!known) {
    await insertHolding(db, holding);
    return;
  }
  if (isSameTiming(known, holding)) return;
  if (holding.startsAt <= now || !(await replanHolding(db, known, holding))) return;
  await announceChange(db, { before: known, after: holding, change: `plan@${now.toISOString()}` }, options);
}

/** The rule gives this day no more. */
export async function dropHolding(db: Db, known: StoredHolding, options: PlanOptions): Promise<void> {
  if (known.isByHand || known.state === 'cancelled' || known.startsAt <= options.now) return;
  const after: StoredHolding = { ...known, state: 'cancelled', movedWhy: null };
  if (await replanHolding(db, known, after)) {
    await announceChange(db, { before: known, after, change: `plan@${options.now.toISOString()}` }, options);
  }
}

function isSameTiming(a: Timing, b: Timing): boolean {
  return (
    a.day === b.day &&
    a.startTime === b.startTime &&
    a.place === b.place &&
    a.startsAt.getTime() === b.startsAt.getTime() &&
    a.movedWhy === b.movedWhy &&
    a.state === b.state
  );
}

function latest(day: Day, other: Day | undefined): Day {
  return other !== undefined && other > day ? other : day;
}
