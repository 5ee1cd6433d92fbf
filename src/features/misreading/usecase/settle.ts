import type { Command, CommandContext } from '../../../bot/command.ts';
import { toLocal } from '../../../clock.ts';
import type { ReadingContext } from '../../../language/reading.ts';
import { SURE } from '../../../language/reading.ts';
import { recognise } from '../../explain/usecase/recognise.ts';
import { rosterNames } from '../../person/usecase.ts';
import { closeMisreading, type Effect, findEffectsAfter, findMisreadings } from '../store.ts';
import type { Misreading } from '../types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'zone'>;

/** Said in other words soon after. */
const REWORDED_MS = 10 * 60_000;
/** Ten pages of the list: reading them all again must not keep others waiting. */
const MOST_CHECKED = 150;

/**
 * Marks as handled what has settled itself: wordings that are understood by now, and those whose sender said it in
 * other words soon after and got it done. Returns how many.
 */
export async function settleMisreadings(context: Context, commands: readonly Command[]): Promise<number> {
  const { db, now, zone } = context;
  const open = await findMisreadings(db, { isAll: false, take: MOST_CHECKED });
  if (open.length === 0) return 0;
  const { day: today, time } = toLocal(now, zone);
  const reading = { today, time, roster: await rosterNames(db) };
  const effects = await findEffectsAfter(db, open, REWORDED_MS);
  const settled = open.flatMap((row) => {
    const how = understood(row, commands, reading) ?? reworded(row, commands, effects);
    return how === undefined ? [] : [{ row, how }];
  });
  for (const { row, how } of settled) await closeMisreading(db, row, { at: now, how });
  return settled.length;
}

/** What was said to be read wrongly was read surely then too: reading it surely now settles nothing. */
function understood(
  { wording, reason }: Misreading,
  commands: readonly Command[],
  context: ReadingContext,
): string | undefined {
  if (reason === 'mistaken') return undefined;
  const { command, ...recognised } = recognise(wording, commands, context);
  if (!command) return undefined;
  if (recognised.kind === 'read' && (recognised.readings[0]?.confidence ?? 0) < SURE) return undefined;
  return named('现在看得懂了', command);
}

function reworded(row: Misreading, commands: readonly Command[], effects: readonly Effect[]): string | undefined {
  const until = row.lastAt.getTime() + REWORDED_MS;
  const effect = effects.find(
    ({ personId, chatId, receivedAt }) =>
      personId === row.personId && chatId === row.chatId && receivedAt > row.lastAt && receivedAt.getTime() <= until,
  );
  return (
    effect &&
    named(
      '换了说法办成了',
      commands.find(({ name }) => name === effect.command),
    )
  );
}

function named(how: string, command: Command | undefined): string {
  return command?.help ? `${how}：${command.help.title}` : how;
}
