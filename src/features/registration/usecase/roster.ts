import type { CommandContext } from '../../../bot/command.ts';
import { findBygone, findOpen, findWanted, type Occurrence, type Wanted } from '../../activity/usecase/find.ts';
import { displayName, findPeople } from '../../person/usecase.ts';
import { countList, selectActive, selectList } from '../store.ts';
import type { Registration, Standing } from '../types.ts';
import { positionOf } from './enrol.ts';
import { findStanding, upcoming } from './standing.ts';

const MOST_NAMES = 300;
const MOST_LISTED = 10;

export interface Roster {
  occurrence: Occurrence;
  /** The first 300 of each, names with how many they bring. */
  confirmed: { name: string; companions: number }[];
  waiting: { name: string; companions: number }[];
  /** Companions included. */
  people: number;
  confirmedCount: number;
  waitingCount: number;
}

/** Whether a person asked about is on the list. */
export interface Presence {
  name: string;
  occurrence: Occurrence;
  /** Absent: not registered. */
  registration?: Registration;
  position: number;
}

export type ListResult =
  | { kind: 'rosters'; rosters: Roster[] }
  | { kind: 'presence'; presences: Presence[] }
  | { kind: 'open'; occurrences: Occurrence[] }
  | { kind: 'which'; candidates: Occurrence[] }
  | { kind: 'none'; wanted: Wanted; nearest: Occurrence[] };

/** The list of what is meant; without anything named, of the only open activity, or what is open. */
export async function list(context: CommandContext, wanted: Wanted, people: readonly string[]): Promise<ListResult> {
  const isNamed = Boolean(wanted.keyword);
  const match = await findWanted(context, wanted);
  if (match.kind === 'found') return show(context, match.occurrences, people);
  if (match.kind === 'several' && isNamed && isOneDay(match.candidates)) return show(context, match.candidates, people);
  if (match.kind === 'several') {
    // 下周还缺人的有哪几场: a look at what is on, not at one list.
    const candidates = match.candidates.slice(0, MOST_LISTED);
    return isNamed || people.length > 0 ? { kind: 'which', candidates } : { kind: 'open', occurrences: candidates };
  }
  const bygone = await findBygone(context, wanted);
  if (bygone) return show(context, [bygone], people);
  if (!isNamed && !wanted.dates?.length) return { kind: 'open', occurrences: [] };
  const nearest = match.nearest.length > 0 ? match.nearest : (await findOpen(context)).slice(0, 3);
  return { kind: 'none', wanted, nearest };
}

/** All posts of one activity on one day. */
function isOneDay(occurrences: readonly Occurrence[]): boolean {
  return new Set(occurrences.map(({ activity, day }) => `${activity.id}:${day}`)).size === 1;
}

/** The lists of these days. */
export async function rostersOf(context: CommandContext, occurrences: readonly Occurrence[]): Promise<Roster[]> {
  const rosters: Roster[] = [];
  for (const occurrence of occurrences) rosters.push(await rosterOf(context, occurrence));
  return rosters;
}

async function show(
  context: CommandContext,
  occurrences: Occurrence[],
  people: readonly string[],
): Promise<ListResult> {
  if (people.length > 0) return { kind: 'presence', presences: await presencesOf(context, occurrences, people) };
  return { kind: 'rosters', rosters: await rostersOf(context, occurrences) };
}

async function rosterOf({ db }: CommandContext, occurrence: Occurrence): Promise<Roster> {
  const of = { occurrenceId: occurrence.id, limit: MOST_NAMES };
  const confirmed = await selectList(db, { ...of, state: 'confirmed' });
  const waiting = await selectList(db, { ...of, state: 'waiting' });
  const counted = await countList(db, occurrence.id, 'confirmed');
  const inLine = await countList(db, occurrence.id, 'waiting');
  return {
    occurrence,
    confirmed: confirmed.map(nameOf),
    waiting: waiting.map(nameOf),
    people: counted.people,
    confirmedCount: counted.registrations,
    waitingCount: inLine.registrations,
  };
}

async function presencesOf(
  context: CommandContext,
  occurrences: Occurrence[],
  people: readonly string[],
): Promise<Presence[]> {
  const presences: Presence[] = [];
  for (const name of people) {
    const ids = (await findPeople(context.db, name)).map(({ id }) => id);
    for (const occurrence of occurrences) {
      const [registration] = ids.length > 0 ? await selectActive(context.db, occurrence.id, ids) : [];
      presences.push(
        registration
          ? { name, occurrence, registration, position: await positionOf(context, registration) }
          : { name, occurrence, position: 0 },
      );
    }
  }
  return presences;
}

export interface Mine {
  own: { standing: Standing; position: number }[];
  /** Made for others. */
  forOthers: { standing: Standing; position: number }[];
}

/** What the sender is registered for from now on, and whom they registered. */
export async function mine(context: Pick<CommandContext, 'db' | 'now'> & { sender: { id: number } }): Promise<Mine> {
  const { id } = context.sender;
  const standing = upcoming(context, await findStanding(context, { personIds: [id], registrarId: id }));
  const placed = [];
  for (const one of standing) placed.push({ standing: one, position: await positionOf(context, one) });
  return {
    own: placed.filter((one) => one.standing.person.id === id),
    forOthers: placed.filter((one) => one.standing.person.id !== id),
  };
}

function nameOf({ person, companions }: Registration): { name: string; companions: number } {
  return { name: displayName(person), companions };
}
