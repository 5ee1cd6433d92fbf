import { z } from 'zod';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { type Day, formatDay, weekdayOf } from '../../../language/day.ts';
import type { Reading, Recurrence } from '../../../language/reading.ts';
import { formatRecurrence } from '../../../language/recurrence.ts';
import type { Attendees, MeetingKind, MeetingRule, Timing } from '../types.ts';
import type { HoldingRef } from '../usecase/card.ts';
import type { HoldingChange } from '../usecase/change.ts';
import { KIND_NAMES } from '../usecase/kind.ts';
import type { MeetingOrder } from '../usecase/rule.ts';
import { soleWeekday, titleFor } from '../usecase/title.ts';
import { readSpan } from './span.ts';

const CALLING_OFF = /取消|不开|停开|暂停|停止|不办|不召开|作罢|撤销/;
const EVERY_TIME = /每个?(?:周|星期|礼拜)|以后(?!再|另|照|恢复|正常|还)|今后|永久/;
const THIS_TIME = /[这本次下]个?(?:周|星期|礼拜)|[这本下]一?次|今天|今晚|明天|后天|\d[日号]/;
/** 改到每周三: the rule; 每周一例会这周改到周三: one holding. */
const NEW_RULE = /(?:改|换|调|挪)[^,，。;；]{0,6}每个?(?:周|星期|礼拜)[一二三四五六日天]/;
const STALE_BUTTON = '这个按钮已经不能用了，请重新发一次。';
/** What a place is said behind. */
const TO = /^(?:改|换|挪|移|调整|调)?(?:到|为|成|在|至)(?=.)/;

const changeSchema = z.union([
  z.object({ isCalledOff: z.literal(true) }),
  z.object({ day: z.string().optional(), startTime: z.string().optional(), place: z.string().optional() }),
]);

/** What a button of a numbered choice carries; short names, a key holds 1024 bytes. */
export const changeClickSchema = z.object({
  holding: z.number().int(),
  change: changeSchema,
  /** Said yes to another meeting of the same people at that time. */
  isSure: z.boolean().optional(),
});

export const leaveClickSchema = z.object({
  holding: z.number().int(),
  /** Rows of people known for sure. */
  ids: z.array(z.number().int()),
  /** Names still to be looked up. */
  names: z.array(z.string()),
  reason: z.string().nullable(),
});
export type LeaveClick = z.output<typeof leaveClickSchema>;

const timingSchema: z.ZodType<Timing> = z.object({
  day: z.string(),
  startTime: z.string(),
  place: z.string().nullable(),
  startsAt: z.coerce.date(),
  movedWhy: z.string().nullable(),
  isByHand: z.boolean(),
  state: z.enum(['planned', 'cancelled']),
});

const recurrenceSchema: z.ZodType<Recurrence> = z.object({
  every: z.enum(['week', 'two_weeks', 'month']),
  weekdays: z.array(z.number()).exactOptional(),
  nth: z.number().exactOptional(),
  dates: z.array(z.number()).exactOptional(),
});

const attendeesSchema: z.ZodType<Attendees> = z.union([
  z.object({ audience: z.enum(['committee', 'leads', 'committee_and_leads', 'party', 'party_group', 'unknown']) }),
  z.object({ groupId: z.number(), groupName: z.string() }),
  z.object({ personIds: z.array(z.number()) }),
]);

const ruleSchema: z.ZodType<MeetingRule> = z.object({
  title: z.string(),
  kind: z.enum(Object.keys(KIND_NAMES) as MeetingKind[]),
  recurrence: recurrenceSchema.nullable(),
  onDay: z.string().nullable(),
  fromDay: z.string().nullable(),
  untilDay: z.string().nullable(),
  startTime: z.string(),
  place: z.string().nullable(),
  chair: z.string().nullable(),
  agenda: z.array(z.string()),
  attendees: attendeesSchema.nullable(),
  unitId: z.number().nullable(),
  chatId: z.string().nullable(),
});

/** What the button carries that sets a meeting though another is at that time. */
export const meetingOrderSchema: z.ZodType<MeetingOrder> = z.object({
  title: z.string(),
  recurrence: recurrenceSchema.nullable(),
  onDay: z.string().nullable(),
  fromDay: z.string().nullable(),
  untilDay: z.string().nullable(),
  startTime: z.string(),
  place: z.string().exactOptional(),
  chair: z.string().exactOptional(),
  agenda: z.array(z.string()).exactOptional(),
});

export const undoSchema = z.union([
  z.object({ meeting: z.number(), former: ruleSchema.nullable() }),
  z.object({ holding: z.number(), former: timingSchema }),
]);

export const undoReturnSchema = z.object({ holding: z.number(), reason: z.string().nullable() });

export const undoLeaveSchema = z.object({
  holding: z.number(),
  people: z.array(z.number()),
  /** Those of them who had said they come. */
  accepted: z.array(z.number()).default([]),
});

export const undoAcceptSchema = z.object({
  holding: z.number(),
  leave: z.object({ reason: z.string().nullable() }).nullable(),
});

export type CardTap = HoldingRef & { reason: string | null };

