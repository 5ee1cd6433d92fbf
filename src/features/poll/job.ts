import type { Job } from '../../bot/command.ts';
import { closeDuePolls } from './usecase/close.ts';

/** Closes the polls whose time has come and announces what came of them. */
export function closePollsJob(botName: string): Job {
  return {
    name: 'close-polls',
    schedule: '* * * * *',
    run: ({ database, now, zone }) => closeDuePolls(database, { now, zone, botName }),
  };
}
