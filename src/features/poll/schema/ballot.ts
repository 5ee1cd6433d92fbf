import { z } from 'zod';
import { userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import type { Day } from '../../../language/day.ts';
import { parseNumber } from '../../../language/number.ts';
import { createSheet } from '../../../language/sheet.ts';
import type { Poll } from '../types.ts';

const id = z.int().positive();

export const createUndoSchema = z.object({ poll: id });
export const closeUndoSchema = z.object({ poll: id });
/** `before`: the options the voter had chosen. */
export const voteUndoSchema = z.object({ poll: id, before: z.array(id) });

const NUMBER = '(?:第\\s*)?(?:\\d{1,2}|[一二两三四五六七八九十]{1,2})\\s*(?:号|项|个)?';
const SEPARATOR = '(?:\\s*[,，、.和跟与]\\s*|\\s+)';
const NUMBERS = new RegExp(`^${NUMBER}(?:${SEPARATOR}${NUMBER}){0,19}$`);
const ONE_NUMBER = /\d{1,2}|[一二两三四五六七八九十]{1,2}/g;

/** `1 3`, `第一个和第三个`: their numbers; undefined: other words. */
export function readNumbers(text: string): number[] | undefined {
  if (!NUMBERS.test(text.trim())) return undefined;
  const numbers = [...text.matchAll(ONE_NUMBER)].flatMap(([numeral]) => parseNumber(numeral) ?? []);
  return [...new Set(numbers)];
}

/** The numbers of the options that the words name by their day or by part of their text. */
export function namedOptions({ options }: Pick<Poll, 'options'>, text: string, today: Day): number[] {
  const { days } = resolveDates(scanDates(createSheet(text)), today, 'future');
  const words = text.split(/[\s,，、和跟与]+/).filter((word) => word.length > 1);
  return options
    .filter((option) =>
      option.day === null
        ? words.some((word) => option.text.includes(word) || text.includes(option.text))
        : days.includes(option.day) && (text.includes(option.text) || isOnlyOn(options, option.day)),
    )
    .map(({ serial }) => serial);
}

/** Of two options on one day (上午, 下午) a day alone names neither. */
function isOnlyOn(options: Poll['options'], day: Day): boolean {
  return options.filter((option) => option.day === day).length === 1;
}

export interface Tap {
  pollId: number;
  serials: number[];
}

/** `12`: a poll; `12=1,3`: options of it. @throws AppError for a button that is none of ours. */
export function requireTap(value: string): Tap {
  const parts = /^(\d{1,9})(?:=(\d{1,2}(?:,\d{1,2})*))?$/.exec(value);
  if (!parts) throw userError('not_found', '这个按钮已经不能用了。发「投票结果」看现在有什么投票。');
  return { pollId: Number(parts[1]), serials: parts[2]?.split(',').map(Number) ?? [] };
}
