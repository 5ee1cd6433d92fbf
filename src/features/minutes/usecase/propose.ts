import type { Db } from '../../../database.ts';
import { displayName, findPeople, rosterNames } from '../../person/usecase.ts';
import { findPoints } from '../store/holdings.ts';
import { findTasksOf } from '../store/tasks.ts';
import type { Held, Minutes, Owner, Proposal, ProposedTask } from '../types.ts';
import { SELF } from './find/owners.ts';
import { type FoundTask, findTasks } from './find/tasks.ts';

/** More at once nobody looks through; the rest comes with the next 纪要任务. */
export const MOST_TASKS = 12;

/** Who 我 is. */
export interface Speaker {
  id: number;
  userid: string;
  name: string | null;
}

/** What minutes give to whom, and what points of the agenda they settle: without what has been given before. */
export async function proposeFrom(
  db: Db,
  {
    held,
    minutes,
    speaker,
    more = [],
  }: { held: Held; minutes: Minutes; speaker: Speaker; more?: readonly FoundTask[] },
): Promise<Proposal> {
  const roster = await rosterNames(db);
  const given = await findTasksOf(db, held.id);
  const isGiven = ({ title, owners }: ProposedTask) =>
    owners.every(({ id }) => id !== null && given.some((task) => isSame(task.title, title) && task.ownerId === id));
  const ruled = findTasks(minutes.text, { day: held.day, roster });
  const tasks: ProposedTask[] = [];
  for (const [i, task] of [...ruled, ...more].entries()) {
    const proposed = await resolveOwners(db, task, speaker);
    if (!isGiven(proposed)) tasks.push(i < ruled.length ? proposed : { ...proposed, isGuess: true });
  }
  return { minutesId: minutes.id, tasks, decisions: minutes.decisions, points: await findPoints(db, held) };
}

/** The one person of that name; of several nobody can tell which. */
export async function resolveOwner(db: Db, name: string, speaker: Speaker): Promise<Owner> {
  if (name === SELF) return { id: speaker.id, name: displayName(speaker) };
  const [only, ...others] = await findPeople(db, name);
  return { id: only && others.length === 0 ? only.id : null, name };
}

/** However its signs were made safe when it was kept. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((title) => title.replace(/[^\p{L}\p{N}]/gu, ''));
  return a === b;
}

async function resolveOwners(
  db: Db,
  { title, owners: names, due, warning }: FoundTask,
  speaker: Speaker,
): Promise<ProposedTask> {
  const owners: Owner[] = [];
  for (const name of names) owners.push(await resolveOwner(db, name, speaker));
  return { title, owners, due, ...(warning === undefined ? {} : { warning }) };
}