/** `3/2026-06-01@2026-06-01T19:00`, and what is tapped beside it: `#出差`. Undefined: no button of a meeting's card. */
export function parseCardTap(value: string): CardTap | undefined {
  const parts = /^(\d{1,9})\/(\d{4}-\d{2}-\d{2})@([\dT:-]{16})(?:#(.{1,20}))?$/.exec(value);
  if (!parts) return undefined;
  const [, meetingId, nominalDay = '', shownStart = '', reason = null] = parts;
  return { meetingId: Number(meetingId), nominalDay, shownStart, reason };
}

/** @throws AppError for a button of an older version. */
export function requireCardTap(tap: CardTap | undefined): CardTap {
  if (!tap) throw userError('not_found', STALE_BUTTON);
  return tap;
}

/** @throws AppError `invalid_input` for what is missing. */
export function toMeetingOrder(reading: Reading, text: string, today: Day): MeetingOrder {
  const { dates = [], time, place, chair, agenda } = reading;
  const recurrence = recurrenceIn(reading) ?? null;
  if (recurrence === null) refuseUnreadDay(reading);
  const [onDay, secondDay] = dates;
  if (recurrence === null && onDay === undefined) {
    throw missingPiece('请写上哪一天开会，例如：每周一晚上7点 例会，或：6月4日 19:00 支委会');
  }
  if (recurrence === null && secondDay !== undefined) {
    throw userError('invalid_input', '一次只能定一天的会，请分开发，例如：6月4日 19:00 支委会');
  }
  const when = recurrence === null ? formatDay(onDay ?? today, today) : formatRecurrence(recurrence);
  const span = recurrence === null ? {} : readSpan(text, today);
  if (time?.[0] === undefined) throw missingPiece(`请写上几点开会，例如：${when} 19:00 例会`);
  return {
    title: titleFor(reading.keyword && escapeMarkdown(reading.keyword), soleWeekday(recurrence)),
    recurrence,
    onDay: recurrence === null ? (onDay ?? null) : null,
    // Every other week is counted from the first one.
    fromDay: span.from ?? (recurrence?.every === 'two_weeks' ? (onDay ?? today) : null),
    untilDay: span.until ?? null,
    startTime: time[0],
    ...(place === undefined ? {} : { place: escapeMarkdown(place) }),
    ...(chair === undefined ? {} : { chair: escapeMarkdown(chair) }),
    ...(agenda === undefined ? {} : { agenda: agenda.map(escapeMarkdown) }),
  };
}

/** 每周一, 隔周周三, 每月第一个周五 */
function recurrenceIn({ recurrence, weekly }: Reading): Recurrence | undefined {
  return recurrence ?? (weekly === undefined ? undefined : { every: 'week', weekdays: [weekly] });
}

/** What changes from the next holding on. */
interface RuleChange {
  recurrence: Recurrence;
  onDay: null;
  fromDay: Day | null;
  startTime?: string;
  place?: string;
}

/** One holding, or the rule of all of them (`例会改到每周二`). */
export type ChangeOrder =
  | { kind: 'holding'; days: Day[]; change: HoldingChange }
  | { kind: 'rule'; rule: RuleChange }
  | { kind: 'stop' };

/** @throws AppError `invalid_input` where neither a new time is said nor that it is called off. */
export function toChangeOrder(reading: Reading, text: string): ChangeOrder {
  refuseUnreadDay(reading);
  const { from, dates, time } = reading;
  const place = reading.place?.replace(TO, '');
  const recurrence = recurrenceIn(reading) ?? newWeekday(text, dates);
  const isCallingOff = CALLING_OFF.test(text);
  const said = {
    ...(time?.[0] === undefined ? {} : { startTime: time[0] }),
    ...(place === undefined ? {} : { place: escapeMarkdown(place) }),
  };
  const isTimeSaid = Object.keys(said).length > 0;
  if (isCallingOff && !isTimeSaid && (from === undefined || dates === undefined)) {
    if (EVERY_TIME.test(text) && !THIS_TIME.test(text)) return { kind: 'stop' };
    return { kind: 'holding', days: from ?? dates ?? [], change: { isCalledOff: true } };
  }
  if (recurrence !== undefined) {
    const fromDay = recurrence.every === 'two_weeks' ? (dates?.[0] ?? null) : null;
    return { kind: 'rule', rule: { recurrence, onDay: null, fromDay, ...said } };
  }
  if (!isTimeSaid && dates === undefined)
    throw missingPiece('请写上改到哪天、几点，例如：周一例会改到周二晚上7点；不开了请说：取消周一例会');
  if ((dates?.length ?? 0) > 1) throw userError('invalid_input', '请只写一个新日子，例如：周一例会改到周二晚上7点');
  const [day] = dates ?? [];
  return { kind: 'holding', days: from ?? [], change: { ...(day === undefined ? {} : { day }), ...said } };
}

/** 改到每周三 */
function newWeekday(text: string, dates: readonly Day[] | undefined): Recurrence | undefined {
  const [day] = dates ?? [];
  return NEW_RULE.test(text) && day ? { every: 'week', weekdays: [weekdayOf(day)] } : undefined;
}

/** A day that does not exist is not taken for the next meeting. @throws AppError `invalid_input` */
export function refuseUnreadDay({
  from = [],
  dates = [],
  warnings = [],
}: Pick<Reading, 'from' | 'dates' | 'warnings'>): void {
  if (warnings.length === 0 || from.length + dates.length > 0) return;
  throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，这次没有办。`);
}

/** Reads what a button carries. @throws AppError for one of an older version. */
export function readClick<T>(schema: z.ZodType<T>, value: string): T {
  try {
    return schema.parse(JSON.parse(value));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    throw userError('not_found', STALE_BUTTON);
  }
}
