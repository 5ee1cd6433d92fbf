import type { CommandContext } from '../../../bot/command.ts';
import type { Message } from '../../../bot/message.ts';
import type { Reading } from '../../../language/reading.ts';
import { selectBygone, selectByIds, selectOpen } from '../store/days.ts';
import type { Occurrence } from '../types.ts';
import { type Match, matchOccurrences, type Wanted } from './match.ts';

export type { Occurrence } from '../types.ts';
export type { Wanted } from './match.ts';

export type Reader = Pick<CommandContext, 'db' | 'now' | 'message'>;

const DAY_MS = 86_400_000;
const BYGONE_DAYS = 60;

export function wantedBy(reading: Reading | undefined, message: Message): Wanted {
  const { keyword, dates, time, part, place } = reading ?? {};
  return { keyword, dates, time, part, place, quote: message.quote?.text, said: message.text };
}

/** Open for registration: the deadline, where there is one, has not passed. */
export function isAccepting({ deadlineAt, startsAt, state }: Occurrence, now: Date): boolean {
  return state === 'open' && startsAt > now && (deadlineAt === null || deadlineAt > now);
}

/** Days to come in this chat (one to one: everywhere), soonest first. */
export function findOpen({
  db,
  now,
  message,
}: Pick<Reader, 'db' | 'now'> & { message: Pick<Message, 'chat'> }): Promise<Occurrence[]> {
  return selectOpen(db, { now, chatId: chatOf(message) });
}

/** Which day to come is meant: of this chat, or, where none of its own fits, of another. */
export async function findWanted(context: Reader, wanted: Wanted): Promise<Match<Occurrence>> {
  const own = matchOccurrences(await findOpen(context), wanted);
  if (own.kind !== 'none' || chatOf(context.message) === undefined || !wanted.keyword) return own;
  const elsewhere = matchOccurrences(await selectOpen(context.db, { now: context.now, chatId: undefined }), wanted);
  return elsewhere.kind === 'none' ? own : elsewhere;
}

/** A day that is over or was called off, where the message means one; the newest that fits. */
export async function findBygone(context: Reader, wanted: Wanted): Promise<Occurrence | undefined> {
  if (!wanted.keyword && !wanted.dates?.length && !wanted.quote) return undefined;
  const { db, now, message } = context;
  const since = new Date(now.getTime() - BYGONE_DAYS * DAY_MS);
  const match = matchOccurrences(await selectBygone(db, { now, since, chatId: chatOf(message) }), wanted);
  if (match.kind === 'found') return match.isAssumed ? undefined : match.occurrences[0];
  return match.kind === 'several' ? match.candidates[0] : undefined;
}

/** The day, to come or gone by, that the quoted message is about. */
export async function findQuoted(context: Reader): Promise<Occurrence | undefined> {
  const quote = context.message.quote?.text;
  if (quote === undefined) return undefined;
  const match = await findWanted(context, { quote });
  const [coming] = match.kind === 'found' && !match.isAssumed ? match.occurrences : [];
  const bygone = await findBygone(context, { quote });
  return bygone ?? coming;
}

export function findByIds(context: Pick<CommandContext, 'db'>, ids: number[]): Promise<Occurrence[]> {
  return selectByIds(context.db, ids);
}

function chatOf({ chat }: Pick<Message, 'chat'>): string | undefined {
  return chat.kind === 'group' ? chat.id : undefined;
}
