import type { Feature } from '../../../bot/command.ts';
import { changeCommands } from './change.ts';
import { giveCommand } from './give.ts';
import { listCommand } from './list.ts';

/** What one person is to do by a day. */
export const taskFeature: Feature = { commands: [giveCommand, listCommand, ...changeCommands] };
