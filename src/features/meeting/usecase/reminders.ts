import type { Content, Target } from '../../../bot/content.ts';
import type { Item } from '../../../bot/outbox.ts';
import type { FindContext, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays } from '../../../language/day.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';
import { findActiveMeetings, findHoldings, hasChangeNotice } from '../store/meeting.ts';
import type { Holding, Meeting } from '../types.ts';
import type { Expected } from './attendees.ts';
import { meetingCard } from './card.ts';
import { withOverdue } from './overdue.ts';
import { computeHoldings } from './plan.ts';
import { announcementText, changedText, movedText, unansweredText } from './text.ts';
import { answersTo } from './unanswered.ts';

const EVENING = '20:00';
/** Before the evening, when everybody is told. */
const NOON = '12:00';
/** A holding may lie this far from its nominal day. */
const MARGIN_DAYS = 62;

/** The beginning of the keys of everything sent about a holding. */
export function keyPrefix({ meeting, nominalDay }: Holding): string {
  return `${subjectOf(meeting)}:${nominalDay}:`;
}

/** The evening before, two hours before, and the evening before the day that a holiday has taken. */
export const meetingReminders: readonly ReminderKind[] = [
  {
    name: 'meeting_eve',
    keyWord: 'eve',
    label: '会议前一晚',
    offsets: [{ days: -1, at: EVENING }],
    find: (context, span) => findFor(context, span, (holding) => announcementOf(holding, 'eve', context)),
  },
  {
    name: 'meeting_soon',
    keyWord: 'soon',
    label: '会议开始前',
    offsets: [{ minutes: -120 }],
    find: (context, span) => findFor(context, span, (holding) => announcementOf(holding, 'soon', context)),
  },
  {
    name: 'meeting_moved',
    keyWord: 'moved',
    label: '会议因放假变动',
    offsets: [{ days: -1, at: EVENING }],
    find: findMoved,
  },
  {
    name: 'meeting_unanswered',
    label: '会议没回复',
    offsets: [{ days: -1, at: NOON }],
    canOptOut: true,
    find: findUnanswered,
  },
];

type Around = Pick<FindContext, 'zone' | 'botName'>;

/** Pure; undefined: it is not announced, being called off. The version is the start: another is announced anew. */
export function announcementOf(
  holding: Holding,
  word: 'eve' | 'soon',
  { zone, botName }: Around,
): Remindable | undefined {
  if (holding.state === 'cancelled') return undefined;
  const version = versionOf(holding);
  const key = `${keyPrefix(holding)}${word}@${version}`;
  return {
    ...aboutOf(holding),
    version,
    at: holding.startsAt,
    content: ({ dueAt, today }) =>
      withCard(announcementText(holding, today, botName), holding, { key, at: dueAt, zone }),
  };
}

/** The evening before the day people expect it on. Pure; undefined: it is held then. */
export function movedNoticeOf(holding: Holding, { zone }: Around): Remindable | undefined {
  const { nominalDay, movedWhy, isByHand, state } = holding;
  if (movedWhy === null || isByHand) return undefined;
  const version = state === 'cancelled' ? 'off' : versionOf(holding);
  const key = `${keyPrefix(holding)}moved@${version}`;
  return {
    ...aboutOf(holding),
    version,
    at: toInstant(nominalDay, EVENING, zone),
    content: ({ dueAt, today }) => withCard(movedText(holding, today), holding, { key, at: dueAt, zone }),
  };
}

async function findFor(
  context: FindContext,
  span: { from: Date; to: Date },
  make: (holding: Holding) => Remindable | undefined,
): Promise<Remindable[]> {
  const found: Remindable[] = [];
  for (const holding of await holdingsAround(context, span)) {
    const item = make(holding);
    if (!item || item.at < span.from || item.at > span.to) continue;
    found.push(make(await withOverdue(context.db, holding, context)) ?? item);
  }
  return found;
}

/** Those who are to come and have not said whether they do. */
async function findUnanswered(context: FindContext, { from, to }: { from: Date; to: Date }): Promise<Remindable[]> {
  const chased: Remindable[] = [];
  for (const holding of await holdingsAround(context, { from, to })) {
    if (holding.startsAt < from || holding.startsAt > to || holding.state === 'cancelled') continue;
    const { unanswered } = await answersTo(context.db, holding);
    if (unanswered.length > 0) chased.push(chaseOf(holding, unanswered, context));
  }
  return chased;
}

/** Pure. */
function chaseOf(holding: Holding, unanswered: readonly Expected[], { botName }: Around): Remindable {
  const { createdAt, chatId } = holding.meeting;
  const people = unanswered.map(({ id, userid }) => ({ personId: id, userid, since: createdAt }));
  return {
    ...aboutOf(holding),
    version: versionOf(holding),
    at: holding.startsAt,
    audience: { kind: 'people', people, chatId },
    // No card: each number of a card may be used once, and every one of them gets this.
    content: ({ today }) => ({ kind: 'text', text: unansweredText(holding, today, botName) }),
  };
}

/** Not of what people were told when it changed. */
async function findMoved(context: FindContext, span: { from: Date; to: Date }): Promise<Remindable[]> {
  const notices = await findFor(context, span, (holding) => movedNoticeOf(holding, context));
  const untold: Remindable[] = [];
  for (const notice of notices) {
    if (!(await hasChangeNotice(context.db, `${notice.subject}:${notice.occurrence}:`))) untold.push(notice);
  }
  return untold;
}

/** By today's rules, changes by hand and answers; whatever the plan has kept so far. */
async function holdingsAround({ db, zone }: FindContext, { from, to }: { from: Date; to: Date }): Promise<Holding[]> {
  const first = addDays(toLocal(from, zone).day, -MARGIN_DAYS);
  const until = addDays(toLocal(to, zone).day, MARGIN_DAYS);
  const set = await loadSetDays(db, first, addDays(until, MARGIN_DAYS));
  const holdings: Holding[] = [];
  for (const meeting of await findActiveMeetings(db)) {
    const stored = await findHoldings(db, meeting.id, first);
    holdings.push(...computeHoldings({ meeting, from: first, until, set, stored, zone }));
  }
  return holdings;
}

function aboutOf({ meeting, nominalDay }: Holding): Pick<Remindable, 'subject' | 'occurrence' | 'since' | 'audience'> {
  const { chatId, createdAt } = meeting;
  const audience = chatId === null ? ({ kind: 'branch' } as const) : ({ kind: 'chat', chatId } as const);
  return { subject: subjectOf(meeting), occurrence: nominalDay, since: createdAt, audience };
}

function subjectOf({ id }: Pick<Meeting, 'id'>): string {
  return `meeting:${id}`;
}

/** `2026-06-01T19:00` */
function versionOf({ day, startTime }: Holding): string {
  return `${day}T${startTime}`;
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
