import { resolveDates } from '../../language/date/resolve.ts';
import { scanDates } from '../../language/date/scan.ts';
import { type Day, makeDay } from '../../language/day.ts';
import { createSheet } from '../../language/sheet.ts';
import type { Said } from './types.ts';

const YEAR = /(?<![\d.])((?:19|20)\d{2})\s?年度?(?!\s?\d|[^\s]{0,2}月)/;
/** What ties a day to the rest, left over where the day was taken out. */
const LEFT_OVER = /^(?:截至|截止到?|于|在|的|,|，|:|：|、)\s*|(?:^|\s)(?:的|,|，|:|：)(?=\s|$)/g;

/** Takes days and a year out of a line; `text` is normalised. */
export function readSaid(text: string, today: Day): Said {
  const sheet = createSheet(text);
  const tokens = scanDates(sheet);
  const { days, warnings } = resolveDates(tokens, today, 'past');
  const undated = tokens.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
  const year = YEAR.exec(undated);
  const rest = year ? undated.replace(year[0], ' ') : undated;
  const sorted = days.toSorted();
  const yearsEnd = year ? lastOf(Number(year[1]), today) : undefined;
  return {
    text: rest.replace(LEFT_OVER, ' ').replace(/\s+/g, ' ').trim(),
    day: sorted[0] ?? yearsEnd ?? today,
    untilDay: sorted.at(-1) ?? yearsEnd ?? today,
    isDated: sorted.length > 0,
    year: year ? Number(year[1]) : null,
    warnings,
  };
}

/** What is of a year that is over is kept on its last day. */
function lastOf(year: number, today: Day): Day | undefined {
  const last = makeDay(year, 12, 31);
  return last !== undefined && last < today ? last : undefined;
}
