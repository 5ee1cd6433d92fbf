import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import { findBygone, findByIds, findWanted, type Occurrence, type Wanted } from '../../activity/usecase/find.ts';
import { displayName, findPerson } from '../../person/usecase.ts';

export type Target =
  | { kind: 'found'; occurrences: Occurrence[] }
  | { kind: 'which'; candidates: Occurrence[] }
  | { kind: 'none'; nearest: Occurrence[] };

/**
 * The days meant, of those the sender may change.
 * @throws AppError `forbidden` where they are others', with the organiser's name; `conflict` where it is over.
 */
export async function findTarget(context: CommandContext, wanted: Wanted): Promise<Target> {
  const match = await findWanted(context, wanted);
  if (match.kind === 'none') {
    const bygone = await findBygone(context, wanted);
    if (bygone) throw userError('conflict', bygoneText(bygone, context));
    return match;
  }
  const found = match.kind === 'found' ? match.occurrences : match.candidates;
  const own = found.filter((occurrence) => mayOrganise(context, occurrence));
  const [first] = found;
  if (own.length === 0 && first) await refuse(context, first);
  if (match.kind === 'found' || own.length === 1 || isOneDay(own)) return { kind: 'found', occurrences: own };
  return { kind: 'which', candidates: own };
}

/** All posts of one activity on one day. */
function isOneDay(occurrences: readonly Occurrence[]): boolean {
  return new Set(occurrences.map(({ activity, day }) => `${activity.id}:${day}`)).size === 1;
}

/** Days chosen by a button. @throws AppError `not_found`, `forbidden` */
export async function findChosen(context: CommandContext, ids: number[]): Promise<Occurrence[]> {
  const occurrences = await findByIds(context, ids);
  const open = occurrences.filter(({ state, startsAt }) => state === 'open' && startsAt > context.now);
  if (open.length === 0) throw userError('not_found', '这一场已经开始、结束或取消了，不能再改。');
  for (const occurrence of open) if (!mayOrganise(context, occurrence)) await refuse(context, occurrence);
  return open;
}

function bygoneText(occurrence: Occurrence, { today }: CommandContext): string {
  const what = occurrence.state === 'cancelled' ? '已经取消了' : '已经开始或结束了';
  return `${nameOccurrence(occurrence, today)}${what}，不能再改。`;
}

function mayOrganise(context: CommandContext, { activity }: Occurrence): boolean {
  return activity.organiserId === context.sender.id || context.can('manage');
}

async function refuse(context: CommandContext, occurrence: Occurrence): Promise<never> {
  const { organiserId } = occurrence.activity;
  const organiser = organiserId === null ? undefined : await findPerson(context.db, organiserId);
  const who = organiser ? `发起人 ${displayName(organiser)} 或管理员` : '管理员';
  throw userError(
    'forbidden',
    `${nameOccurrence(occurrence, context.today)}只有${who}能改或取消。只是自己来不了，发：取消 ${typedName(occurrence)}`,
  );
}
