import type { CommandContext } from '../../../../bot/command.ts';
import { countSignups, selectByIds, selectOfActivity } from '../../store/days.ts';
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
  return withSignups(context, coming.length > 0 ? nextPosts(coming) : all.slice(-1));
}

/** Of an activity with several posts the next day alone: a card has no room for more. */
function nextPosts(coming: Occurrence[]): Occurrence[] {
  const posts = new Set(coming.map(({ post }) => post?.id));
  return posts.size > 1 ? coming.filter(({ day }) => day === coming[0]?.day) : coming;
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
