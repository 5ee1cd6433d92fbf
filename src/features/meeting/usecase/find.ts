import type { CommandContext } from '../../../bot/command.ts';
import type { Message } from '../../../bot/message.ts';
import { toLocal } from '../../../clock.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day, formatDay, isDayIn, mondayOf, weekdayOf } from '../../../language/day.ts';
import { findActiveMeetings, findHoldings } from '../store/meeting.ts';
import type { Meeting, StoredHolding } from '../types.ts';
import { planMeeting } from './schedule.ts';
import { formatStart } from './text.ts';
import { bareTitle, isNameOnly, soleWeekday, squeezeTitle } from './title.ts';

export interface Wanted {
  /** Words that name the meeting. */
  keyword: string | undefined;
  /** Text of the quoted message, which names it where no words do. */
  quote?: string | undefined;
  /** The days meant, nominal or as held; none: the next holding. */
  days: readonly Day[];
  /** Where no day is meant: rather the holding of the week of this day. */
  near?: Day | undefined;
  /** One called off is as good: it is to be held after all. */
  canBeCalledOff?: boolean;
}

/** Further ahead nobody asks for leave, and nothing is kept. */
export const FARTHEST_DAYS = 190;
const PAST_DAYS = 62;

/** The meetings people of this chat speak of: its own and the branch's; one to one: all. */
export async function visibleMeetings({
  db,
  message,
}: Pick<CommandContext, 'db'> & { message: Pick<Message, 'chat'> }): Promise<Meeting[]> {
  const meetings = await findActiveMeetings(db);
  const { chat } = message;
  if (chat.kind === 'single') return meetings;
  return meetings.filter(({ chatId }) => chatId === chat.id || chatId === null);
}

/** Those the keyword names; without one, all. */
export function matchMeetings(meetings: readonly Meeting[], keyword: string | undefined): Meeting[] {
  const wanted = bareTitle(keyword ?? '');
  if (wanted === '') return [...meetings];
  const exact = meetings.filter(({ title }) => squeezeTitle(title) === squeezeTitle(keyword ?? ''));
  if (exact.length > 0) return exact;
  return meetings.filter(({ title }) => bareTitle(title).includes(wanted) || wanted.includes(bareTitle(title)));
}

