import type { Job } from '../../bot/command.ts';
import { keepAhead } from './usecase/ahead.ts';

/** Days of the coming five weeks of all that repeat; at the start and after a jump of the clock as well. */
export const keepAheadJob: Job = {
  name: 'series-ahead',
  schedule: '7,37 * * * *',
  run: ({ database, now, zone }) => keepAhead(database, { now, zone }),
};
