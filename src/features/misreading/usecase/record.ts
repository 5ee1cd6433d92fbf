import type { CommandContext } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { maskNumbers } from '../../../bot/mask.ts';
import { isName } from '../../../language/people/name.ts';
import { findRosterNames, rosterSet } from '../../../language/people/roster.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import { namesIn } from '../../person/usecase.ts';
import { countMisreading } from '../store.ts';
import type { Reason } from '../types.ts';

const LONGEST_WORDING = 200;
const NOBODY: ReadonlySet<string> = new Set();

/** Keeps what was not read, or was read wrongly, for the administrators; the same wording again counts up and opens it anew. */
export async function recordMisreading(
  context: Pick<CommandContext, 'db' | 'now' | 'message' | 'sender'>,
  { text, reason }: { text: string; reason: Reason },
): Promise<void> {
  const { db, now, message, sender } = context;
  const plain = normalise(text).text;
  const wording = wordingOf(plain, await namesIn(db, plain));
  if (wording === '') return;
  await countMisreading(db, { wording, reason, chatId: chatIdOf(message), personId: sender.id, now });
}

/** One spelling, in one line, at most 200 characters; numbers of people starred, 王芳 as 王某. */
export function wordingOf(text: string, roster: readonly string[]): string {
  const plain = maskNumbers(normalise(text).text).replace(/\s+/g, ' ').trim();
  return [...maskNames(plain, rosterSet(roster))].slice(0, LONGEST_WORDING).join('').trim();
}

/** Names of the roster where they stand as words, and those that are a name whatever stands around them. */
function maskNames(text: string, roster: ReadonlySet<string>): string {
  const asWords = findRosterNames(createSheet(text), roster).map(({ name }) => name);
  const anywhere = [...roster].filter((name) => text.includes(name) && isName(name, 'likely', NOBODY));
  const names = [...new Set([...asWords, ...anywhere])].sort((a, b) => b.length - a.length);
  return names.reduce((masked, name) => masked.replaceAll(name, `${name.charAt(0)}某`), text);
}