/** The meeting a text names, the longest name first, and what the text says besides. */
export function namedIn(meetings: readonly Meeting[], text: string): { meeting: Meeting; rest: string } | undefined {
  const named = meetings
    .flatMap((meeting) =>
      [meeting.title, squeezeTitle(meeting.title), bareTitle(meeting.title)].map((name) => ({ meeting, name })),
    )
    .filter(({ name }) => name !== '' && text.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return named && { meeting: named.meeting, rest: text.replace(named.name, ' ').trim() };
}

/** The one meeting the keyword names. @throws AppError `not_found` or `conflict` where it is none or several. */
export async function onlyMeeting(context: CommandContext, keyword: string | undefined): Promise<Meeting> {
  const visible = await visibleMeetings(context);
  const [only, ...others] = matchMeetings(visible, keyword);
  if (!only) throw unknownMeeting(visible, keyword);
  if (others.length === 0) return only;
  const titles = [only, ...others].map(({ title }) => title).join('、');
  throw userError('conflict', `有几个会议，请写明是哪一个：${titles}。`);
}

/** The next holding of each, called-off ones within two weeks included. */
export async function nextHoldings(
  context: Pick<CommandContext, 'db' | 'now' | 'zone'>,
  meetings: readonly Meeting[],
): Promise<StoredHolding[]> {
  const next: StoredHolding[] = [];
  for (const meeting of meetings) {
    const ahead = (await plannedHoldings(context, meeting, [])).filter(({ startsAt }) => startsAt > context.now);
    const planned = ahead.find(({ state }) => state === 'planned');
    const calledOff = ahead.filter(
      (holding) => isCalledOff(holding) && (!planned || holding.startsAt < planned.startsAt),
    );
    next.push(...calledOff, ...(planned ? [planned] : []));
  }
  return next.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/**
 * The holdings still to come that are meant, at most one of each meeting.
 * @throws AppError `not_found` or `conflict` when there is none, with the nearest that exist.
 */
export async function findWanted(context: CommandContext, wanted: Wanted): Promise<StoredHolding[]> {
  const { now, today } = context;
  const visible = await visibleMeetings(context);
  const meetings = wanted.keyword ? matchMeetings(visible, wanted.keyword) : quotedMeetings(visible, wanted.quote);
  if (meetings.length === 0) throw unknownMeeting(visible, wanted.keyword);
  const last = [...wanted.days].sort().at(-1);
  if (last !== undefined && last > addDays(today, FARTHEST_DAYS)) {
    throw userError('invalid_input', `${formatDay(last, today)}还太远，请半年内再说。`);
  }
  const found: StoredHolding[] = [];
  const refused: StoredHolding[] = [];
  const nearest: StoredHolding[] = [];
  for (const meeting of meetings) {
    const said = meantDays(context.message.text, meeting, wanted.days);
    const holdings = await plannedHoldings(context, meeting, said);
    const days = said.length > 0 ? said : quotedDays(holdings, wanted.quote);
    const open = holdings.filter(({ startsAt, state }) => state === 'planned' && startsAt > now);
    const meant = meantHoldings(holdings, { ...wanted, days }, now);
    const eligible = meant.filter((holding) => open.includes(holding) || canRevive(holding, wanted, now));
    const hit = eligible.find(({ day }) => days.includes(day)) ?? eligible[0];
    if (hit) found.push(hit);
    else refused.push(...meant.slice(-1));
    nearest.push(...open.slice(0, 1));
  }
  if (found.length > 0) return found;
  throw nothingOpen({ refused: refused[0], nearest: nearest[0], days: wanted.days, titles: meetings, now, today });
}

/** Holdings of these that have begun, the last first. */
export async function recentHoldings(
  { db, now, today }: Pick<CommandContext, 'db' | 'now' | 'today'>,
  meetings: readonly Meeting[],
): Promise<StoredHolding[]> {
  const begun: StoredHolding[] = [];
  for (const meeting of meetings) {
    const holdings = await findHoldings(db, meeting.id, addDays(today, -PAST_DAYS));
    begun.push(...holdings.filter(({ startsAt, state }) => startsAt <= now && state === 'planned'));
  }
  return begun.sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
}

/** Holdings still to come that the sender is on leave for, of the meetings the keyword names. */
export async function leavesOf(context: CommandContext, keyword: string | undefined): Promise<StoredHolding[]> {
  const found: StoredHolding[] = [];
  for (const meeting of matchMeetings(await visibleMeetings(context), keyword)) {
    const ahead = (await plannedHoldings(context, meeting, [])).filter(
      ({ startsAt, state }) => startsAt > context.now && state === 'planned',
    );
    found.push(...ahead.filter(({ leaves }) => leaves.some(({ personId }) => personId === context.sender.id)));
  }
  return found;
}

async function plannedHoldings(
  context: Pick<CommandContext, 'db' | 'now' | 'zone'>,
  meeting: Meeting,
  days: readonly Day[],
): Promise<StoredHolding[]> {
  const { db, now, zone } = context;
  const until = [...days].sort().at(-1);
  await planMeeting(db, meeting, { now, zone, ...(until === undefined ? {} : { until }) });
  const holdings = await findHoldings(db, meeting.id, addDays(toLocal(now, zone).day, -PAST_DAYS));
  return holdings.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Those a quoted announcement names; without one, all. */
function quotedMeetings(visible: readonly Meeting[], quote = ''): Meeting[] {
  const named = visible.filter(({ title }) => quote.includes(title));
  return named.length > 0 ? named : [...visible];
}

function quotedDays(holdings: readonly StoredHolding[], quote = ''): Day[] {
  return holdings.filter(({ day }) => isDayIn(quote, day)).map(({ day }) => day);
}

/** The weekday in 周一例会 is no day of its own. */
function meantDays(text: string, { title, recurrence }: Meeting, days: readonly Day[]): readonly Day[] {
  const [only, ...others] = days;
  const isItsWeekday = only !== undefined && others.length === 0 && weekdayOf(only) === soleWeekday(recurrence);
  return isItsWeekday && isNameOnly(text, title) ? [] : days;
}

/** Those of the days, or the next one: also where it is over or called off, to be able to say so. */
function meantHoldings(holdings: readonly StoredHolding[], { days, near }: Wanted, now: Date): StoredHolding[] {
  const told = holdings.filter((holding) => holding.state === 'planned' || isCalledOff(holding));
  if (days.length > 0) return told.filter(({ day, nominalDay }) => days.includes(day) || days.includes(nominalDay));
  const ahead = told.filter(({ startsAt }) => startsAt > now);
  const sameWeek = ahead.find(({ nominalDay }) => near !== undefined && mondayOf(nominalDay) === mondayOf(near));
  return [sameWeek ?? ahead[0]].filter((holding) => holding !== undefined);
}

function canRevive(holding: StoredHolding, { canBeCalledOff }: Wanted, now: Date): boolean {
  return canBeCalledOff === true && isCalledOff(holding) && holding.startsAt > now;
}

/** By a person, or by a holiday; not for a rule that has changed. */
function isCalledOff({ state, isByHand, movedWhy }: StoredHolding): boolean {
  return state === 'cancelled' && (isByHand || movedWhy !== null);
}

function unknownMeeting(visible: readonly Meeting[], keyword: string | undefined): Error {
  if (visible.length === 0) {
    return userError('not_found', '还没有定过会议。支委可以这样定：每周一晚上7点 例会 地点：支部活动室');
  }
  return userError(
    'not_found',
    `没有找到「${keyword}」，现有的会议：${visible.map(({ title }) => title).join('、')}。`,
  );
}

function nothingOpen(options: {
  refused: StoredHolding | undefined;
  nearest: StoredHolding | undefined;
  days: readonly Day[];
  titles: readonly Meeting[];
  now: Date;
  today: Day;
}): Error {
  const { refused, nearest, days, titles, now, today } = options;
  const next = nearest ? `下一次是${formatStart(nearest, today)}的${nearest.meeting.title}。` : '后面还没有安排。';
  if (refused?.state === 'cancelled') {
    const why = refused.movedWhy ?? '已经取消';
    return userError('conflict', `${formatStart(refused, today)}的${refused.meeting.title}${why}，不用办了。${next}`);
  }
  if (refused && refused.startsAt <= now) {
    return userError('conflict', `${formatStart(refused, today)}的${refused.meeting.title}已经开始或开过了。${next}`);
  }
  const title = titles[0]?.title ?? '会议';
  const [first] = days;
  return userError('not_found', `${first ? formatDay(first, today) : '最近'}没有${title}。${next}`);
}
