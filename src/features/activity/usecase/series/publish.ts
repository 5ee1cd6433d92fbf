import type { CommandContext } from '../../../../bot/command.ts';
import { toLocal } from '../../../../clock.ts';
import { missingPiece, userError } from '../../../../errors.ts';
import { addDays, type Day, daysBetween, formatDay } from '../../../../language/day.ts';
import { read } from '../../../../language/read.ts';
import type { Fields, Reading, Recurrence } from '../../../../language/reading.ts';
import { recordAudit } from '../../../audit/usecase.ts';
import { loadSetDays } from '../../../holiday/usecase/setting.ts';
import { insertSeries, selectRepeating } from '../../store/series.ts';
import type { NewSeries, Occurrence, Post, Series, SeriesRule } from '../../types.ts';
import {
  checkCapacity,
  checkClocks,
  checkDays,
  checkDeadline,
  checkPlace,
  checkTimes,
  checkTitle,
  startOf,
} from '../check.ts';
import { makeAhead, makeDays } from './make.ts';
import type { Place, Shift } from './pieces.ts';
import { countAhead, DAYS_AHEAD, lastOfTimes, type PlannedDays, planDays } from './plan.ts';
import { readSeriesWords, type SeriesWords } from './words.ts';

const EXAMPLE = '发布活动 每周五 7:30-8:30 交通劝导 4个路口 每个3人';
/** So many days at posts within five weeks are asked back. */
const MOST_UNASKED = 60;
const VISIT = /走访|探访|入户|上门|看望|探望/;
/** Of somebody who is helped. */
const WHERE_THEY_LIVE = /\d{5,}|\d+\s*(?:号楼|号院|栋|幢|单元|室|号门|弄)|[路街巷弄道]\s*\d+\s*号/;

export type PublishedSeries =
  | { kind: 'made'; series: Series; made: Occurrence[]; skipped: PlannedDays['skipped'] }
  /** So many that it is asked first. */
  | { kind: 'many'; count: number; title: string };

/** What a plan says beyond the days of one activity; undefined: nothing. */
export function seriesWordsOf({ message, today }: CommandContext): SeriesWords | undefined {
  return readSeriesWords(message.text, today);
}

/**
 * Publishes an activity that repeats, or has several posts.
 * @throws AppError `invalid_input` for what cannot be, `conflict` where it is published already.
 */
export async function publishSeries(
  context: CommandContext,
  words: SeriesWords,
  { reading, isAsked }: { reading: Reading | undefined; isAsked: boolean },
): Promise<PublishedSeries> {
  const { db, now, zone, today } = context;
  checkClocks(context.message.text);
  checkOrder(context.message.text);
  // What was asked back for stands in the reading alone.
  const { keyword, dates, time } = reading ?? {};
  const known = JSON.parse(JSON.stringify({ keyword, dates, time })) as Partial<Fields>;
  const fields = { ...known, ...readRest(context, words.rest) };
  const draft = await withTimes(context, draftOf(context, words, fields), words.times);
  const days = draft.rule ? [] : daysOf(context, fields);
  const set = await loadSetDays(db, today, addDays(today, DAYS_AHEAD));
  const planned = draft.rule ? planDays({ ...draft, rule: draft.rule }, { today, set }) : { days, skipped: [] };
  const count = countAhead(planned, draft);
  if (count > MOST_UNASKED && !isAsked) return { kind: 'many', count, title: draft.title };
  await refuseDouble(context, draft);
  const series = await insertSeries(db, draft, now);
  const made = await (draft.rule
    ? makeAhead(db, series, { now, zone })
    : makeDays(db, series, days, { zone, deadlineAt: deadlineOf(context, draft, days, fields) }));
  await recordAudit(context, {
    action: 'publish_activity',
    subject: `activity:${series.id}`,
    detail: { title: series.title, occurrences: made.map(({ id }) => id) },
  });
  return { kind: 'made', series, made, skipped: planned.skipped };
}

/** What the language makes of what is left of the words. */
function readRest({ today, now, zone }: CommandContext, rest: string): Partial<Fields> {
  const text = /^(?:请)?(?:发布|新建|创建|组织)/.test(rest) ? rest : `发布活动 ${rest}`;
  const readings = read(text, { today, time: toLocal(now, zone).time, roster: [] });
  const {
    intent: _,
    confidence: __,
    spans: ___,
    ...fields
  } = readings.find(({ intent }) => intent === 'create_activity') ?? NOTHING;
  return fields;
}

const NOTHING: Reading = { intent: 'create_activity', confidence: 0, spans: [] };

