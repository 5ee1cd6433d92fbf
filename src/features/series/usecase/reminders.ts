import type { FindContext, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant } from '../../../clock.ts';
import { slotOf } from '../../activity/usecase/series/post.ts';
import { selectBusy, selectExperienced, selectHeld, selectOnShift } from '../store/shift.ts';
import type { Free, PlannedDay } from '../types.ts';
import { closingText, comingText, openPlaces, understaffedText } from './reminder-text.ts';

const EVENING = '20:00';
const UNDERSTAFFED = 'shift_understaffed';
const DAY_MS = 86_400_000;

type Span = { from: Date; to: Date };

/** Of what people registered for: the evening before, two hours before, before it closes, and when hands are short. */
export const seriesReminders: readonly ReminderKind[] = [
  {
    name: 'activity_eve',
    label: '活动前一晚',
    offsets: [{ days: -1, at: EVENING }],
    canOptOut: true,
    find: (context, span) => findComing(context, span, ({ at }) => at !== undefined),
  },
  {
    name: 'activity_soon',
    label: '活动开始前',
    offsets: [{ minutes: -120 }],
    canOptOut: true,
    find: (context, span) => findComing(context, span, ({ startTime }) => startTime !== null),
  },
  {
    name: 'registration_closing',
    label: '报名快截止',
    offsets: [{ minutes: -180 }],
    find: findClosing,
  },
  {
    name: UNDERSTAFFED,
    label: '班次缺人',
    offsets: [{ minutes: -48 * 60 }],
    canOptOut: true,
    find: findUnderstaffed,
  },
];

/** The posts of one activity at one time. */
export interface Shift {
  posts: PlannedDay[];
  first: PlannedDay;
  startTime: string | null;
  /** When it begins: the beginning of its day where no time is set. */
  at: Date;
}

/** Those who come, where each of them stands; who waits is not concerned. */
async function findComing(context: FindContext, span: Span, isFit: (shift: Shift) => boolean): Promise<Remindable[]> {
  const shifts = (await shiftsIn(context, span)).filter(isFit);
  const all = await selectOnShift(
    context.db,
    shifts.flatMap(({ posts }) => posts.map(({ id }) => id)),
  );
  return shifts.flatMap((shift) => {
    const ids = new Set(shift.posts.map(({ id }) => id));
    const there = all.filter(({ occurrenceId, isWaiting }) => ids.has(occurrenceId) && !isWaiting);
    if (there.length === 0) return [];
    const { chatId } = shift.first.activity;
    const people = there.map(({ personId, userid, createdAt }) => ({ personId, userid, since: createdAt }));
    return {
      ...about(shift),
      audience: { kind: 'people' as const, people, chatId },
      content: ({ today }) => ({ kind: 'text' as const, text: comingText(shift, there, { ...context, today }) }),
    };
  });
}

/** In its group, while there is room. */
async function findClosing(context: FindContext, span: Span): Promise<Remindable[]> {
  const days = await selectHeld(context.db, span, 'deadlineAt');
  return groupBy(days, slotOf).flatMap((posts) => {
    const shift = shiftOf(posts, context.zone);
    const { chatId } = shift.first.activity;
    const at = shift.first.deadlineAt;
    if (chatId === null || at === null || openPlaces(shift) === undefined) return [];
    return {
      ...about(shift),
      ...{ at, version: at.toISOString().slice(0, 16) },
      audience: { kind: 'chat' as const, chatId },
      content: ({ today }) => ({ kind: 'text' as const, text: closingText(shift, at, { ...context, today }) }),
    };
  });
}

/** Told to those who have done it before and are free then; where there is nobody, to who organises it. */
async function findUnderstaffed(context: FindContext, span: Span): Promise<Remindable[]> {
  const items: Remindable[] = [];
  for (const shift of await shiftsIn(context, span)) {
    const missing = shift.posts.filter(({ placesLeft }) => (placesLeft ?? 0) > 0);
    if (missing.length === 0 || shift.first.post === null) continue;
    const { chatId, organiser, createdAt } = shift.first.activity;
    const free = await freeFor(context, shift);
    const isAlone = free.length === 0;
    const told: Free[] = isAlone && organiser ? [{ personId: organiser.id, userid: organiser.userid }] : free;
    if (told.length === 0) continue;
    items.push({
      ...about(shift),
      audience: { kind: 'people', people: told.map((one) => ({ ...one, since: createdAt })), chatId },
      content: ({ today }) => ({ kind: 'text', text: understaffedText(shift, { isAlone, ...context, today }) }),
    });
  }
  return items;
}

async function freeFor({ db, now }: FindContext, { first, posts }: Shift): Promise<Free[]> {
  const known = await selectExperienced(db, { title: first.activity.title, now, kind: UNDERSTAFFED });
  const ids = known.map(({ personId }) => personId);
  const busy = (await selectBusy(db, first.day, ids)).filter((other) => posts.some((post) => overlaps(post, other)));
  return known.filter(({ personId }) => !busy.some((one) => one.personId === personId));
}

type Hours = { startTime: string | null; endTime: string | null };

/** What has no time takes the whole day; what has no end, two hours. */
function overlaps(one: Hours, other: Hours): boolean {
  if (one.startTime === null || other.startTime === null) return true;
  return one.startTime < endOf(other) && other.startTime < endOf(one);
}

function endOf({ startTime, endTime }: Hours): string {
  if (endTime !== null) return endTime;
  const [hours = 0, minutes = 0] = (startTime ?? '').split(':').map(Number);
  return `${String(hours + 2).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** What begins in the span. */
async function shiftsIn({ db, zone }: FindContext, { from, to }: Span): Promise<Shift[]> {
  // A day without a time starts, for registration, at its end.
  const days = await selectHeld(db, { from, to: new Date(to.getTime() + DAY_MS) }, 'startsAt');
  const shifts = groupBy(days, slotOf).map((posts) => shiftOf(posts, zone));
  return shifts.filter(({ at }) => at >= from && at <= to);
}

function shiftOf(posts: PlannedDay[], zone: string): Shift {
  const [first] = posts;
  if (!first) throw new Error('a shift has a post');
  const { startTime, day, startsAt } = first;
  return { posts, first, startTime, at: startTime === null ? toInstant(day, '00:00', zone) : startsAt };
}

function about({ first, at, startTime }: Shift): Pick<
  Remindable,
  'subject' | 'occurrence' | 'version' | 'at' | 'since'
> & {
  usefulUntil: Date;
} {
  const { activity, day, startsAt, post, id } = first;
  const occurrence = post === null ? `${day}-${id}` : `${day}T${startTime ?? ''}`;
  const version = `${day}T${startTime ?? ''}`;
  return {
    subject: `activity:${activity.id}`,
    occurrence,
    version,
    at,
    since: activity.createdAt,
    usefulUntil: startsAt,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
