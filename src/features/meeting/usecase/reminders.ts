import type { Item, Target } from '../../../bot/outbox.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays, type Day } from '../../../language/day.ts';
import type { Holding } from '../types.ts';
import { announcementText, changedText, movedText } from './text.ts';

export interface ReminderOptions {
  zone: string;
  /** The name people mention, for the line to copy. */
  botName: string;
}

const EVENING = '20:00';
const SOON_MS = 2 * 3_600_000;

/** The beginning of the keys of everything sent about a holding. */
export function keyPrefix({ meeting, nominalDay }: Holding): string {
  return `meeting:${meeting.id}:${nominalDay}:`;
}

/**
 * Everything a holding is to be announced by, in order of time. Pure: the same holding gives the same items.
 * The keys carry the start, so that a holding moved after an announcement is announced anew.
 */
export function remindersOf(holding: Holding, options: ReminderOptions): Item[] {
  const { day, startsAt, state } = holding;
  const items: Item[] = [];
  const notice = movedNotice(holding, options.zone);
  if (notice) items.push(notice);
  if (state === 'cancelled') return items;
  const eveAt = toInstant(addDays(day, -1), EVENING, options.zone);
  const soonAt = new Date(startsAt.getTime() - SOON_MS);
  items.push(announcement(holding, { kind: 'eve', dueAt: eveAt }, options));
  items.push(announcement(holding, { kind: 'soon', dueAt: soonAt }, options));
  return items;
}

/** What tells people who have heard of `before` how it is now; undefined where nothing they need has changed. */
export function correctionOf(options: {
  before: Holding;
  after: Holding;
  /** Tells this change from the others of the same holding. */
  change: string;
  now: Date;
  zone: string;
}): Item | undefined {
  const { before, after, change, now, zone } = options;
  const isSame =
    before.state === after.state &&
    before.startsAt.getTime() === after.startsAt.getTime() &&
    before.place === after.place;
  const usefulUntil = new Date(Math.max(before.startsAt.getTime(), after.startsAt.getTime()));
  if (isSame || usefulUntil <= now) return undefined;
  return {
    key: `${keyPrefix(after)}change:${change}`,
    kind: 'meeting_changed',
    target: targetOf(after),
    content: { kind: 'text', text: changedText(before, after, toLocal(now, zone).day) },
    dueAt: now,
    usefulUntil,
  };
}

function announcement(
  holding: Holding,
  { kind, dueAt }: { kind: 'eve' | 'soon'; dueAt: Date },
  { zone, botName }: ReminderOptions,
): Item {
  const today: Day = toLocal(dueAt, zone).day;
  return {
    key: `${keyPrefix(holding)}${kind}@${holding.day}T${holding.startTime}`,
    kind: `meeting_${kind}`,
    target: targetOf(holding),
    content: { kind: 'text', text: announcementText(holding, today, botName) },
    dueAt,
    usefulUntil: holding.startsAt,
  };
}

/** The evening before the day people expect it on. */
function movedNotice(holding: Holding, zone: string): Item | undefined {
  const { nominalDay, movedWhy, isByHand } = holding;
  if (movedWhy === null || isByHand) return undefined;
  const dueAt = toInstant(addDays(nominalDay, -1), EVENING, zone);
  const version = holding.state === 'cancelled' ? 'off' : `${holding.day}T${holding.startTime}`;
  return {
    key: `${keyPrefix(holding)}moved@${version}`,
    kind: 'meeting_moved',
    target: targetOf(holding),
    content: { kind: 'text', text: movedText(holding, toLocal(dueAt, zone).day) },
    dueAt,
    usefulUntil: toInstant(nominalDay, EVENING, zone),
  };
}

function targetOf({ meeting: { chatId } }: Holding): Target {
  return chatId === null ? { kind: 'branch' } : { kind: 'chat', chatId };
}
