import type { Feature } from '../../../bot/command.ts';
import { correctCommand, openCommand } from './correct.ts';
import { logCommands } from './log.ts';

/** What was achieved, received and founded, told in one line each. */
export const workFeature: Feature = { commands: [...logCommands, correctCommand, openCommand] };
