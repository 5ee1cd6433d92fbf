import type { Db } from '../../../database.ts';
import { claimDefaults, hasMeeting, insertMeeting } from '../store.ts';

/** The meeting a new association begins with; made once, and not again after it was ended. */
export async function ensureDefaultMeeting(db: Db, now: Date): Promise<void> {
  if ((await hasMeeting(db)) || !(await claimDefaults(db))) return;
  const rule = {
    title: '周一例会',
    weekday: 1,
    onDay: null,
    startTime: '19:00',
    place: '支部活动室',
    chair: null,
    agenda: ['分析形势', '通报情况', '查找问题', '部署任务'],
    chatId: null,
  };
  await insertMeeting(db, rule, { messageId: null, now });
}
