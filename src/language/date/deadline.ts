import { matchesOf } from '../search/matches.ts';
import { createSieve } from '../search/sieve.ts';
import { createSheet, type Sheet, type Stretch } from '../sheet.ts';
import { scanTimes, type TimeToken } from '../time/moment.ts';
import { scanDates } from './scan.ts';
import type { DateToken } from './token.ts';

/** Until when people may sign up; the day may be left out (今晚, 18点). */
export interface DeadlineToken extends Stretch {
  dates: DateToken[];
  times: TimeToken[];
}

const AFTER = /(?:报名)?(?:截止|截至)(?:时间|日期|报名|到|至|于|为|是|:|\s){0,4}([^,，。;；!！\n]{2,24})/g;
const BEFORE =
  /([^,，。;；!！\n\s]{2,20})(?:之前|以前|前)(?:报名|报给|登记|截止)|([^,，。;；!！\n\s]{2,20})(?:报名)?截止(?:报名)?/g;

const sift = createSieve([{ regexp: AFTER }, { regexp: BEFORE }]);

/** `截止6月3日18点`, `6月3日前报名`. Claimed whole, so that its day is not taken for the activity's. */
export function scanDeadlines(sheet: Sheet): DeadlineToken[] {
  const tokens: DeadlineToken[] = [];
  for (const { regexp } of sift(sheet.text)) {
    for (const match of matchesOf(regexp, sheet.text)) {
      const said = match[1] ?? match[2] ?? '';
      const at = match.index + match[0].indexOf(said);
      const inner = createSheet(said);
      const dates = regexp === AFTER ? firstRun(scanDates(inner)) : scanDates(inner).slice(-1);
      const times = regexp === AFTER ? scanTimes(inner).slice(0, 1) : scanTimes(inner).slice(-1);
      const pieces = [...dates, ...times];
      if (pieces.length === 0) continue;
      const first = at + Math.min(...pieces.map(({ start }) => start));
      const last = at + Math.max(...pieces.map(({ end }) => end));
      const start = regexp === AFTER ? match.index : first;
      const end = regexp === AFTER ? last : match.index + match[0].length;
      if (!sheet.isFree(start, end)) continue;
      sheet.claim('deadline', start, end);
      tokens.push({ dates, times, start, end });
    }
  }
  return tokens;
}

function firstRun(tokens: readonly DateToken[]): DateToken[] {
  const [first, second] = tokens;
  if (!first) return [];
  return second?.link === 'restates' ? [first, second] : [first];
}
