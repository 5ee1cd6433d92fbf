import { z } from 'zod';
import { escapeMarkdown } from '../../bot/markdown.ts';
import { missingPiece, userError } from '../../errors.ts';
import { resolveDates } from '../../language/date/resolve.ts';
import { scanDates } from '../../language/date/scan.ts';
import type { Day } from '../../language/day.ts';
import { NUMERAL, parseNumber } from '../../language/number.ts';
import { createSheet } from '../../language/sheet.ts';
import { scanTimes } from '../../language/time/moment.ts';
import type { Changes } from '../activity/usecase/change.ts';
import type { Wanted } from '../activity/usecase/find.ts';
import type { CallOffOrder, ChangeOrder } from './types.ts';

const id = z.int().positive();

/** Value of a `change:` choice: days, and what is to be different as typed. */
export const changeChoiceSchema = z.object({ o: z.array(id).min(1), t: z.string() });

/** Value of a `calloff:` choice: days, and why. */
export const callOffChoiceSchema = z.object({ o: z.array(id).min(1), w: z.string().nullable() });

export const changeUndoSchema = z.object({
  before: z.array(
    z.object({
      id,
      startTime: z.string().nullable(),
      endTime: z.string().nullable(),
      deadlineAt: z.coerce.date().nullable(),
      capacity: z.int().nullable(),
      place: z.string().nullable(),
    }),
  ),
});

export const callOffUndoSchema = z.object({ occurrences: z.array(id).min(1) });

const EXAMPLES = '修改活动 6月4日护考 名额30，或：时间9:00-11:00、地点改到二中门口、截止6月3日18点';
const SEPARATOR = '[\\s,，、;；。]';
/** A word that begins a change: behind a separator, or with what it is changed to behind it. */
const CHANGE_WORD = new RegExp(
  `(?<=[\\s\\S]${SEPARATOR}|把)(?:报名)?(名额|人数|时间|地点|截止)|(?:报名)?(名额|人数|时间|地点|截止)(?=(?:时间|日期)?\\s*(?:改|调|:|\\d|不限))`,
  'g',
);
const FILLER = /^(?:时间|日期)?\s*(?:增加到|减少到|改到|改为|改成|改在|调整到|调整为|调到|调成|改|为|到|是|:)?\s*:?\s*/;
const LONGEST = 300;
const LONGEST_REASON = 100;

/**
 * Takes the words behind `修改活动` apart.
 * @throws AppError `invalid_input` where a piece is missing or cannot be read.
 */
export function parseChange(text: string, today: Day): ChangeOrder {
  if (text.length > LONGEST) throw userError('invalid_input', `这条太长了，请写短一点，例如：${EXAMPLES}`);
  const first = text.search(CHANGE_WORD);
  const target = (first < 0 ? text : text.slice(0, first)).replace(/^把|把$/g, '');
  const said = first < 0 ? '' : text.slice(first);
  const changes = parseChanges(said, today);
  if (Object.keys(changes).length === 0) {
    throw missingPiece(`请写明改什么，可以改名额、时间、地点、截止，例如：${EXAMPLES}`);
  }
  return { wanted: parseTarget(target, today), changes, text: said };
}

/** `名额30 地点改到二中门口`. @throws AppError `invalid_input` */
export function parseChanges(text: string, today: Day): Changes {
  // A word at the very beginning is a change as well: there is no title before it.
  const padded = `- ${text}`;
  const words = [...padded.matchAll(CHANGE_WORD)];
  const changes: Changes = {};
  for (const [i, match] of words.entries()) {
    const word = match[1] ?? match[2] ?? '';
    const value = padded.slice(match.index + match[0].length, words[i + 1]?.index).replace(FILLER, '');
    Object.assign(changes, readChange(word, trim(value), today));
  }
  return changes;
}

function readChange(word: string, value: string, today: Day): Changes {
  switch (word) {
    case '名额':
    case '人数':
      return { capacity: readCapacity(value) };
    case '时间':
      return { time: readTime(value) };
    case '截止':
      return { deadline: readDeadline(value, today) };
    default:
      if (value === '') throw userError('invalid_input', '请写上改到哪里，例如：修改活动 6月4日护考 地点改到二中门口');
      return { place: value };
  }
}

function readCapacity(value: string): number | null {
  if (/^(?:不限|无限|没有限制)/.test(value)) return null;
  const numeral = new RegExp(`^(-?)(${NUMERAL})`).exec(value);
  const number = numeral && parseNumber(numeral[2] ?? '');
  if (number === undefined || number === null) {
    throw userError('invalid_input', '请写上新的名额，例如：修改活动 6月4日护考 名额30（不限人数就写名额不限）');
  }
  return numeral?.[1] ? -number : number;
}

function readTime(value: string): string[] {
  const sheet = createSheet(value);
  if (scanDates(sheet).length > 0) {
    throw userError('invalid_input', '日期不能直接改。请先「取消活动」，再按新的日期发布一次，大家都会收到通知。');
  }
  const [token] = scanTimes(sheet);
  if (token) return token.clock;
  throw userError('invalid_input', '请写上新的时间，例如：修改活动 6月4日护考 时间9:00-11:00');
}

function readDeadline(value: string, today: Day): NonNullable<Changes['deadline']> {
  const sheet = createSheet(value);
  const { days, warnings } = resolveDates(scanDates(sheet), today, 'future');
  const [day] = days;
  if (warnings.length > 0) throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次。`);
  if (!day) throw userError('invalid_input', '请写上截止到哪一天，例如：修改活动 6月4日护考 截止6月3日18点');
  const time = scanTimes(sheet)[0]?.clock[0];
  return time === undefined ? { day } : { day, time };
}

/** Takes the words behind `取消活动` apart. */
export function parseCallOff(text: string, today: Day): CallOffOrder {
  if (text.length > LONGEST) {
    throw userError('invalid_input', '这条太长了，请写短一点，例如：取消活动 6月4日护考 因为下雨');
  }
  const why = /[\s,，(（]*(?:因为|由于|原因是?:?)\s*(?<reason>[\s\S]+?)[)）。\s]*$/.exec(text);
  const reason = escapeMarkdown(why?.groups?.reason?.trim().slice(0, LONGEST_REASON) ?? '') || null;
  return { wanted: parseTarget(why ? text.slice(0, why.index) : text, today), reason };
}

/** `6月4日(周三)护考`: the days and the rest of the words. @throws AppError `invalid_input` for 2月30日 */
function parseTarget(text: string, today: Day): Wanted {
  const sheet = createSheet(text);
  const tokens = scanDates(sheet);
  const { days, warnings } = resolveDates(tokens, today, 'future');
  if (warnings.length > 0) throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次。`);
  let rest = text;
  for (const { start, end } of tokens.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const keyword = trim(rest.replace(/[()（）]/g, ' ')).replace(/^的|的$/g, '');
  return { ...(keyword ? { keyword } : {}), ...(days.length > 0 ? { dates: days } : {}), said: text };
}

function trim(text: string): string {
  return text.replace(new RegExp(`^${SEPARATOR}+|${SEPARATOR}+$`, 'g'), '');
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
