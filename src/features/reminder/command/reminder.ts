import type { Feature } from '../../../bot/command.ts';
import type { RuleOptions } from '../usecase/rule.ts';
import { noteCommand, notesCommand } from './note.ts';
import { optOutCommand } from './opt-out.ts';
import { recordsCommand } from './records.ts';
import { rulesCommand } from './rules.ts';

export interface ReminderFeatureOptions extends RuleOptions {
  botName: string;
}

/** What is sent of itself: what became of it, when and to whom, and what people ask to be reminded of. */
export function reminderFeature(options: ReminderFeatureOptions): Feature {
  return {
    commands: [
      recordsCommand,
      rulesCommand(options.botName, options),
      optOutCommand(options.kinds),
      noteCommand,
      notesCommand,
    ],
  };
}
