import type { CommandContext } from '../../../bot/command.ts';
import { toInstant } from '../../../clock.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import type { Recurrence } from '../../../language/reading.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { partyGroups } from '../../party/usecase/groups.ts';
import { endMeeting, findHoldings, findMeeting, insertMeeting, updateMeeting } from '../store/meeting.ts';
import type { Meeting, MeetingRule, StoredHolding } from '../types.ts';
import { type Expected, expectedAt } from './attendees.ts';
import { type Clash, findClash } from './clash.ts';
import { FARTHEST_DAYS, visibleMeetings } from './find.ts';
import { defaultAgenda, kindOfTitle } from './kind.ts';
import { nominalDays } from './plan.ts';
import { dropHolding, planMeeting } from './schedule.ts';
import { formatStart } from './text.ts';
import { soleWeekday, titleFor } from './title.ts';

/** What a person says of a meeting; absent: as it was, or none. */
export interface MeetingOrder {
  title: string;
  recurrence: Recurrence | null;
  onDay: Day | null;
  fromDay: Day | null;
  untilDay: Day | null;
  startTime: string;
  place?: string;
  chair?: string;
  agenda?: string[];
}

export interface RuleChange {
  meeting: Meeting;
  next: StoredHolding | undefined;
  /** The rule as it was; null: there was none. */
  former: MeetingRule | null;
  /** Who is to come. */
  expected: Expected[];
}

const LONGEST = { title: 30, place: 50, chair: 20, agenda: 100 } as const;
const MOST_AGENDA = 20;
/** A rule may begin this far ahead. */
const FARTHEST_RULE_DAYS = 400;

/**
 * Sets up a meeting, or changes the one of that title in this chat (or of the branch).
 * @throws AppError `invalid_input` for a day gone by or texts too long.
 */
export async function setMeeting(context: CommandContext, order: MeetingOrder): Promise<RuleChange> {
  checkTexts(order);
  checkDay(context, order);
  const known = await sameMeeting(context, order);
  const rule = await ruleOf(context, order, known);
  const trace = { messageId: context.messageId, now: context.now };
  const meeting = known
    ? await updateMeeting(context.db, known.id, rule)
    : await insertMeeting(context.db, rule, trace);
  return settle(context, { meeting, former: known ? toRule(known) : null, action: 'set_meeting' });
}

/** Another meeting of the same people at a time at which this one would be. */
export async function clashOfOrder(context: CommandContext, order: MeetingOrder): Promise<Clash | undefined> {
  checkTexts(order);
  checkDay(context, order);
  const known = await sameMeeting(context, order);
  const draft = { ...(await ruleOf(context, order, known)), id: known?.id ?? 0, createdAt: context.now };
  return findClash(context, draft);
}

/** Changes what the rule of a meeting says from the next holding on. */
export async function changeRule(
  context: CommandContext,
  { meeting, rule }: { meeting: Meeting; rule: Partial<MeetingRule> },
): Promise<RuleChange> {
  const former = toRule(meeting);
  const title = rule.recurrence ? renamed(meeting, rule.recurrence) : meeting.title;
  const changed = await updateMeeting(context.db, meeting.id, { ...former, ...rule, title });
  return settle(context, { meeting: changed, former, action: 'change_meeting' });
}

/** No more holdings from now on; those to come are called off. Returns the rule as it was. */
export async function stopMeeting(context: CommandContext, meeting: Meeting): Promise<MeetingRule> {
  const { db, now, zone, today } = context;
  await endMeeting(db, meeting.id);
  for (const holding of await findHoldings(db, meeting.id, addDays(today, -FARTHEST_DAYS))) {
    await dropHolding(db, holding, { now, zone });
  }
  await recordAudit(context, { action: 'stop_meeting', subject: `meeting:${meeting.id}` });
  return toRule(meeting);
}

export async function knownMeeting({ db }: Pick<CommandContext, 'db'>, id: number): Promise<Meeting> {
  const meeting = await findMeeting(db, id);
  if (!meeting) throw userError('not_found', '这个会议已经找不到了。');
  return meeting;
}

/** Puts a meeting back to how it was before a change; `former` null: it had not been. */
export async function restoreRule(
  context: CommandContext,
  { meetingId, former }: { meetingId: number; former: MeetingRule | null },
): Promise<Meeting> {
  const meeting = await knownMeeting(context, meetingId);
  if (former === null) {
    await stopMeeting(context, meeting);
    return meeting;
  }
  const restored = await updateMeeting(context.db, meetingId, former);
  return (await settle(context, { meeting: restored, former, action: 'restore_meeting' })).meeting;
}

