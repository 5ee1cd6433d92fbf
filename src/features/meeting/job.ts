import type { Job } from '../../bot/command.ts';
import { planMeetings } from './usecase/schedule.ts';

/** Holdings and announcements of the coming two weeks; at the start and after a jump of the clock as well. */
export function planMeetingsJob(botName: string): Job {
  return {
    name: 'plan-meetings',
    schedule: '*/10 * * * *',
    run: ({ database, now, zone }) => planMeetings(database, { now, zone, botName }),
  };
}
