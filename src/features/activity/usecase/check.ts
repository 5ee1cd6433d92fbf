import { toInstant } from '../../../clock.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day, daysBetween, formatDay, partsOf } from '../../../language/day.ts';
import type { Fields } from '../../../language/reading.ts';
import type { NewOccurrence } from '../types.ts';
import { formatInstant } from './describe.ts';

const TITLE_LENGTHS = [2, 40] as const;
const LONGEST_PLACE = 60;
const MOST_PLACES = 100_000;
/** Nine months: what is planned farther off is told with its year; without, a day gone by lately was mistyped. */
const FARTHEST_WITHOUT_YEAR = 270;
/** What would be markup, a mention or a command of the client when the text is shown. */
const MARKUP = /[<>`*_[\]#|\\~\p{Cc}]/gu;

/** @throws AppError `invalid_input` */
export function checkTitle(text: string): string {
  const title = plain(text);
  const length = [...title].length;
  const [shortest, longest] = TITLE_LENGTHS;
  if (length < shortest) throw userError('invalid_input', '活动名称太短了，请写 2 到 40 个字，例如：护考志愿服务');
  if (length > longest) throw userError('invalid_input', `活动名称有 ${length} 个字，太长了，请写 2 到 40 个字。`);
  return title;
}

/** @throws AppError `invalid_input` */
export function checkPlace(text: string): string | null {
  const place = plain(text);
  const { length } = [...place];
  if (length > LONGEST_PLACE) {
    throw userError('invalid_input', `地点有 ${length} 个字，太长了，请写在 ${LONGEST_PLACE} 个字以内。`);
  }
  return place || null;
}

/** @throws AppError `invalid_input` */
export function checkCapacity(capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= 1 && capacity <= MOST_PLACES) return capacity;
  throw userError(
    'invalid_input',
    `名额要是 1 到 ${MOST_PLACES} 的整数，你写的是 ${capacity}；不限人数就写「名额不限」。`,
  );
}

/** HH:MM, or start and end. @throws AppError `invalid_input` */
export function checkTimes(time: Fields['time']): Pick<NewOccurrence, 'startTime' | 'endTime'> {
  const [startTime = null, endTime = null] = time ?? [];
  if (startTime !== null && endTime !== null && endTime <= startTime) {
    throw userError('invalid_input', `结束时间 ${endTime} 不在开始时间 ${startTime} 之后，请改好再发一次。`);
  }
  return { startTime, endTime };
}

/** In order, none twice; `text` is what was typed. @throws AppError `invalid_input` of what has gone by */
export function checkDays(dates: readonly Day[], { today, text }: { today: Day; text: string }): Day[] {
  const days = [...new Set(dates)].sort();
  const [first] = days;
  if (first && first < today) {
    throw userError('invalid_input', `${formatDay(first, today)}已经过去了，请核对日期后再发一次，这次没有发布。`);
  }
  if (first && daysBetween(today, first) > FARTHEST_WITHOUT_YEAR && !text.includes('年')) {
    const { year, month, date } = partsOf(first);
    throw userError(
      'invalid_input',
      `${month}月${date}日已经过去了，这次没有发布；要是说明年的，请写上年份：${year}年${month}月${date}日`,
    );
  }
  return days;
}

/** `25:00` is no time: it is not left out without a word. @throws AppError `invalid_input` */
export function checkClocks(text: string): void {
  for (const [said, hours, minutes] of text.matchAll(/(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)/g)) {
    if (Number(hours) <= 24 && Number(minutes) <= 59) continue;
    throw userError('invalid_input', `没有 ${said} 这个时间，请改好再发一次，例如：8:00-12:00`);
  }
}

/** The instant registration ends for good: the start, or without a time the end of the day. */
export function startOf(day: Day, startTime: string | null, zone: string): Date {
  return startTime === null ? toInstant(addDays(day, 1), '00:00', zone) : toInstant(day, startTime, zone);
}

/** @throws AppError `invalid_input` where it lies after the start or has passed */
export function checkDeadline(
  deadline: NonNullable<Fields['deadline']>,
  around: { startsAt: Date; now: Date; zone: string; today: Day },
): Date {
  const { startsAt, now, zone, today } = around;
  const { day, time } = deadline;
  const at = time === undefined ? toInstant(addDays(day, 1), '00:00', zone) : toInstant(day, time, zone);
  // `截止6月4日` for what starts on the 4th: until it starts.
  const isOnTheDay = time === undefined && toInstant(day, '00:00', zone) < startsAt;
  const deadlineAt = isOnTheDay && at > startsAt ? startsAt : at;
  const shown = formatInstant(deadlineAt, zone, today);
  if (deadlineAt > startsAt) {
    const start = formatInstant(startsAt, zone, today);
    throw userError('invalid_input', `报名截止 ${shown} 在活动开始 ${start} 之后，请改好再发一次。`);
  }
  if (deadlineAt <= now) throw userError('invalid_input', `报名截止 ${shown} 已经过了，请改好再发一次。`);
  return deadlineAt;
}

function plain(text: string): string {
  return text.replace(MARKUP, ' ').replace(/\s+/g, ' ').trim();
}
