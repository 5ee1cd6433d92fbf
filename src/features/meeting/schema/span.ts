import { userError } from '../../../errors.ts';
import { type Day, firstDayOfMonth, formatDay, lastDayOfMonth, makeDay, partsOf } from '../../../language/day.ts';
import { NUMERAL, parseNumber } from '../../../language/number.ts';

const MONTH = `(?:(?<year>\\d{4}|今|明)年)?(?<month>${NUMERAL})月(?:份)?(?:(?<date>${NUMERAL})[日号])?`;
/** 从9月起, 9月1日开始 */
const FROM = new RegExp(`${MONTH}(?:起|开始)`);
/** 到年底, 到12月31日为止, 至11月底 */
const UNTIL = new RegExp(`(?:到|至|截止到?|直到)(?:${MONTH}(?:底|末)?|(?<which>今|明)?年(?:底|末))(?!起|开始)`);

/** From and until which day something comes again, as far as said. @throws AppError `invalid_input` for what cannot be. */
export function readSpan(text: string, today: Day): { from?: Day; until?: Day } {
  const from = dayOf(FROM.exec(text)?.groups, today, 'first');
  const until = dayOf(UNTIL.exec(text)?.groups, from ?? today, 'last');
  if (until !== undefined && until < (from ?? today)) {
    throw userError('invalid_input', `到${formatDay(until, today)}为止的日子已经过了，请核对后再发一次。`);
  }
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

function dayOf(
  groups: Record<string, string | undefined> | undefined,
  today: Day,
  end: 'first' | 'last',
): Day | undefined {
  if (!groups) return undefined;
  const now = partsOf(today);
  if (groups.month === undefined) return makeDay(now.year + (groups.which === '明' ? 1 : 0), 12, 31);
  const month = parseNumber(groups.month) ?? 0;
  if (month < 1 || month > 12) return undefined;
  const year = yearOf(groups.year, { ...now, month }, now.month);
  const first = firstDayOfMonth(year, month);
  if (groups.date === undefined) return end === 'first' ? first : lastDayOfMonth(year, month);
  const day = makeDay(year, month, parseNumber(groups.date) ?? 0);
  if (day === undefined) throw userError('invalid_input', `${month}月没有${groups.date}日，请核对后再发一次。`);
  return day;
}

/** The year said, or the next that has the month still to come. */
function yearOf(said: string | undefined, { year, month }: { year: number; month: number }, thisMonth: number): number {
  if (said === '明') return year + 1;
  if (said !== undefined && said !== '今') return Number(said);
  return month < thisMonth ? year + 1 : year;
}
