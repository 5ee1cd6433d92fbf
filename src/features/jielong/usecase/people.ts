import type { CommandContext } from '../../../bot/command.ts';
import type { Day } from '../../../language/day.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { findPeople, type Person } from '../../person/usecase.ts';
import { findOnDay } from '../../registration/usecase/standing.ts';
import type { Chosen, Listed } from '../schema.ts';

/** Who is meant by the names of a list; a name nobody has yet stands for no person. */
export type Identified =
  | { kind: 'people'; ids: ReadonlyMap<string, readonly number[]> }
  /** Namesakes: the sender has to say which. */
  | { kind: 'who'; name: string; people: Person[]; isTwice: boolean };

/** Makes nobody. The sender's own name is the sender; of namesakes those registered already are meant. */
export async function identify(
  context: CommandContext,
  listed: readonly Listed[],
  { occurrences, chosen }: { occurrences: Occurrence[]; chosen: Chosen },
): Promise<Identified> {
  const { db, sender } = context;
  const ids = new Map<string, readonly number[]>();
  for (const { name, times } of listed) {
    if (ids.has(name)) continue;
    const picked = chosen[name] ?? (name === sender.name ? [sender.id] : undefined);
    if (picked) {
      ids.set(name, picked);
      continue;
    }
    const people = await findPeople(db, name);
    const theirs = occurrences.filter(({ day }) => listed.some((one) => one.name === name && isOn(one, day)));
    const meant = people.length > 1 ? await registeredAmong(context, people, theirs) : people.map(({ id }) => id);
    if (people.length > 1 && theirs.length > 0 && meant.length !== times)
      return { kind: 'who', name, people, isTwice: times > 1 };
    ids.set(name, meant);
  }
  return { kind: 'people', ids };
}

/** Whether a row is for that day. */
export function isOn({ days }: Pick<Listed, 'days'>, day: Day): boolean {
  return !days || days.includes(day);
}

/** Those registered for every one of the days. */
async function registeredAmong(
  context: CommandContext,
  people: Person[],
  occurrences: Occurrence[],
): Promise<number[]> {
  let personIds = people.map(({ id }) => id);
  for (const { id } of occurrences) {
    const { known } = await findOnDay(context, id, { personIds, most: 0 });
    personIds = known.map(({ person }) => person.id);
  }
  return personIds;
}
