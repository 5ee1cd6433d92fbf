import type { Db } from '../../../database.ts';
import { claimDefaults, hasMeeting, insertMeeting } from '../store/meeting.ts';
import { defaultAgenda } from './kind.ts';

/** The meeting a new association begins with; made once, and not again after it was ended. */
export async function ensureDefaultMeeting(db: Db, now: Date): Promise<void> {
  if ((await hasMeeting(db)) || !(await claimDefaults(db))) return;
  const rule = {
    title: '周一例会',
    kind: 'regular' as const,
    recurrence: { every: 'week' as const, weekdays: [1] },
    onDay: null,
    fromDay: null,
    untilDay: null,
    startTime: '19:00',
    place: '支部活动室',
    chair: null,
    agenda: defaultAgenda('regular'),
    attendees: null,
    unitId: null,
    chatId: null,
  };
  await insertMeeting(db, rule, { messageId: null, now });
}
