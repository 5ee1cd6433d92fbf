import type { Item } from '../../../bot/outbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { addDays } from '../../../language/day.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';
import { findActiveMeetings, findHoldings } from '../store.ts';
import { computeHoldings } from './plan.ts';
import { type ReminderOptions, remindersOf } from './reminders.ts';

/** A holding may lie this far from its nominal day, its announcements a little before. */
const MARGIN_DAYS = 62;

/** Every announcement due in a span, both ends included, by today's rules, changes by hand and leaves. */
export async function meetingReminders(db: Db, options: ReminderOptions & { from: Date; to: Date }): Promise<Item[]> {
  const { from, to, zone } = options;
  const first = addDays(toLocal(from, zone).day, -MARGIN_DAYS);
  const until = addDays(toLocal(to, zone).day, MARGIN_DAYS);
  const set = await loadSetDays(db, first, addDays(until, MARGIN_DAYS));
  const items: Item[] = [];
  for (const meeting of await findActiveMeetings(db)) {
    const stored = await findHoldings(db, meeting.id, first);
    const holdings = computeHoldings({ meeting, from: first, until, set, stored, zone });
    items.push(...holdings.flatMap((holding) => remindersOf(holding, options)));
  }
  return items.filter(({ dueAt }) => dueAt >= from && dueAt <= to);
}
