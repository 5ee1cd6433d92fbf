import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import type { Day } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import type { Wanted } from './match.ts';

/** The days and the name in a few words that stand for an activity (6月19日的交通劝导). */
export function wantedInWords(text: string, today: Day): Wanted {
  const said = normalise(text).text;
  const tokens = scanDates(createSheet(said));
  const { days } = resolveDates(tokens, today, 'future');
  let rest = said;
  for (const { start, end } of tokens.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const keyword = rest.replace(/^[\s的,，:]+|[\s的,，:]+$/g, '');
  return { ...(keyword ? { keyword } : {}), ...(days.length > 0 ? { dates: days } : {}), said };
}
