import type { Job } from '../../bot/command.ts';
import { planMeetings } from './usecase/schedule.ts';

/** The holdings of the coming two weeks; at the start and after a jump of the clock as well. */
export const planMeetingsJob: Job = {
  name: 'plan-meetings',
  schedule: '*/10 * * * *',
  run: ({ database, now, zone }) => planMeetings(database, { now, zone }),
};
