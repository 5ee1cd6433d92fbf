import { z } from 'zod';
import { AppError, missingPiece, userError } from '../../errors.ts';
import { addDays, type Day, formatDay } from '../../language/day.ts';
import type { Reading } from '../../language/reading.ts';
import type { ServiceEntry } from './types.ts';

export const EXAMPLE = '补录 6月2日 帮小世博家收菜花 20人 3小时';
const MOST_DAYS = 31;
const MOST_NAMES = 100;
const MOST_PEOPLE = 100_000;
const MOST_HELPED = 10_000_000;

/** Also the form in which a choice keeps what was said. */
export const serviceEntrySchema = z.object({
  title: z.string(),
  /** In order, each once, none in the future. */
  days: z.array(z.string()),
  /** Named people other than those meant by `isSelf`. */
  names: z.array(z.string()),
  /** Ids of those of `names` that several people go by, once the sender has said which. */
  chosen: z.record(z.string(), z.int()),
  isSelf: z.boolean(),
  /** Everybody, the named ones included. */
  headcount: z.int().nullable(),
  /** Per person: over all days where they follow each other, on each day where they do not. */
  minutes: z.int().nullable(),
  beneficiaries: z.int().nullable(),
});

export const serviceUndoSchema = z.object({ revoke: z.array(z.number().int()), restore: z.array(z.number().int()) });

/**
 * The reading as something that can be stored.
 * @throws AppError for the sender, one sentence on what does not fit.
 */
export function readService(reading: Reading, today: Day): ServiceEntry {
  const days = readDays(reading, today);
  const names = [...new Set(reading.people ?? [])];
  if (names.length > MOST_NAMES) refuse(`一次最多补录${MOST_NAMES}个人的名字，请分几条发。`);
  return {
    title: readTitle(reading.keyword),
    days,
    names,
    chosen: {},
    isSelf: reading.self === true,
    headcount: readCount(reading.count),
    minutes: readMinutes(reading.hours, days),
    beneficiaries: readHelped(reading.beneficiaries),
  };
}

/** The record a choice carries. @throws AppError for the sender where it is none. */
export function readKept(text: string): ServiceEntry {
  try {
    return serviceEntrySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('invalid_input', `这个选择已经用不了了，请重新发一次，例如：${EXAMPLE}`, {
      cause: error,
      isForUser: true,
    });
  }
}

/** Whether the days follow each other, so that one row from the first to the last says it all. */
export function isUnbroken(days: readonly Day[]): boolean {
  return days.every((day, index) => index === 0 || addDays(days[index - 1] ?? '', 1) === day);
}

function readDays(reading: Reading, today: Day): Day[] {
  const said = [...new Set(reading.dates ?? [])].sort();
  if (said.length === 0 && reading.warnings?.length) refuse(`${reading.warnings.join('；')}，请改好日期再发一次。`);
  const future = said.find((day) => day > today);
  if (future) refuse(`${formatDay(future, today)}还没到，补录只记已经做过的服务。`);
  if (said.length > MOST_DAYS) refuse(`一次最多补录${MOST_DAYS}天，请分几条发。`);
  return said.length > 0 ? said : [today];
}

function readTitle(keyword: string | undefined): string {
  const title = keyword?.trim() ?? '';
  const length = [...title].length;
  if (length < 2) throw missingPiece(`没看出做的是什么服务，请这样写：${EXAMPLE}`);
  if (length > 60) refuse('服务名称请不要超过60个字。');
  return title;
}

function readCount(count: number | undefined): number | null {
  if (count === undefined) return null;
  if (!Number.isInteger(count) || count < 1 || count > MOST_PEOPLE)
    refuse('参加人数应是1到100000之间的整数，请改好再发。');
  return count;
}

function readMinutes(hours: number | undefined, days: readonly Day[]): number | null {
  if (hours === undefined) return null;
  const most = isUnbroken(days) ? days.length * 24 : 24;
  if (!(hours > 0)) refuse('时长要大于0小时，请改好再发。');
  if (hours > most) refuse(`每人每天最多24小时，这里写了${hours}小时，请改好再发。`);
  return Math.max(1, Math.round(hours * 60));
}

function readHelped(beneficiaries: number | undefined): number | null {
  if (beneficiaries === undefined) return null;
  if (!Number.isInteger(beneficiaries) || beneficiaries < 0 || beneficiaries > MOST_HELPED) {
    refuse('受益人数应是0到一千万之间的整数，请改好再发。');
  }
  return beneficiaries;
}

function refuse(text: string): never {
  throw userError('invalid_input', text);
}
