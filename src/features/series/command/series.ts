import type { Feature } from '../../../bot/command.ts';
import { keepAheadJob } from '../job.ts';
import { standingCommand, stayAwayCommand } from './standing.ts';
import { resumeCommand, stopCommand } from './stop.ts';

export const seriesFeature: Feature = {
  commands: [standingCommand, stayAwayCommand, stopCommand, resumeCommand],
  jobs: [keepAheadJob],
};