function draftOf(context: CommandContext, words: SeriesWords, fields: Partial<Fields>): NewSeries {
  const { message, messageId, sender } = context;
  const { keyword, warnings = [] } = fields;
  if (warnings.length > 0) {
    throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，这次没有发布。`);
  }
  if (!keyword?.trim()) throw missingPiece(`还差活动名称，例如：${EXAMPLE}`);
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const isVisit = VISIT.test(keyword);
  const place = fields.place === undefined || keyword.includes(fields.place) ? null : checkPlace(fields.place);
  if (isVisit && chatId !== null && WHERE_THEY_LIVE.test(context.message.text)) {
    throw userError(
      'invalid_input',
      '群里不要写受助人的住址和电话，请换成代号再发一次，例如：每周六 9:00 走访 王奶奶家 每次2人',
    );
  }
  const rule = words.recurrence ? ruleOf(context, words, words.recurrence, fields) : null;
  return {
    // Of two families called on each has a name of its own.
    title: checkTitle(isVisit && place ? `${keyword}${place}` : keyword),
    place: isVisit ? null : place,
    kind: isVisit ? 'visit' : 'activity',
    rule,
    isOnHolidays: words.isOnHolidays,
    posts: postsOf(words, fields),
    ...{ chatId, messageId, organiserId: sender.id, unitId: sender.unitId },
  };
}

function ruleOf(
  { today }: CommandContext,
  { from, until }: SeriesWords,
  recurrence: Recurrence,
  { dates = [], deadline }: Partial<Fields>,
): SeriesRule {
  const first = dates.toSorted()[0] ?? today;
  const begins = from ?? (recurrence.every === 'two_weeks' ? first : today);
  if (begins < today) throw userError('invalid_input', `${formatDay(begins, today)}已经过去了，请核对日期后再发一次。`);
  if (until !== undefined && until < begins) {
    throw userError('invalid_input', `结束的日子 ${formatDay(until, today)} 在开始之前，请核对日期后再发一次。`);
  }
  const gap = deadline ? daysBetween(deadline.day, first) : 0;
  const daysBefore = recurrence.every === 'month' ? gap : ((gap % 7) + 7) % 7;
  if (daysBefore < 0 || daysBefore > 6) {
    throw userError(
      'invalid_input',
      '会重复的活动，报名截止请写成当天或前几天，例如：每周五的活动写「截止周四18点」。',
    );
  }
  return {
    ...recurrence,
    from: begins,
    ...(until ? { until } : {}),
    ...(deadline ? { deadline: { daysBefore, time: deadline.time ?? '24:00' } } : {}),
  };
}

/** 共10次 is kept as the last day they give. */
async function withTimes({ db }: CommandContext, draft: NewSeries, times: number | undefined): Promise<NewSeries> {
  const { rule } = draft;
  if (!rule || times === undefined) return draft;
  const last = addDays(rule.from, times * 62);
  const set = await loadSetDays(db, rule.from, last);
  return { ...draft, rule: { ...rule, until: lastOfTimes({ ...draft, rule }, { times, last, set }) } };
}

/** `8:30-7:30` is not taken for the evening without a word. @throws AppError `invalid_input` */
function checkOrder(text: string): void {
  const ranges = text.matchAll(/(?<![\d:：])(\d{1,2})[:：](\d{2})\s*[-~—–至到]+\s*(\d{1,2})[:：](\d{2})(?!\d)/g);
  for (const [said, hour, minute, endHour, endMinute] of ranges) {
    if (Number(endHour) * 60 + Number(endMinute) > Number(hour) * 60 + Number(minute)) continue;
    throw userError(
      'invalid_input',
      `${said}：结束的时间不在开始之后，请改好再发一次，例如：7:30-8:30，下午写 14:00-17:00。`,
    );
  }
}

/** Each place at each stretch of the day. */
function postsOf({ places, shifts }: SeriesWords, fields: Partial<Fields>): Omit<Post, 'id'>[] {
  const said = fields.capacity ?? fields.count;
  const capacity = fields.isUnlimited || said === undefined ? null : checkCapacity(said);
  const times: Partial<Shift>[] = shifts.length > 0 ? shifts : [fields.time ? { clock: fields.time } : {}];
  const at: Partial<Place>[] = places.length > 0 ? places : [{}];
  const posts = times.flatMap((shift) =>
    at.map((place) => {
      const own = place.capacity ?? shift.capacity;
      const name = place.name ?? shift.name;
      return {
        ...checkTimes(shift.clock),
        name: name === undefined ? null : checkPlace(name),
        capacity: own === undefined ? capacity : checkCapacity(own),
      };
    }),
  );
  return posts.map((post, i) => ({ ...post, serial: i + 1 }));
}

function daysOf({ today, message }: CommandContext, { dates = [] }: Partial<Fields>): Day[] {
  if (dates.length === 0) throw missingPiece(`还差哪一天，例如：${EXAMPLE}`);
  return checkDays(dates, { today, text: message.text });
}

/** Of days named one by one: the same for all of them. */
function deadlineOf(
  { now, zone, today }: CommandContext,
  { posts }: NewSeries,
  [first]: readonly Day[],
  { deadline }: Partial<Fields>,
): Date | null {
  if (!deadline || first === undefined) return null;
  const starts = posts.map(({ startTime }) => startOf(first, startTime, zone));
  const startsAt = new Date(Math.min(...starts.map((at) => at.getTime())));
  return checkDeadline(deadline, { startsAt, now, zone, today });
}

async function refuseDouble({ db }: CommandContext, { title, chatId, rule }: NewSeries): Promise<void> {
  if (!rule) return;
  const known = await selectRepeating(db, { chatId: chatId ?? undefined, state: 'open' });
  if (!known.some((series) => series.title === title && series.chatId === chatId)) return;
  throw userError(
    'conflict',
    `「${title}」已经在办了，没有重复发布。要看排班发「排班」；要换时间或岗位，先发「停办 ${title}」，再重新发布。`,
  );
}
