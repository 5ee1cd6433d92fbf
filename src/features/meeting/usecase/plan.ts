import { toInstant } from '../../../clock.ts';
import { addDays, type Day, mondayOf } from '../../../language/day.ts';
import type { SetDays } from '../../holiday/types.ts';
import { dayKind, nextWorkday } from '../../holiday/usecase/calendar.ts';
import type { Holding, Meeting, Timing } from '../types.ts';

/** The days the rule of a meeting gives from `from` to `until`, both included. */
export function nominalDays(meeting: Pick<Meeting, 'weekday' | 'onDay'>, from: Day, until: Day): Day[] {
  const { weekday, onDay } = meeting;
  if (weekday === null) return onDay !== null && onDay >= from && onDay <= until ? [onDay] : [];
  const days: Day[] = [];
  for (let day = addDays(mondayOf(from), weekday - 1); day <= until; day = addDays(day, 7)) {
    if (day >= from) days.push(day);
  }
  return days;
}

/**
 * When the holding of `nominalDay` is: a weekly meeting on a public holiday goes to the next workday; where the
 * next holding is due by then, it is left out once.
 */
export function planTiming(meeting: Meeting, nominalDay: Day, set: SetDays, zone: string): Timing {
  const kind = dayKind(set, nominalDay);
  const isMoved = meeting.weekday !== null && kind.isHoliday;
  const workday = isMoved ? nextWorkday(set, nominalDay) : nominalDay;
  const isLeftOut = workday >= addDays(nominalDay, 7);
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
      const { leaves = [], acceptances = [] } = known ?? {};
      return { ...planTiming(meeting, nominalDay, set, zone), meeting, nominalDay, leaves, acceptances };
    }),
  ];
}

/** `放假 … 春节放假` says the word already. */
function holidayName(name: string | undefined): string {
  return name?.replace(/(?:放假|假期)$/, '') ?? '';
}
