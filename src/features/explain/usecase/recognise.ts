import type { Command } from '../../../bot/command.ts';
import { read } from '../../../language/read.ts';
import type { Reading, ReadingContext } from '../../../language/reading.ts';
import { normalise } from '../../../language/text.ts';

/** What a text is taken for. */
export type Recognised =
  /** The fixed wording of a command. */
  | { kind: 'worded'; command: Command }
  /** Best reading first, and the command that does what it asks for. */
  | { kind: 'read'; readings: Reading[]; command?: Command };

/**
 * Reads a text as a message by itself is read: fixed wordings before any reading. A wording that is one only where the
 * records say so, and no topic of its own (`出租车的事办好了`), is left out.
 */
export function recognise(text: string, commands: readonly Command[], context: ReadingContext): Recognised {
  const plain = normalise(text).text.trim();
  const worded = commands.find(
    ({ pattern, reads, applies, help }) =>
      pattern?.test(plain) && reads?.(plain, context.today) !== false && (!applies || help),
  );
  if (worded) return { kind: 'worded', command: worded };
  const readings = read(text, context);
  const command = commands.find(({ intent }) => intent !== undefined && intent === readings[0]?.intent);
  return command ? { kind: 'read', readings, command } : { kind: 'read', readings };
}