async function settle(
  context: CommandContext,
  { meeting, former, action }: { meeting: Meeting; former: MeetingRule | null; action: string },
): Promise<RuleChange> {
  const { db, now, zone, today } = context;
  // The next one is told, however far off it is.
  const until = nominalDays(meeting, today, addDays(today, FARTHEST_RULE_DAYS)).find(
    (day) => toInstant(day, meeting.startTime, zone) > now,
  );
  await planMeeting(db, meeting, { now, zone, ...(until === undefined ? {} : { until }) });
  const detail = { from: former && plain(former), to: plain(toRule(meeting)) };
  await recordAudit(context, { action, subject: `meeting:${meeting.id}`, detail });
  const holdings = await findHoldings(db, meeting.id, addDays(today, -FARTHEST_DAYS));
  const next = holdings.find(({ startsAt, state }) => startsAt > now && state === 'planned');
  return { meeting, next, former, expected: await expectedAt(db, meeting) };
}

/** As it is kept in the audit. */
function plain({ recurrence, attendees, ...rule }: MeetingRule) {
  return { ...rule, recurrence: recurrence && { ...recurrence }, attendees: attendees && { ...attendees } };
}

/** Of this chat first, then of the branch; a meeting held once is the same only on the same day. */
async function sameMeeting(
  context: CommandContext,
  { title, recurrence, onDay }: MeetingOrder,
): Promise<Meeting | undefined> {
  const isAgain = recurrence !== null;
  const same = (await visibleMeetings(context)).filter(
    (meeting) => meeting.title === title && (meeting.recurrence !== null) === isAgain && meeting.onDay === onDay,
  );
  const { chat } = context.message;
  return same.find(({ chatId }) => chatId === (chat.kind === 'group' ? chat.id : null)) ?? same[0];
}

/** Announced in the group it was set in; a meeting of the branch that a group takes up is announced there. */
async function ruleOf(
  { db, message: { chat } }: CommandContext,
  order: MeetingOrder,
  known: Meeting | undefined,
): Promise<MeetingRule> {
  const { title, recurrence, onDay, fromDay, untilDay, startTime } = order;
  const kind = kindOfTitle(title);
  const group = kind === 'party_group' ? (await partyGroups(db)).find(({ name }) => title.includes(name)) : undefined;
  return {
    title,
    kind,
    recurrence,
    onDay,
    fromDay,
    untilDay,
    startTime,
    attendees: known?.attendees ?? null,
    unitId: group?.id ?? known?.unitId ?? null,
    place: order.place ?? known?.place ?? null,
    chair: order.chair ?? known?.chair ?? null,
    agenda: order.agenda ?? known?.agenda ?? defaultAgenda(kind),
    chatId: chat.kind === 'group' ? chat.id : (known?.chatId ?? null),
  };
}

/** 周一例会 held on Tuesdays is 周二例会. */
function renamed({ title, recurrence }: Meeting, next: Recurrence): string {
  const weekday = soleWeekday(recurrence);
  const isNamedByDay = weekday !== undefined && title === titleFor(undefined, weekday);
  return isNamedByDay ? titleFor(undefined, soleWeekday(next)) : title;
}

function toRule({ id: _, createdAt: __, ...rule }: Meeting): MeetingRule {
  return rule;
}

function checkDay({ now, today, zone }: CommandContext, { title, onDay, startTime }: MeetingOrder): void {
  if (onDay === null) return;
  if (toInstant(onDay, startTime, zone) <= now) {
    const when = formatStart({ day: onDay, startTime }, today);
    throw missingPiece(`${when}已经过了，${title}没有定下来。请换一个时间。`);
  }
  if (onDay > addDays(today, FARTHEST_DAYS)) {
    throw userError('invalid_input', `${formatDay(onDay, today)}还太远，请半年内再定。`);
  }
}

function checkTexts({ title, place, chair, agenda = [] }: MeetingOrder): void {
  const texts: [string, string | undefined, number][] = [
    ['会议名称', title, LONGEST.title],
    ['地点', place, LONGEST.place],
    ['主持人', chair, LONGEST.chair],
    ...agenda.map((line): [string, string, number] => ['每条议程', line, LONGEST.agenda]),
  ];
  const tooLong = texts.find(([, text, most]) => [...(text ?? '')].length > most);
  if (tooLong) throw userError('invalid_input', `${tooLong[0]}太长了，请不超过${tooLong[2]}个字。`);
  if (agenda.length > MOST_AGENDA) throw userError('invalid_input', `议程最多${MOST_AGENDA}条，请合并几条。`);
}
