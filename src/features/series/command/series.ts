import type { Feature } from '../../../bot/command.ts';
import type { Services } from '../../../bot/services.ts';
import { keepAheadJob } from '../job.ts';
import { alterCommand, moveCommand } from './change.ts';
import { fixedCommand } from './fixed.ts';
import { myShiftsCommand, shiftsCommand } from './shifts.ts';
import { standingCommand, stayAwayCommand } from './standing.ts';
import { resumeCommand, stopCommand } from './stop.ts';

export function seriesFeature(services: Pick<Services, 'botName'>): Feature {
  return {
    commands: [
      alterCommand,
      moveCommand,
      fixedCommand,
      standingCommand,
      stayAwayCommand,
      stopCommand,
      resumeCommand,
      shiftsCommand(services),
      myShiftsCommand,
    ],
    jobs: [keepAheadJob],
  };
}
