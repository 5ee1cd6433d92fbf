import type { Offset } from '../../../bot/reminder.ts';
import { parseNumber } from '../../../language/number.ts';

const NUMBER = '([0-9]{1,3}|[一二两三四五六七八九十半]{1,3})';
const CLOCK = '(早上|上午|中午|下午|晚上)?\\s*(\\d{1,2})(?:[:点](\\d{1,2}|半)?)(?:分)?';
const DAYS = new RegExp(`^(?:(提前|过后|之后)${NUMBER}天|(前一天|前一晚|当天|当日))(?:的)?\\s*${CLOCK}$`);
const LENGTH = new RegExp(`^(提前|过后|之后)${NUMBER}(?:个)?(小时|钟头|分钟)$`);
const AFTERNOON: ReadonlySet<string> = new Set(['下午', '晚上']);
const MOST_DAYS = 60;
const MOST_HOURS = 72;

/** `提前1天20:00`, `前一天晚上8点`, `提前2小时`, `当天9点`; undefined: none of them. */
export function readOffset(text: string): Offset | undefined {
  return readDays(text.trim()) ?? readLength(text.trim());
}

function readDays(text: string): Offset | undefined {
  const found = DAYS.exec(text);
  if (!found) return undefined;
  const [, direction, count, named, part = '', hour = '', minute = ''] = found;
  const size = named ? (named.startsWith('前') ? 1 : 0) : (numberIn(count) ?? Number.NaN);
  const at = clockAt(part, Number(hour), minute);
  if (!(size <= MOST_DAYS) || at === undefined) return undefined;
  return { days: size === 0 ? 0 : direction === '过后' || direction === '之后' ? size : -size, at };
}

function readLength(text: string): Offset | undefined {
  const [, direction = '', count, unit = ''] = LENGTH.exec(text) ?? [];
  const size = count === '半' ? 0.5 : numberIn(count);
  if (size === undefined) return undefined;
  const minutes = unit === '分钟' ? size : size * 60;
  if (minutes > MOST_HOURS * 60 || !Number.isInteger(minutes)) return undefined;
  return { minutes: direction === '提前' ? -minutes : minutes };
}

function clockAt(part: string, hour: number, minute: string): string | undefined {
  const shown = AFTERNOON.has(part) && hour < 12 ? hour + 12 : hour;
  const minutes = minute === '半' ? 30 : Number(minute || 0);
  if (shown > 23 || minutes > 59) return undefined;
  return `${String(shown).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseNumber(text);
}
