import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Fields } from '../../../language/reading.ts';
import { selectByIds, selectOfActivity, updateCapacity, updatePlace, updateState, updateTimes } from '../store/days.ts';
import type { Occurrence } from '../types.ts';
import { checkCapacity, checkDeadline, checkPlace, checkTimes, startOf } from './check.ts';
import { formatInstant, nameOccurrence } from './describe.ts';

/** What of an activity is to be different; absent: as it is. */
export interface Changes {
  /** Null: no limit. */
  capacity?: number | null;
  /** HH:MM, or start and end. */
  time?: string[];
  place?: string;
  deadline?: NonNullable<Fields['deadline']>;
}

/** How a day was, to bring it back. */
export type Snapshot = Pick<Occurrence, 'id' | 'startTime' | 'endTime' | 'deadlineAt' | 'capacity'> & {
  place: string | null;
};

/**
 * Changes one day (its activity's place: every day of it). Who is in stays in, also above a lower capacity.
 * @returns the day as it is now.
 * @throws AppError `invalid_input` for what cannot be.
 */
export async function changeOccurrence(
  context: CommandContext,
  occurrence: Occurrence,
  changes: Changes,
): Promise<Occurrence> {
  const { now, zone, today } = context;
  const { startTime, endTime } = changes.time ? checkTimes(changes.time) : occurrence;
  const startsAt = startOf(occurrence.day, startTime, zone);
  if (startsAt <= now) {
    throw userError('invalid_input', `改后的时间 ${formatInstant(startsAt, zone, today)} 已经过了，请核对后再发一次。`);
  }
  const deadlineAt = changes.deadline
    ? checkDeadline(changes.deadline, { startsAt, now, zone, today })
    : occurrence.deadlineAt;
  if (deadlineAt !== null && deadlineAt > startsAt) {
    throw userError(
      'invalid_input',
      `报名截止 ${formatInstant(deadlineAt, zone, today)} 会晚于新的开始时间，请把截止一起改，例如：修改活动 ${nameOccurrence(occurrence, today)} 时间9:00 截止6月3日18点`,
    );
  }
  const place = changes.place === undefined ? occurrence.activity.place : checkPlace(changes.place);
  const said = changes.capacity;
  const capacity = said === undefined ? occurrence.capacity : said === null ? null : checkCapacity(said);
  return store(context, occurrence, { id: occurrence.id, startTime, endTime, deadlineAt, capacity, place });
}

/** Brings a day back to how it was. @returns the day as it is now. */
export function restoreOccurrence(context: CommandContext, now: Occurrence, was: Snapshot): Promise<Occurrence> {
  return store(context, now, was);
}

export function snapshotOf(occurrence: Occurrence): Snapshot {
  const { id, startTime, endTime, deadlineAt, capacity, activity } = occurrence;
  return { id, startTime, endTime, deadlineAt, capacity, place: activity.place };
}

async function store({ db, zone }: CommandContext, was: Occurrence, next: Snapshot): Promise<Occurrence> {
  const { id, startTime, endTime, deadlineAt, capacity, place } = next;
  const startsAt = startOf(was.day, startTime, zone);
  await updateTimes(db, id, { startTime, endTime, startsAt, deadlineAt });
  const placesLeft = capacity === was.capacity ? was.placesLeft : await updateCapacity(db, id, capacity);
  if (place !== was.activity.place) await updatePlace(db, was.activity.id, place);
  const activity = { ...was.activity, place };
  return { ...was, startTime, endTime, startsAt, deadlineAt, capacity, placesLeft, activity };
}

/** Calls days off, or back on. @returns the days as they are now. */
export async function setState(
  { db }: Pick<CommandContext, 'db'>,
  ids: number[],
  change: { state: 'open' | 'cancelled'; reason: string | null },
): Promise<Occurrence[]> {
  await updateState(db, ids, change);
  return selectByIds(db, ids);
}

/** All days of the activity, also those over or called off. */
export function findDays({ db }: Pick<CommandContext, 'db'>, activityId: number): Promise<Occurrence[]> {
  return selectOfActivity(db, activityId);
}
