import type { PartOfDay } from '../reading.ts';
import { matchesOf } from '../search/matches.ts';
import { pattern, type Sheet, type Stretch } from '../sheet.ts';

export interface PartToken extends Stretch {
  part: PartOfDay;
  /** As said: 凌晨 and 早上 are both morning, yet 12 o'clock differs. */
  word: string;
}

const WORDS: Record<string, PartOfDay> = {
  凌晨: 'morning',
  清晨: 'morning',
  清早: 'morning',
  大清早: 'morning',
  一大早: 'morning',
  一早: 'morning',
  早晨: 'morning',
  早上: 'morning',
  早间: 'morning',
  早班: 'morning',
  早场: 'morning',
  上午: 'morning',
  上午场: 'morning',
  上午班: 'morning',
  午前: 'morning',
  头晌: 'morning',
  前晌: 'morning',
  上半天: 'morning',
  前半天: 'morning',
  早: 'morning',
  晌午: 'noon',
  中午: 'noon',
  正午: 'noon',
  午间: 'noon',
  中班: 'noon',
  午: 'noon',
  午后: 'afternoon',
  下午: 'afternoon',
  下午场: 'afternoon',
  下午班: 'afternoon',
  后晌: 'afternoon',
  过晌: 'afternoon',
  下晌: 'afternoon',
  下半天: 'afternoon',
  后半天: 'afternoon',
  傍晚: 'evening',
  黄昏: 'evening',
  晚上: 'evening',
  大晚上: 'evening',
  擦黑: 'evening',
  晚间: 'evening',
  晚场: 'evening',
  夜里: 'evening',
  夜间: 'evening',
  夜晚: 'evening',
  晚班: 'evening',
  夜班: 'evening',
  夜场: 'evening',
  半夜: 'evening',
  深夜: 'evening',
  晚: 'evening',
};

/** Alternation of the words, for a pattern of a clock time. One character alone counts only right before a number. */
export const PART_WORDS = Object.keys(WORDS)
  .filter((word) => word !== '午')
  .sort((a, b) => b.length - a.length)
  .join('|');

const LONG_WORDS = Object.keys(WORDS)
  .filter((word) => word.length > 1)
  .sort((a, b) => b.length - a.length)
  .join('|');
/** 早 and 晚 alone stand behind a day: 明早, 周六晚. 早上好 is a greeting. */
const FREE = pattern(
  `(${LONG_WORDS})(?![好安](?![\\u4e00-\\u9fff]|$)|[好安](?:$|[啊呀哈各大小])|见)|(?<={D}\\s?)([早晚午])(?![点些一饭餐])`,
  'g',
);

export function partOf(word: string): PartOfDay | undefined {
  return WORDS[word];
}

/** Parts of the day that have no clock time. Run after scanTimes, which claims those that have one. */
export function scanParts(sheet: Sheet): PartToken[] {
  const tokens: PartToken[] = [];
  for (const match of matchesOf(FREE, sheet.skeleton())) {
    const word = match[1] ?? match[2] ?? '';
    const part = WORDS[word];
    if (!part) continue;
    const start = match.index;
    sheet.claim('part', start, start + word.length);
    tokens.push({ part, word, start, end: start + word.length });
  }
  return tokens;
}
