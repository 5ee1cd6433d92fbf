import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import type { Holding, StoredHolding } from '../types.ts';
import { attendeesOf, type Expected, expectedAt } from './attendees.ts';

export interface Answers {
  expected: Expected[];
  /** Those of them who have neither said they come nor taken leave. */
  unanswered: Expected[];
}

export async function answersTo(db: Db, holding: Holding): Promise<Answers> {
  const expected = await expectedAt(db, holding.meeting);
  const answered = new Set([...holding.acceptances, ...holding.leaves].map(({ personId }) => personId));
  return { expected, unanswered: expected.filter(({ id }) => !answered.has(id)) };
}

/** Whether the names of those who are to come may be told: those of the party's own only to its committee and themselves. */
export function maySeeNames(
  { can, sender }: Pick<CommandContext, 'can' | 'sender'>,
  { meeting }: Pick<Holding, 'meeting'>,
  expected: readonly Expected[],
): boolean {
  return !isInner(attendeesOf(meeting)) || can('meet') || expected.some(({ id }) => id === sender.id);
}

/** Without what is talked about where that is the party's own, and told elsewhere. */
export async function asShownTo(context: CommandContext, holding: StoredHolding): Promise<StoredHolding> {
  const { meeting } = holding;
  const { chat } = context.message;
  if (chat.kind === 'group' && chat.id === meeting.chatId) return holding;
  if (!isInner(attendeesOf(meeting)) || context.can('meet')) return holding;
  const isOwn = (await expectedAt(context.db, meeting)).some(({ id }) => id === context.sender.id);
  return isOwn ? holding : { ...holding, meeting: { ...meeting, agenda: [] }, points: [] };
}

function isInner(attendees: ReturnType<typeof attendeesOf>): boolean {
  if ('groupId' in attendees) return true;
  return 'audience' in attendees && ['party', 'party_group', 'committee'].includes(attendees.audience);
}
