import type { Day } from '../../../language/day.ts';
import { findBygone, findByIds, findOpen, findWanted, isAccepting, type Occurrence, type Reader } from './find.ts';
import type { Wanted } from './match.ts';
import { slotOf, withMostRoom } from './series/post.ts';

/** What people can be registered for, of what a message wants. */
export type Accepting =
  /** `posts`: of those found at a time with several posts, none of which was named, all of them. */
  | { kind: 'found'; occurrences: Occurrence[]; posts: Occurrence[]; missingDays: Day[]; isAssumed: boolean }
  /** Several days or activities fit. */
  | { kind: 'which'; candidates: Occurrence[] }
  | { kind: 'closed'; occurrence: Occurrence; nearest: Occurrence[] }
  /** Nothing fits. */
  | { kind: 'unknown'; wanted: Wanted; nearest: Occurrence[] };

const NEAREST_SHOWN = 3;

export async function findAccepting(context: Reader, wanted: Wanted): Promise<Accepting> {
  const match = await findWanted(context, wanted);
  if (match.kind === 'none') {
    const bygone = await findBygone(context, wanted);
    const alike = match.nearest.filter((occurrence) => isAccepting(occurrence, context.now));
    const near = alike.length > 0 ? alike : await nearest(context, bygone?.id ?? 0);
    return bygone ? { kind: 'closed', occurrence: bygone, nearest: near } : { kind: 'unknown', wanted, nearest: near };
  }
  if (match.kind === 'found') {
    const { occurrences, missingDays, isAssumed } = match;
    return checkAccepting(context, { kind: 'found', occurrences, posts: [], missingDays, isAssumed });
  }
  const accepting = match.candidates.filter((occurrence) => isAccepting(occurrence, context.now));
  // Who names no post is put where there is most room.
  const places = withMostRoom(accepting);
  if (places.length > 1 && !isOneEach(places, wanted)) return { kind: 'which', candidates: places };
  const occurrences = places.length > 0 ? places : match.candidates.slice(0, 1);
  const isPost = accepting.length > places.length;
  const posts = isPost ? accepting.filter((one) => places.some((place) => slotOf(place) === slotOf(one))) : [];
  return checkAccepting(context, { kind: 'found', occurrences, posts, missingDays: [], isAssumed: !isPost });
}

/** Days were named, and each has one of the same activity. */
function isOneEach(places: readonly Occurrence[], { dates }: Wanted): boolean {
  const days = new Set(places.map(({ day }) => day));
  const activities = new Set(places.map(({ activity }) => activity.id));
  return dates !== undefined && days.size === places.length && activities.size === 1;
}

/** Days chosen by a button. */
export async function acceptingByIds(context: Reader, ids: number[]): Promise<Accepting> {
  const occurrences = await findByIds(context, ids);
  if (occurrences.length === 0) return { kind: 'unknown', wanted: {}, nearest: await nearest(context, 0) };
  return checkAccepting(context, { kind: 'found', occurrences, posts: [], missingDays: [], isAssumed: false });
}

async function checkAccepting(context: Reader, found: Extract<Accepting, { kind: 'found' }>): Promise<Accepting> {
  const closed = found.occurrences.find((occurrence) => !isAccepting(occurrence, context.now));
  return closed ? { kind: 'closed', occurrence: closed, nearest: await nearest(context, closed.id) } : found;
}

async function nearest(context: Reader, except: number): Promise<Occurrence[]> {
  const open = await findOpen(context);
  return open
    .filter((occurrence) => occurrence.id !== except && isAccepting(occurrence, context.now))
    .slice(0, NEAREST_SHOWN);
}
