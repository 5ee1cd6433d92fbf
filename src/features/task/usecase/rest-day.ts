import type { Db } from '../../../database.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { dayKind } from '../../holiday/usecase/calendar.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';

/** What is to be known of a day on which few people work; undefined: it is a workday. */
export async function restDayNote(db: Db, day: Day | null, today: Day): Promise<string | undefined> {
  if (day === null) return undefined;
  const kind = dayKind(await loadSetDays(db, day, day), day);
  if (kind.isWorkday) return undefined;
  return `请留意：${formatDay(day, today)}是${kind.isHoliday ? `${kind.name ?? ''}假期` : '周末'}，照这一天记了。`;
}
