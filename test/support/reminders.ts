import type { Audience, Offset, Remindable, ReminderKind } from '../../src/bot/reminder.ts';
import type { Database } from '../../src/database.ts';
import { coverageWarning } from '../../src/features/holiday/usecase/coverage.ts';
import { meetingReminders } from '../../src/features/meeting/usecase/reminders.ts';
import { planMeetings } from '../../src/features/meeting/usecase/schedule.ts';
import { createReminderEngine, type ReminderEngine } from '../../src/features/reminder/usecase/engine.ts';

const TWO_WEEKS_MS = 15 * 86_400_000;

/** The zone all of it is in. */
export const ZONE = 'Asia/Shanghai';

/** Something to be reminded of, changed by the test as people would. */
export interface Thing {
  id: string;
  at: string;
  since?: string;
  audience?: Audience;
  text?: string;
  correction?: string;
  isOff?: boolean;
}

/** A kind whose things are those in the array, as they are when it is asked. */
export function kindOf(things: readonly Thing[], over: Partial<ReminderKind> = {}): ReminderKind {
  const offsets: Offset[] = [{ days: -1, at: '20:00' }];
  return {
    name: 'thing_eve',
    label: '前一晚',
    offsets,
    async find(_context, { from, to }) {
      return things.map(toRemindable).filter(({ at }) => at >= from && at <= to);
    },
    ...over,
  };
}

/** What meetings and their calendar say. */
export const MEETING_KINDS: readonly ReminderKind[] = [...meetingReminders, coverageWarning];

/** Plans the meetings, and keeps all that announces them for two weeks. */
export async function planAndRemind(database: Database, iso: string, zone = ZONE): Promise<void> {
  const now = new Date(iso);
  await planMeetings(database, { now, zone });
  const options = { database, kinds: MEETING_KINDS, reachesPeople: false, zone, botName: '志愿助手' };
  await createReminderEngine({ ...options, now: () => now, aheadMs: TWO_WEEKS_MS }).refresh();
}

export function engineOf(
  database: Database,
  kinds: readonly ReminderKind[],
  options: { now(): Date; reachesPeople?: boolean; aheadMs?: number },
): ReminderEngine {
  const { now, reachesPeople = true, aheadMs } = options;
  return createReminderEngine({
    database,
    kinds,
    now,
    reachesPeople,
    zone: ZONE,
    botName: '志愿助手',
    ...(aheadMs ? { aheadMs } : {}),
  });
}

function toRemindable(thing: Thing): Remindable {
  const { id, at, since = '2025-01-01T00:00:00+08:00', audience = { kind: 'branch' }, text = id } = thing;
  return {
    subject: `thing:${id}`,
    occurrence: 'once',
    version: at.slice(0, 16),
    at: new Date(at),
    since: new Date(since),
    audience,
    content: ({ today }) => ({ kind: 'text', text: `${text} ${today}` }),
    ...(thing.correction === undefined ? {} : { correction: thing.correction }),
    ...(thing.isOff ? { isOff: true } : {}),
  };
}
