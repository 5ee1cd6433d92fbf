import type { CardDay } from './days.ts';
import { oneDayCard } from './one-day.ts';
import type { CardAround, CardContent } from './parts.ts';
import { severalDaysCard, tickCard } from './several-days.ts';
import { isTaking, stateOf } from './state.ts';

/** So many days have a button each, beside 取消报名 and 名单; of more, some are ticked. */
const MOST_DAY_BUTTONS = 4;

/** The card of these days, all of one activity; `note`: what has just happened, or has to be known. Pure. */
export function activityCard(days: readonly CardDay[], around: CardAround, note?: string): CardContent | undefined {
  const [first, second] = days;
  if (!first) return undefined;
  if (!second) return oneDayCard(first, around, note);
  const taking = days.filter((day) => isTaking(stateOf(day, around.now)));
  if (taking.length > MOST_DAY_BUTTONS) return tickCard(taking, around.now, note);
  return severalDaysCard(days, around.now, note);
}
