import type { Feature } from '../../../bot/command.ts';
import { byWordsCommand } from './by-words.ts';
import { deferCommand } from './defer.ts';
import { dropCommand, reopenCommand } from './ending.ts';
import { finishCommand } from './finish.ts';
import { giveCommand } from './give.ts';
import { handOverCommand } from './hand-over.ts';
import { listCommand } from './list.ts';

/** What one person is to do by a day. Orders about a task that is there come before the giving of one. */
export const taskFeature: Feature = {
  commands: [
    listCommand,
    finishCommand,
    deferCommand,
    handOverCommand,
    dropCommand,
    reopenCommand,
    giveCommand,
    byWordsCommand,
  ],
};
