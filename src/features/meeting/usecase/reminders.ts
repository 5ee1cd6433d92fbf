import type { Content, Target } from '../../../bot/content.ts';
import type { Item } from '../../../bot/outbox.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays, type Day } from '../../../language/day.ts';
import type { Holding } from '../types.ts';
import { meetingCard } from './card.ts';
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
  const key = `${keyPrefix(after)}change:${change}`;
  return {
    key,
    kind: 'meeting_changed',
    target: targetOf(after),
    content: withCard(changedText(before, after, toLocal(now, zone).day), after, { key, at: now, zone }),
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
  const key = `${keyPrefix(holding)}${kind}@${holding.day}T${holding.startTime}`;
  return {
    key,
    kind: `meeting_${kind}`,
    target: targetOf(holding),
    content: withCard(announcementText(holding, today, botName), holding, { key, at: dueAt, zone }),
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
  const key = `${keyPrefix(holding)}moved@${version}`;
  return {
    key,
    kind: 'meeting_moved',
    target: targetOf(holding),
    content: withCard(movedText(holding, toLocal(dueAt, zone).day), holding, { key, at: dueAt, zone }),
    dueAt,
    usefulUntil: toInstant(nominalDay, EVENING, zone),
  };
}

/** To tap where the channel carries buttons; the lines to copy stay in the text. */
function withCard(text: string, holding: Holding, { key, at, zone }: { key: string; at: Date; zone: string }): Content {
  if (holding.state === 'cancelled') return { kind: 'text', text };
  const card = meetingCard(holding, { now: at, today: toLocal(at, zone).day });
  // The item's key, in the characters a card's number may have; another database may have made a meeting of this id too.
  const taskId = `${key.replaceAll(':', '-')}-${holding.meeting.createdAt.getTime().toString(36)}`;
  return { kind: 'text', text, card: { ...card, taskId } };
}

function targetOf({ meeting: { chatId } }: Holding): Target {
  return chatId === null ? { kind: 'branch' } : { kind: 'chat', chatId };
}
