import type { CommandContext } from '../../../bot/command.ts';
import type { Day } from '../../../language/day.ts';
import {
  findBygone,
  findByIds,
  findOpen,
  findWanted,
  isAccepting,
  type Occurrence,
  type Wanted,
} from '../../activity/usecase/find.ts';
import type { Person } from '../../person/usecase.ts';
import type { RegisterUndo } from '../schema.ts';
import { selectByIds } from '../store.ts';
import type { Enrolment, Party } from '../types.ts';
import { changeCompanions, enrolAll } from './enrol.ts';
import { resolveParty } from './party.ts';
import { withdrawAll } from './withdraw.ts';

const NEAREST_SHOWN = 3;

export type RegisterResult =
  | { kind: 'enrolled'; enrolments: Enrolment[]; missingDays: Day[]; isAssumed: boolean; undo: RegisterUndo }
  /** Several days or activities fit. */
  | { kind: 'which'; candidates: Occurrence[]; party: Party }
  /** Several people have the name. */
  | { kind: 'who'; name: string; people: Person[]; occurrences: Occurrence[]; party: Party }
  | { kind: 'closed'; occurrence: Occurrence; nearest: Occurrence[]; party: Party }
  /** Nothing fits. */
  | { kind: 'unknown'; wanted: Wanted; nearest: Occurrence[]; party: Party };

/** Registers `party` for what `wanted` says, where that is one thing. */
export async function register(context: CommandContext, wanted: Wanted, party: Party): Promise<RegisterResult> {
  const match = await findWanted(context, wanted);
  if (match.kind === 'none') {
    const bygone = await findBygone(context, wanted);
    const alike = match.nearest.filter((occurrence) => isAccepting(occurrence, context.now));
    const near = alike.length > 0 ? alike : await nearest(context, bygone?.id ?? 0);
    return bygone
      ? { kind: 'closed', occurrence: bygone, nearest: near, party }
      : { kind: 'unknown', wanted, nearest: near, party };
  }
  if (match.kind === 'found') {
    const { occurrences, missingDays, isAssumed } = match;
    return registerFor(context, { occurrences, missingDays, isAssumed }, party);
  }
  const accepting = match.candidates.filter((occurrence) => isAccepting(occurrence, context.now));
  if (accepting.length > 1) return { kind: 'which', candidates: accepting, party };
  const occurrences = accepting.length === 1 ? accepting : match.candidates.slice(0, 1);
  return registerFor(context, { occurrences, missingDays: [], isAssumed: true }, party);
}

/** Registers `party` for days chosen by a button. */
export async function registerByIds(context: CommandContext, ids: number[], party: Party): Promise<RegisterResult> {
  const occurrences = await findByIds(context, ids);
  if (occurrences.length === 0) return { kind: 'unknown', wanted: {}, nearest: await nearest(context, 0), party };
  return registerFor(context, { occurrences, missingDays: [], isAssumed: false }, party);
}

interface Target {
  occurrences: Occurrence[];
  missingDays: Day[];
  isAssumed: boolean;
}

async function registerFor(context: CommandContext, target: Target, party: Party): Promise<RegisterResult> {
  const { occurrences, missingDays, isAssumed } = target;
  const closed = occurrences.find((occurrence) => !isAccepting(occurrence, context.now));
  if (closed) return { kind: 'closed', occurrence: closed, nearest: await nearest(context, closed.id), party };
  const resolved = await resolveParty(context, party);
  if (resolved.kind === 'who') return { ...resolved, occurrences, party };
  const enrolments = await enrolAll(context, occurrences, resolved.participants);
  return { kind: 'enrolled', enrolments, missingDays, isAssumed, undo: undoOf(enrolments) };
}

async function nearest(context: CommandContext, except: number): Promise<Occurrence[]> {
  const open = await findOpen(context);
  return open
    .filter((occurrence) => occurrence.id !== except && isAccepting(occurrence, context.now))
    .slice(0, NEAREST_SHOWN);
}

function undoOf(enrolments: Enrolment[]): RegisterUndo {
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
