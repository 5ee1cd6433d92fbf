import type { CommandContext } from '../../../bot/command.ts';
import { findByIds, type Occurrence, type Wanted } from '../../activity/usecase/find.ts';
import { matchOccurrences } from '../../activity/usecase/match.ts';
import { countList, selectActive, selectByIds, selectList, selectStanding } from '../store.ts';
import type { Registration, Standing } from '../types.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 30;

/** Registrations that stand, of days to come and of the last weeks. */
export async function findStanding(
  context: Pick<CommandContext, 'db' | 'now'>,
  who: { personIds: number[]; registrarId?: number },
): Promise<Standing[]> {
  const since = new Date(context.now.getTime() - LOOK_BACK_DAYS * DAY_MS);
  return withOccurrences(context, await selectStanding(context.db, { ...who, since }));
}

/** Of these registrations those that stand. */
export async function standingByIds(context: Pick<CommandContext, 'db'>, ids: number[]): Promise<Standing[]> {
  return withOccurrences(context, await selectByIds(context.db, ids));
}

/** Who is registered or waiting on one day. */
export interface OnDay {
  /** Of the people asked about. */
  known: Registration[];
  /** Companions included. */
  people: number;
  /** Of the others, at most as many as asked for, those who are in first. */
  others: Registration[];
}

/** Looks for `personIds` among those registered for a day, and shows the first few of the others. */
export async function findOnDay(
  { db }: Pick<CommandContext, 'db'>,
  occurrenceId: number,
  { personIds, most }: { personIds: number[]; most: number },
): Promise<OnDay> {
  const known = personIds.length > 0 ? await selectActive(db, occurrenceId, personIds) : [];
  const of = { occurrenceId, limit: known.length + most };
  const confirmed = await countList(db, occurrenceId, 'confirmed');
  const waiting = await countList(db, occurrenceId, 'waiting');
  const all = [
    ...(await selectList(db, { ...of, state: 'confirmed' })),
    ...(await selectList(db, { ...of, state: 'waiting' })),
  ];
  const ids = new Set(known.map(({ id }) => id));
  const others = all.filter(({ id }) => !ids.has(id)).slice(0, most);
  return { known, people: confirmed.people + waiting.people, others };
}

/** Adds the day each is for. */
export async function withOccurrences(context: Pick<CommandContext, 'db'>, rows: Registration[]): Promise<Standing[]> {
  const ids = [...new Set(rows.map(({ occurrenceId }) => occurrenceId))];
  const byId = new Map((await findByIds(context, ids)).map((occurrence) => [occurrence.id, occurrence]));
  return rows.flatMap((row) => {
    const occurrence = byId.get(row.occurrenceId);
    return occurrence ? [{ ...row, occurrence }] : [];
  });
}

export function upcoming({ now }: Pick<CommandContext, 'now'>, standing: Standing[]): Standing[] {
  return standing.filter(({ occurrence }) => isUpcoming(occurrence, now));
}

export function isUpcoming({ state, startsAt }: Occurrence, now: Date): boolean {
  return state === 'open' && startsAt > now;
}

/** Those on the days a message means. */
export function pick(standing: Standing[], wanted: Wanted): Standing[] {
  const match = matchOccurrences(occurrencesOf(standing), wanted);
  if (match.kind === 'none') return [];
  return onDays(standing, match.kind === 'found' ? match.occurrences : match.candidates);
}

export function occurrencesOf(standing: Standing[]): Occurrence[] {
  return [...new Map(standing.map(({ occurrence }) => [occurrence.id, occurrence])).values()];
}

export function onDays(standing: Standing[], occurrences: Occurrence[]): Standing[] {
  const ids = new Set(occurrences.map(({ id }) => id));
  return standing.filter(({ occurrenceId }) => ids.has(occurrenceId));
}
