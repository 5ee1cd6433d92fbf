import { toInstant } from '../../../clock.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { recurrenceDays } from '../../../language/recurrence.ts';
import type { SetDays } from '../../holiday/types.ts';
import { dayKind, nextWorkday } from '../../holiday/usecase/calendar.ts';
import type { Holding, Meeting, Timing } from '../types.ts';

/** Any Monday: weeks are counted from it where nothing says from which. */
const FIRST_MONDAY = '2024-01-01';

/** The days the rule of a meeting gives from `from` to `until`, both included. */
export function nominalDays(
  meeting: Pick<Meeting, 'recurrence' | 'onDay' | 'fromDay' | 'untilDay'>,
  from: Day,
  until: Day,
): Day[] {
  const { recurrence, onDay, fromDay, untilDay } = meeting;
  if (recurrence === null) return onDay !== null && onDay >= from && onDay <= until ? [onDay] : [];
  const first = fromDay !== null && fromDay > from ? fromDay : from;
  const last = untilDay !== null && untilDay < until ? untilDay : until;
  return recurrenceDays(recurrence, { anchor: fromDay ?? FIRST_MONDAY, from: first, until: last });
}

/**
 * When the holding of `nominalDay` is: one that comes again and falls on a public holiday goes to the next workday; where
 * the next holding is due by then, it is left out once.
 */
export function planTiming(meeting: Meeting, nominalDay: Day, set: SetDays, zone: string): Timing {
  const kind = dayKind(set, nominalDay);
  const isMoved = meeting.recurrence !== null && kind.isHoliday;
  const workday = isMoved ? nextWorkday(set, nominalDay) : nominalDay;
  const next = isMoved ? nominalDays(meeting, addDays(nominalDay, 1), workday) : [];
  const isLeftOut = next.length > 0;
  const day = isLeftOut ? nominalDay : workday;
  const { startTime, place } = meeting;
  return {
    day,
    startTime,
    place,
    startsAt: toInstant(day, startTime, zone),
    movedWhy: isMoved ? `因${holidayName(kind.name)}放假，${isLeftOut ? '停开一次' : '顺延'}` : null,
    isByHand: false,
    state: isLeftOut ? 'cancelled' : 'planned',
  };
}

/** The holdings of a span by the rule, those changed by hand and all leaves taken from `stored`. */
export function computeHoldings(options: {
  meeting: Meeting;
  from: Day;
  until: Day;
  set: SetDays;
  stored: readonly Holding[];
  zone: string;
}): Holding[] {
  const { meeting, from, until, set, stored, zone } = options;
  const byDay = new Map(stored.map((holding) => [holding.nominalDay, holding]));
  const days = nominalDays(meeting, from, until);
  const moved = stored.filter(({ isByHand, nominalDay }) => isByHand && !days.includes(nominalDay));
  return [
    ...moved.filter(({ nominalDay }) => nominalDay >= from && nominalDay <= until),
    ...days.map((nominalDay): Holding => {
      const known = byDay.get(nominalDay);
      if (known?.isByHand) return known;
      const { leaves = [], acceptances = [], points = [] } = known ?? {};
      return { ...planTiming(meeting, nominalDay, set, zone), meeting, nominalDay, leaves, acceptances, points };
    }),
  ];
}

/** `放假 … 春节放假` says the word already. */
function holidayName(name: string | undefined): string {
  return name?.replace(/(?:放假|假期)$/, '') ?? '';
}
