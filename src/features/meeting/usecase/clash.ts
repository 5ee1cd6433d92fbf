import type { CommandContext } from '../../../bot/command.ts';
import { toInstant } from '../../../clock.ts';
import { addDays } from '../../../language/day.ts';
import { findActiveMeetings, findHoldings } from '../store/meeting.ts';
import type { Meeting, StoredHolding } from '../types.ts';
import { expectedAt } from './attendees.ts';
import { nominalDays } from './plan.ts';
import { planMeeting } from './schedule.ts';

/** Nearer to each other nobody is at both. */
const APART_MS = 60 * 60_000;
const AHEAD_DAYS = 31;

export interface Clash {
  other: StoredHolding;
  /** How many are to come to both. */
  people: number;
}

/** The first holding of another meeting within a month that people of this one are to come to at the same time. */
export async function findClash(context: CommandContext, meeting: Meeting): Promise<Clash | undefined> {
  const { now, today, zone } = context;
  const until = meeting.onDay ?? addDays(today, AHEAD_DAYS);
  const starts = nominalDays(meeting, today, until).map((day) => toInstant(day, meeting.startTime, zone));
  return clashAt(
    context,
    meeting,
    starts.filter((at) => at > now),
  );
}

/** The same for given starts. */
export async function clashAt(
  context: CommandContext,
  meeting: Meeting,
  starts: readonly Date[],
): Promise<Clash | undefined> {
  const { db, now, today, zone } = context;
  if (starts.length === 0) return undefined;
  const own = new Set((await expectedAt(db, meeting)).map(({ id }) => id));
  if (own.size === 0) return undefined;
  const until = addDays(today, AHEAD_DAYS);
  for (const other of await findActiveMeetings(db)) {
    if (other.id === meeting.id) continue;
    await planMeeting(db, other, { now, zone, until });
    const near = (await findHoldings(db, other.id, today)).find(
      ({ startsAt, state }) =>
        state === 'planned' && starts.some((at) => Math.abs(at.getTime() - startsAt.getTime()) < APART_MS),
    );
    if (!near) continue;
    const people = (await expectedAt(db, other)).filter(({ id }) => own.has(id)).length;
    if (people > 0) return { other: near, people };
  }
  return undefined;
}
