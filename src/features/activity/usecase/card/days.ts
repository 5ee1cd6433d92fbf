import type { CommandContext } from '../../../../bot/command.ts';
import { countSignups, selectByIds, selectOfActivity } from '../../store.ts';
import type { Occurrence, Signups } from '../../types.ts';

/** A day as a card tells of it, counted a moment ago. */
export interface CardDay {
  occurrence: Occurrence;
  signups: Signups;
}

/** What a card is about: one day, or all of an activity that lie ahead. */
export type CardScope = { occurrenceId: number } | { activityId: number };

type Reader = Pick<CommandContext, 'db' | 'now'>;

/** The days a card of this scope shows: of an activity those to come, or else its last. */
export async function daysOfScope(context: Reader, scope: CardScope): Promise<CardDay[]> {
  const { db, now } = context;
  if ('occurrenceId' in scope) return withSignups(context, await selectByIds(db, [scope.occurrenceId]));
  const all = await selectOfActivity(db, scope.activityId);
  const coming = all.filter(({ state, startsAt }) => state === 'open' && startsAt > now);
  return withSignups(context, coming.length > 0 ? coming : all.slice(-1));
}

/** Counts who is in and who waits. */
export async function withSignups({ db }: Reader, occurrences: readonly Occurrence[]): Promise<CardDay[]> {
  const counted = await countSignups(
    db,
    occurrences.map(({ id }) => id),
  );
  return occurrences.map((occurrence) => ({
    occurrence,
    signups: counted.get(occurrence.id) ?? { people: 0, waiting: 0 },
  }));
}
