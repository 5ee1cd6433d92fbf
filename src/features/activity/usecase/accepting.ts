import type { Day } from '../../../language/day.ts';
import { findBygone, findByIds, findOpen, findWanted, isAccepting, type Occurrence, type Reader } from './find.ts';
import type { Wanted } from './match.ts';

/** What people can be registered for, of what a message wants. */
export type Accepting =
  | { kind: 'found'; occurrences: Occurrence[]; missingDays: Day[]; isAssumed: boolean }
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
    return checkAccepting(context, { kind: 'found', occurrences, missingDays, isAssumed });
  }
  const accepting = match.candidates.filter((occurrence) => isAccepting(occurrence, context.now));
  if (accepting.length > 1) return { kind: 'which', candidates: accepting };
  const occurrences = accepting.length === 1 ? accepting : match.candidates.slice(0, 1);
  return checkAccepting(context, { kind: 'found', occurrences, missingDays: [], isAssumed: true });
}

/** Days chosen by a button. */
export async function acceptingByIds(context: Reader, ids: number[]): Promise<Accepting> {
  const occurrences = await findByIds(context, ids);
  if (occurrences.length === 0) return { kind: 'unknown', wanted: {}, nearest: await nearest(context, 0) };
  return checkAccepting(context, { kind: 'found', occurrences, missingDays: [], isAssumed: false });
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
