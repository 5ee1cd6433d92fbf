import type { CommandContext } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { userError } from '../../../errors.ts';
import { expectedAt } from '../../meeting/usecase/attendees.ts';
import { KIND_NAMES } from '../../meeting/usecase/kind.ts';
import { committeeMembers, partyMembers } from '../../party/usecase/members.ts';
import type { Held } from '../types.ts';

type Reader = Pick<CommandContext, 'db' | 'sender' | 'message' | 'can'>;

/** Whether what was said there is for party members only. */
function isOfParty({ kind }: Held): boolean {
  return kind !== 'regular' && kind !== 'other';
}

/** Those of the committee, and whoever was to come; of a meeting of the party its members only. */
export async function mayRead(context: Reader, held: Held): Promise<boolean> {
  const { db, sender } = context;
  const isAmong = (people: readonly { id: number }[]) => people.some(({ id }) => id === sender.id);
  if (!isOfParty(held)) return context.can('meet') || isAmong(await expectedAt(db, held));
  return isAmong(await committeeMembers(db)) || isAmong(await partyMembers(db));
}

/** @throws AppError `forbidden` for who may not know what was said there. */
export async function checkPerson(context: Reader, held: Held): Promise<void> {
  if (await mayRead(context, held)) return;
  const whose = isOfParty(held) ? `${KIND_NAMES[held.kind]}的纪要只给党员看` : '这次会议的纪要只给支委和参加会议的人看';
  throw userError('forbidden', `${whose}。要用请找支部书记。`);
}

/**
 * Before anything kept is shown or sent: of a meeting of the party not in a group, where others read along.
 * @throws AppError `forbidden`
 */
export async function checkReader(context: Reader, held: Held): Promise<void> {
  await checkPerson(context, held);
  if (!isOfParty(held) || chatIdOf(context.message) === null) return;
  throw userError('forbidden', `${KIND_NAMES[held.kind]}的纪要只给党员看，群里不显示。请一对一发给我同一句话。`);
}
