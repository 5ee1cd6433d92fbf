import type { Job } from '../../bot/command.ts';
import { warnOfUncoveredYear } from './usecase/coverage.ts';

/** Warns the administrators in time of a year whose holidays are not known. */
export const calendarCoverageJob: Job = {
  name: 'calendar-coverage',
  schedule: '0 9 * * *',
  run: ({ database, now, zone }) => warnOfUncoveredYear(database.db, { now, zone }),
};
