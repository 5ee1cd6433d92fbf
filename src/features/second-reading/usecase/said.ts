import { readFacts } from '../../../language/facts.ts';
import { NUMERAL, parseNumber } from '../../../language/number.ts';
import { normalise } from '../../../language/text.ts';
import type { Ground } from '../types.ts';

/** What a message says, to hold a proposal against. */
export interface Said {
  /** The characters stand in it, in this order and close together: 社区义诊 in 社区搞了个义诊. */
  holds(words: string): boolean;
  /** The words stand in it as they are. */
  names(words: string): boolean;
  hasNumber(value: number): boolean;
  hasHours(value: number): boolean;
  /** 08:00 or 20:00 where it says eight, 08:30 where it says half past or thirty. */
  hasTime(time: string): boolean;
  /** Something in it may mean a day. */
  hasDay: boolean;
}

/** `138****8000`: its digits are no numbers that anybody said. */
const MASKED = /\d*\*{4,}\d*/g;
const SIGNS = /[\p{P}\p{S}\p{Z}\s]/gu;
const DAY_WORDS =
  /[今明昨大前后][天日晚早儿]|[前后过][两几三]天|[今明去前后\d]年|刚[刚才]|[上下本这每]个?(?:周|星期|礼拜|月)|(?:周|星期|礼拜)[一二三四五六日天末]|[\d一二三四五六七八九十]\s*(?:[月号日年.\-/]|天[之以]?[前后])|月[初中底末]|季度|半年|节[前后日]|初[一二三四五六七八九十]/;

export function readSaid({ text, roster }: Pick<Ground, 'text' | 'roster'>): Said {
  const plain = normalise(text).text.replace(MASKED, ' ').toLowerCase();
  const facts = readFacts(plain, roster);
  const packed = pack(plain);
  const numbers = numbersIn(plain);
  const hours = new Set(facts.durations.map((duration) => duration.hours));
  return {
    holds: (words) => standsIn(pack(normalise(words).text.toLowerCase()), packed),
    names: (words) => plain.includes(normalise(words).text.toLowerCase()),
    hasNumber: (value) => numbers.has(value),
    hasHours: (value) => hours.has(value) || numbers.has(value),
    hasTime: (time) => hasTime(time, numbers, plain),
    hasDay: facts.dates.length + facts.periods.length > 0 || DAY_WORDS.test(plain),
  };
}

function pack(text: string): string {
  return text.replace(SIGNS, '');
}

/** Within a stretch of at most twice their length: spread over a long message any words could be found. */
function standsIn(words: string, text: string): boolean {
  if (words === '') return false;
  for (let start = text.indexOf(words.charAt(0)); start >= 0; start = text.indexOf(words.charAt(0), start + 1)) {
    let found = 0;
    for (let at = start; at < start + 2 * words.length && found < words.length; at += 1) {
      if (text.charAt(at) === words.charAt(found)) found += 1;
    }
    if (found === words.length) return true;
  }
  return false;
}

function numbersIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [numeral] of text.matchAll(new RegExp(NUMERAL, 'g'))) {
    const value = parseNumber(numeral);
    if (value !== undefined) numbers.add(value);
  }
  return numbers;
}

function hasTime(time: string, numbers: ReadonlySet<number>, text: string): boolean {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const isHourSaid = [hour, (hour + 12) % 24, hour === 0 ? 24 : hour].some((value) => numbers.has(value));
  return isHourSaid && (minute === 0 || numbers.has(minute) || isQuarterSaid(minute, text));
}

function isQuarterSaid(minute: number, text: string): boolean {
  if (minute === 30) return text.includes('半');
  return minute % 15 === 0 && text.includes('刻');
}
