import { NUMERAL, parseNumber } from '../number.ts';
import { createGate } from '../search/sieve.ts';
import { freeMatches, type Sheet, type Stretch } from '../sheet.ts';

export interface DurationToken extends Stretch {
  hours: number;
}

const UNIT = '(?:小时|钟头|工时|学时|(?<=个)钟(?![头表点])|hours?|hrs?|[hH](?![a-zA-Z]))';
const DURATION = new RegExp(
  [
    `(${NUMERAL})\\s?个半${UNIT}`,
    `(${NUMERAL})\\s?(?:个)?\\s?${UNIT}\\s?(半|[零又]?(${NUMERAL})\\s?(?:分钟?|min))?`,
    `(半)个?${UNIT}`,
    '([一三])刻钟',
    `(?<![晚早迟差])(${NUMERAL})\\s?(?:分钟|min)`,
  ].join('|'),
  'g',
);

const mayHoldDuration = createGate(DURATION);

/** How long, in hours: 2.5小时, 3个半小时, 一个半钟头, 半小时, 1小时30分, 90分钟, 1.5h. */
export function scanDurations(sheet: Sheet): DurationToken[] {
  const tokens: DurationToken[] = [];
  if (!mayHoldDuration(sheet.text)) return tokens;
  for (const match of freeMatches(sheet, DURATION)) {
    const [whole, andHalf, plain, rest, minutes, half, quarters, onlyMinutes] = match;
    const hours = toHours({ andHalf, plain, rest, minutes, half, quarters, onlyMinutes });
    if (hours === undefined) continue;
    const end = match.index + whole.length;
    sheet.claim('hours', match.index, end);
    tokens.push({ hours, start: match.index, end });
  }
  return tokens;
}

function toHours(
  said: Record<'andHalf' | 'plain' | 'rest' | 'minutes' | 'half' | 'quarters' | 'onlyMinutes', string | undefined>,
) {
  if (said.half) return 0.5;
  if (said.quarters) return said.quarters === '一' ? 0.25 : 0.75;
  if (said.andHalf !== undefined) return add(parseNumber(said.andHalf), 0.5);
  if (said.onlyMinutes !== undefined) return round((parseNumber(said.onlyMinutes) ?? 0) / 60);
  const extra = said.rest === '半' ? 0.5 : (parseNumber(said.minutes ?? '') ?? 0) / 60;
  return add(parseNumber(said.plain ?? ''), extra);
}

function add(hours: number | undefined, more: number): number | undefined {
  return hours === undefined ? undefined : round(hours + more);
}

function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
