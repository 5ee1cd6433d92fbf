import type { CommandContext } from '../../../bot/command.ts';
import type { Day } from '../../../language/day.ts';
import { type Accepting, acceptingByIds, findAccepting } from '../../activity/usecase/accepting.ts';
import { findDays } from '../../activity/usecase/change.ts';
import { isAccepting, type Occurrence, type Wanted } from '../../activity/usecase/find.ts';
import type { Person } from '../../person/usecase.ts';
import type { RegisterUndo } from '../schema.ts';
import { selectByIds } from '../store.ts';
import type { Enrolment, Party } from '../types.ts';
import { changeCompanions } from './enrol.ts';
import { resolveParty, SELF_ONLY } from './party.ts';
import { enrolAnywhere, enrolAtPosts } from './post.ts';
import { withdrawAll } from './withdraw.ts';

export type RegisterResult =
  | { kind: 'enrolled'; enrolments: Enrolment[]; missingDays: Day[]; isAssumed: boolean; undo: RegisterUndo }
  /** Several people have the name. */
  | { kind: 'who'; name: string; people: Person[]; occurrences: Occurrence[]; party: Party }
  /** Not one thing that takes registrations. */
  | (Exclude<Accepting, { kind: 'found' }> & { party: Party });

/** Registers `party` for what `wanted` says, where that is one thing. */
export async function register(context: CommandContext, wanted: Wanted, party: Party): Promise<RegisterResult> {
  return registerFor(context, await findAccepting(context, wanted), party);
}

/** Registers `party` for days chosen by a button. */
export async function registerByIds(context: CommandContext, ids: number[], party: Party): Promise<RegisterResult> {
  return registerFor(context, await acceptingByIds(context, ids), party);
}

/** Registers the sender for the days ticked on the card of an activity; those that are closed by now are left out. */
export async function registerTicked(
  context: CommandContext,
  activityId: number,
  ids: readonly number[],
): Promise<RegisterResult> {
  const ticked = (await findDays(context, activityId)).filter(({ id }) => ids.includes(id));
  const open = ticked.filter((occurrence) => isAccepting(occurrence, context.now));
  const [closed] = ticked;
  if (open.length === 0) return registerByIds(context, closed ? [closed.id] : [], SELF_ONLY);
  const missingDays = ticked.filter((occurrence) => !open.includes(occurrence)).map(({ day }) => day);
  return registerFor(
    context,
    { kind: 'found', occurrences: open, posts: [], missingDays, isAssumed: false },
    SELF_ONLY,
  );
}

async function registerFor(context: CommandContext, target: Accepting, party: Party): Promise<RegisterResult> {
  if (target.kind !== 'found') return { ...target, party };
  const { occurrences, missingDays, isAssumed } = target;
  const resolved = await resolveParty(context, party);
  if (resolved.kind === 'who') return { ...resolved, occurrences, party };
  const { participants } = resolved;
  const enrolments =
    target.posts.length > 0
      ? await enrolAnywhere(context, target.posts, participants)
      : await enrolAtPosts(context, occurrences, participants);
  return { kind: 'enrolled', enrolments, missingDays, isAssumed, undo: undoOf(enrolments) };
}

/** What undoRegister needs to take these back. */
export function undoOf(enrolments: Enrolment[]): RegisterUndo {
  const entries = enrolments.flatMap((enrolment) => enrolment.entries);
  return {
    added: entries.filter(({ outcome }) => outcome === 'made').map(({ registrationId }) => registrationId),
    changed: entries
      .filter(({ outcome }) => outcome === 'changed')
      .map(({ registrationId, before = 0 }) => ({ id: registrationId, companions: before })),
  };
}

/** Takes registrations back, and companions to what they were; says how many of each. */
export async function undoRegister(
  context: CommandContext,
  { added, changed }: RegisterUndo,
): Promise<{ cancelled: number; restored: number; full: number }> {
  const rows = await selectByIds(context.db, added);
  const { cancelled } = await withdrawAll(context, rows);
  let restored = 0;
  let full = 0;
  for (const { id, companions } of changed) {
    const [row] = await selectByIds(context.db, [id]);
    if (!row) continue;
    if ((await changeCompanions(context, row, companions)) === 'changed') restored += 1;
    else full += 1;
  }
  return { cancelled: cancelled.length, restored, full };
}
